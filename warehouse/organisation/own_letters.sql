-- One row a mention that gives a name with its letters in brackets, and an organisation that goes by the letters but
-- shares no telling word with the name: "Universitat Autònoma de Barcelona (UAB)" is not Birmingham's.
-- reads: alias_token, mention_text, plain_word, text_token
-- makes: own_letters
create or replace temp table own_letters as
with lettered as (
    select l.mention_id, k.canon as letters, n.tokens, w.text as name
    from mention_text l
    join text_token k on k.text = l.text
    join mention_text w on w.mention_id = l.mention_id and w.part = 'inside' and w.text like '% %'
    join text_token n on n.text = w.text
    where l.part = 'inside' and regexp_matches(l.text, '^[A-Z]{3,6}$')
),
own as (
    select * from lettered
    -- of "Universitat Autònoma de Barcelona" its three long words
    where name_initials(name) = letters or array_to_string(list_transform(
        list_filter(string_split(name_key(name), ' '), lambda w: length(w) > 3), lambda w: w[1]), '') = letters
)
select o.mention_id, a.organisation_id
from own o
join (select distinct organisation_id, unnest(tokens) as word from alias_token) a on a.word = o.letters
join alias_token b on b.organisation_id = a.organisation_id
cross join plain_word p
group by o.mention_id, a.organisation_id
having not bool_or(list_has_any(
    list_filter(o.tokens, lambda w: length(w) > 3 and not list_contains(p.words, w) and w <> o.letters
        and not starts_with(w, 'universi')), b.tokens));
