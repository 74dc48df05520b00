-- One row a name of which a few words are given by their first letters, and the one hospital whose name it is: "BMC
-- South" of Montgomery, "Banner WMC Casper", "LLU Children's Hospital". `is_here`: in its town.
-- reads: alias_token, core.organisation, mention_place, mention_text, plain_word, text_token, word_stems()
-- makes: lettered_match
create or replace temp table lettered_match as
with house as (
    select a.organisation_id, a.state, a.city, string_split(a.canon, ' ') as words
    from alias_token a
    join core.organisation o using (organisation_id)
    where o.kind = 'hospital' and o.source = 'cms' and not a.is_unsafe
),
cut as (
    select
        organisation_id, state, city, words[:i - 1] || words[i + n:] as rest,
        array_to_string(list_transform(list_filter(
            words[i:i + n - 1], lambda w: w not in ('of', 'and', 'the')), lambda w: w[1]), '') as letters,
        words[:i - 1] || [letters] || words[i + n:] as words
    from house, range(1, 8) s(i), range(2, 6) l(n)
    where i + n - 1 <= len(words) and n < len(words)
),
short as (
    select distinct organisation_id, state, city, rest, array_to_string(words, ' ') as canon from cut
    union
    -- its town behind it
    select organisation_id, state, city, rest || [city], array_to_string(words, ' ') || ' ' || word_stems(city) from cut
    where not list_has_all(words, string_split(city, ' '))
),
met as (
    select
        p.mention_id, s.organisation_id, coalesce(place_key(p.city) = s.city and p.state = s.state, false) as is_here,
        bool_or(p.state is not null or not list_has_all(w.words || w.hollow, s.rest)) as is_telling
    from mention_text x
    join text_token t using (text)
    join mention_place p using (mention_id)
    join short s on s.canon = t.canon
    cross join plain_word w
    where x.part in ('whole', 'inside') and coalesce(p.state = s.state, true)
        and coalesce(place_key(p.city) = s.city, true)
        -- "BMC South" of Brockton bears that very name
        and not exists (
            select * from alias_token a where a.canon = t.canon and coalesce(a.state = p.state, true))
    group by all
)
select mention_id, any_value(organisation_id) as organisation_id, any_value(is_here) as is_here
from met
where is_telling
group by mention_id
having count(distinct organisation_id) = 1;
