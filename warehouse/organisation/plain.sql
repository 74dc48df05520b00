-- One row: the words, stemmed, that name no organisation by themselves.
-- reads: word, word_stem()
-- makes: plain_word
create or replace temp table plain_word as
select
    list(distinct word_stem(word)) filter (kind in ('type', 'common')) as words,
    -- "VA Medical Center" is anybody's as "Regional Medical Center" is, though the letters tell whose it is.
    list(distinct word_stem(word)) filter (kind = 'type' or word = 'va') as kinds,
    -- What is left of "Michigan Medicine" or "Premier Health" without its department says where or what, not who.
    list(distinct word_stem(part)) filter (kind in ('type', 'common', 'field', 'state')) as hollow,
    list(distinct word_stem(part)) filter (kind = 'practice') as practice,
    -- "Dermatology Associates" are several; "Texas Oncology" is one.
    list(distinct word_stem(part)) filter (kind <> 'state') as anybody
from (select word, kind, unnest(string_split(word, ' ')) as part from word)
where kind in ('type', 'common', 'field', 'state', 'practice');
