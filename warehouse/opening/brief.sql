-- One row a posting whose text is short, with what it says: words and numbers, told alike however they are written.
-- reads: opening_posting, title_stem(), without_tags()
-- makes: brief_words(), opening_brief, spelled_out()
create or replace macro spelled_out(text) as regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(text,
        '([0-9]),([0-9]{3})', '\1\2', 'g'), '([0-9]) ?k\b', '\1000', 'g'),
        '\b(one|first)\b', '1', 'g'), '\b(two|second)\b', '2', 'g'), '\b(three|third)\b', '3', 'g'),
        '\b(four|fourth)\b', '4', 'g'), '\b(five|fifth)\b', '5', 'g'), '\b(six|sixth)\b', '6', 'g'),
        '\b(seven|seventh)\b', '7', 'g'), '\b(eight|eighth)\b', '8', 'g'), '\b(ten|tenth)\b', '10', 'g'),
        '\b(twelve|twelfth)\b', '12', 'g');
create or replace macro brief_words(text) as list_distinct(list_transform(list_filter(
    regexp_extract_all(spelled_out(lower(without_tags(text))), '[0-9]+(?::[0-9]+)?|[a-z]{2,}'),
    lambda w: not list_contains(getvariable('brief_noise'), w)), lambda w: title_stem(w)));

create or replace temp table opening_brief as
select posting_id, brief_words(concat_ws('. ', title, description)) as words
from opening_posting
where length(description) between 30 and 250;
