-- One row a distinct text that names something, with its words made comparable.
-- reads: core.organisation, core.organisation_alias, name_phrases(), name_spelling(), name_text, word, word_stem()
-- makes: text_token
create or replace temp table text_token as
with spelt as (
    select text, unnest(words) as word, generate_subscripts(words, 1) as ord
    from (select text, string_split(name_spelling(text), ' ') as words from (select distinct text from name_text))
),
-- "Advent Health" is AdventHealth: a word that few names of the registers have, if any, written apart from the rest of
-- one that many more have.
known as (
    select word, count(distinct text) as names
    from spelt where text in (select alias from core.organisation_alias union select name from core.organisation)
    group by word
),
apart as (
    select a.text, a.ord, k.word
    from spelt a
    join spelt b on b.text = a.text and b.ord = a.ord + 1
    join known k on k.word = a.word || b.word
    left join known s on s.word = a.word
    where length(a.word) > 2 and coalesce(s.names, 0) * 3 < k.names
),
-- "LeBonheur" is Le Bonheur: a word that no register has, of two that stand side by side in one
together as (
    select n.word, any_value(n.two) as two
    from (
        select a.word || b.word as word, a.word || ' ' || b.word as two
        from spelt a
        join spelt b on b.text = a.text and b.ord = a.ord + 1
        where a.text in (select alias from core.organisation_alias) and length(a.word || b.word) > 6
            and length(b.word) > 3
    ) n
    where n.word in (select word from spelt) and n.word not in (select word from known)
    group by n.word
    having count(distinct n.two) = 1
),
-- "U of MD" is the University of Maryland
lettered as (
    select a.text, a.ord, w.word
    from spelt a
    join word w on w.kind = 'state' and lower(w.means) = a.word
    join spelt o on o.text = a.text and o.ord = a.ord - 1 and o.word = 'of'
    join spelt u on u.text = a.text and u.ord = a.ord - 2 and u.word in ('university', 'univ', 'u')
),
-- "Hopsital", "Univeristy": a slip of the pen in a word that many bear, and that no register has; two letters of a word
-- changed places, or one letter of a long word is wrong ("Medica" and "Heath" are names).
mistyped as (
    select s.word, any_value(w.word) as means
    from (select distinct word from spelt where length(word) > 5) s
    join (select distinct word from word where length(word) > 5 and kind in ('type', 'common', 'field')) w
        on left(w.word, 1) = left(s.word, 1) and abs(length(w.word) - length(s.word)) < 2
    where s.word not in (select word from known where names > 2) and s.word not in (select word from word)
        and damerau_levenshtein(s.word, w.word) = 1
        and (length(w.word) > 6 and not starts_with(w.word, s.word) and not starts_with(s.word, w.word)
            or list_sort(string_split(s.word, '')) = list_sort(string_split(w.word, '')))
    group by s.word
    having count(*) = 1
),
text_word as (
    select s.text, coalesce(a.word, l.word, m.means, j.two, s.word) as word, s.ord
    from spelt s
    left join apart a using (text, ord)
    left join lettered l using (text, ord)
    left join mistyped m on m.word = s.word
    left join together j on j.word = s.word
    where (s.text, s.ord - 1) not in (select (text, ord) from apart)
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
