-- One row a text, a name of the register that it may mean and a word of the text, with what the word tells about the
-- two.
-- reads: alias_token, alias_word, candidate, core.organisation, hospital, hospital_token, name_class(), query
-- reads: query_token, rarity, succession, word, word_stem(), word_stems()
-- makes: city_county, hollow_word, hospital_place, pair_word, practice_word, state_word, system_word
create or replace temp table hospital_place as
select
    h.organisation_id, h.county, h.is_current,
    count(*) filter (h.is_current) over (partition by h.state, place_key(h.city)) as in_city,
    count(*) filter (h.is_current) over (partition by o.system_id, h.state, place_key(h.city)) as of_system,
    name_class(w.tokens || case h.hospital_type
        when 'Psychiatric' then ['psychiatric'] when 'Childrens' then ['children']
        when 'Acute Care - Veterans Administration' then ['va'] when 'Acute Care - Department of Defense' then ['army']
            else [] end) as class
from hospital h
join hospital_token w using (organisation_id)
join core.organisation o using (organisation_id);

create or replace temp table city_county as
select state, place_key(city) as city, mode(county order by county) as county
from hospital where county is not null group by all;

-- Words of the system that a hospital belongs to, or did when the list was made: a new owner's name in front of an old
-- one, and an old owner's that stays on the door.
create or replace temp table system_word as
select distinct o.organisation_id, w.token
from core.organisation o
join alias_word w on w.organisation_id = o.system_id
union
select h.organisation_id, w.token
from hospital h
left join succession s on s.system_id = 'sys:' || h.system_id
join alias_word w on w.organisation_id = coalesce(s.heir_id, 'sys:' || h.system_id);

-- Words that tell no hospital from another: what it is, what is treated there, the state that it lies in.
create or replace temp table hollow_word as
select distinct word_stem(word) as token from word where kind in ('type', 'field', 'connective');
-- Words by which a practice, clinic or firm calls itself; where the hospital's own name has them, they say nothing.
create or replace temp table practice_word as
select word_stem(coalesce(a.means, w.word)) as token, min(w.kind) as kind
from word w
left join word a on a.word = w.word and a.kind = 'abbreviation'
where w.kind in ('practice', 'firm')
group by 1;
create or replace temp table state_word as
select distinct means as state, word_stem(unnest(string_split(word, ' '))) as token from word where kind = 'state';

create or replace temp table pair_word as
select
    c.query_id, c.alias_id, t.token, coalesce(r.weight, 9) as weight, r.bearers, t.trust,
    aw.alias_id is not null as is_shared,
    list_contains(string_split(word_stems(coalesce(q.city, '') || ' ' || coalesce(a.city, '')), ' '),
        t.token) as is_city,
    sw.token is not null as is_system,
    h.token is not null or z.token is not null as is_hollow, ty.token is not null as is_type,
    case when aw.alias_id is null then g.kind end as practice
from candidate c
join query q using (query_id)
join alias_token a using (alias_id)
join query_token t using (query_id)
left join rarity r on r.token = t.token
left join alias_word aw on aw.alias_id = c.alias_id and aw.token = t.token
left join system_word sw on sw.organisation_id = a.organisation_id and sw.token = t.token
left join hollow_word h on h.token = t.token
left join (select distinct word_stem(word) as token from word where kind in ('type', 'connective')) ty
    on ty.token = t.token
left join practice_word g on g.token = t.token
left join state_word z on z.token = t.token and z.state = a.state;
