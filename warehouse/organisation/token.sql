-- One row a distinct text that names something, with its words made comparable.
-- reads: name_phrases(), name_spelling(), name_text, word, word_stem()
-- makes: text_token
create or replace temp table text_token as
with text_word as (
    select text, unnest(words) as word, generate_subscripts(words, 1) as ord
    from (select text, string_split(name_spelling(text), ' ') as words from (select distinct text from name_text))
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
