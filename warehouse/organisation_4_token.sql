-- One row a distinct text that names something, with its words made comparable.
create or replace temp table text_token as
with text_word as (
    select
        text,
        unnest(string_split(name_spelling(text), ' ')) as word,
        generate_subscripts(string_split(name_spelling(text), ' '), 1) as ord
    from (select distinct text from name_text)
),
meant as (
    select text, ord, word_stem(coalesce(means, text_word.word)) as word
    from text_word
    left join word on word.word = text_word.word and word.kind = 'abbreviation'
    where text_word.word = 'of' or text_word.word not in (select word from word where kind = 'connective')
),
phrase as (
    select text, name_phrases(string_agg(word, ' ' order by ord)) as canon from meant group by text
)
select text, canon, list_distinct(string_split(canon, ' ')) as tokens
from phrase
where canon <> '';

-- One row a word of the register's names: the fewer organisations bear it, the more it says.
create or replace temp table alias_token as
with named as (
    select a.organisation_id, t.canon, any_value(t.tokens) as tokens, list(distinct name_key(a.alias)) as raws
    from core.organisation_alias a
    join text_token t on t.text = a.alias
    group by all
)
select
    organisation_id, row_number() over (order by organisation_id, canon) as alias_id, canon, tokens, raws,
    o.kind, o.state, place_key(o.city) as city
from named
join core.organisation o using (organisation_id);

create or replace temp table rarity as
with total as (select count(distinct organisation_id) as organisations from alias_token)
select token, ln(1 + any_value(organisations) / count(distinct organisation_id)) as weight, count(distinct organisation_id) as bearers
from (select organisation_id, unnest(tokens) as token from alias_token), total
group by token;
