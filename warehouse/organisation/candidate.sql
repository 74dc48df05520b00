-- One row a text, a place and a name of the register that shares a telling word, a city or the whole name with it.
-- reads: alias_token, hospital, mention_place, mention_text, rarity, text_token, word_stems()
-- makes: alias_word, alone, area, candidate, open_query, query, query_token, respelt
create or replace temp table query as
select
    row_number() over (order by m.mention_id, t.text) as query_id, m.mention_id, x.share, name_key(t.text) as raw,
        t.canon, t.tokens,
    m.state, nullif(place_key(m.city), '') as city
from mention_text x
join mention_place m using (mention_id)
join text_token t on t.text = x.text
where x.part <> 'segment';

-- A word that no register knows may be a known one misspelt or cut short.
create or replace temp table respelt as
with unknown as (
    select distinct token from (select unnest(tokens) as token from query) anti join rarity using (token)
    where length(token) >= 4 and token not similar to '[0-9]+|uof.*'
)
select u.token,
    arg_min(r.token, (damerau_levenshtein(u.token, r.token) / greatest(length(u.token), length(r.token)), -r.bearers,
    r.token)) as known
from unknown u
join rarity r on left(r.token, 2) = left(u.token, 2)
    and abs(length(r.token) - length(u.token)) <= case when starts_with(r.token, u.token) then 12 else 2 end
where length(r.token) >= 5 and (
    (starts_with(r.token, u.token) and length(u.token) >= 5)
    or damerau_levenshtein(u.token, r.token) <= case when length(u.token) >= 10 then 2 else 1 end
)
group by u.token;

create or replace temp table query_token as
select query_id, coalesce(known, q.token) as token, max(case when known is null then 1.0 else 0.8 end) as trust
from (select query_id, unnest(tokens) as token from query) q
left join respelt on respelt.token = q.token
group by 1, 2;

create or replace temp table alias_word as
select alias_id, organisation_id, state, unnest(tokens) as token from alias_token where organisation_id like 'ccn:%'
    or organisation_id like 'sys:%';

-- A hospital's city and county: names speak of them where the register's name does not.
create or replace temp table area as
select distinct organisation_id, state, string_split(area, ' ') as area, 'county' as kind
from (select organisation_id, state, word_stems(name_key(county)) as area from hospital where county is not null
    and is_current)
union
select distinct organisation_id, state, string_split(word_stems(place_key(city)), ' '), 'city' from hospital
    where is_current;

-- Where one hospital alone bears the very name in that place, there is nothing to weigh against it.
create or replace temp table alone as
select q.query_id, min(a.alias_id) as alias_id
from query q
join alias_token a on a.canon = q.canon
    and (a.state = q.state or q.state is null)
    and (a.city = q.city or q.city is null or q.state is null)
    and (q.city is not null and q.state is not null or list_contains(a.raws, q.raw))
where a.organisation_id like 'ccn:%'
group by q.query_id
having count(distinct a.organisation_id) = 1;

create or replace temp table open_query as select * from query where query_id not in (select query_id from alone);

create or replace temp table candidate as
with state_bearer as (
    select state, token, count(distinct organisation_id) as bearers from alias_word where organisation_id like 'ccn:%'
        group by all
),
telling as (
    select a.alias_id, a.state, a.token
    from alias_word a
    join state_bearer b on b.state = a.state and b.token = a.token
    where b.bearers <= 40 and a.organisation_id like 'ccn:%'
),
by_word as (
    select q.query_id, a.alias_id, t.trust * r.weight as shared
    from open_query q
    join query_token t using (query_id)
    join rarity r using (token)
    join telling a on a.token = t.token and a.state = q.state
    union all
    select q.query_id, a.alias_id, t.trust * r.weight
    from open_query q
    join query_token t using (query_id)
    join rarity r using (token)
    join alias_word a on a.token = t.token and a.organisation_id like 'ccn:%'
    where q.state is null and r.bearers <= 150
    union all
    select q.query_id, a.alias_id, 6.0
    from open_query q
    join alias_token a on a.city = q.city and a.state = q.state
    where a.organisation_id like 'ccn:%'
    union all
    select q.query_id, a.alias_id, 3.0
    from open_query q
    join query_token t using (query_id)
    join area p on p.area[1] = t.token and p.state = q.state and list_has_all(q.tokens, p.area)
    join alias_token a on a.organisation_id = p.organisation_id
    union all
    select q.query_id, a.alias_id, 3.0
    from open_query q
    join query_token t using (query_id)
    join (select * from area qualify count(*) over (partition by area) <= 20) p on p.area[1] = t.token
        and list_has_all(q.tokens, p.area)
    join alias_token a on a.organisation_id = p.organisation_id
    where q.state is null
    union all
    select q.query_id, a.alias_id, 9.0
    from open_query q
    join alias_token a on a.canon = q.canon and (a.state = q.state or q.state is null)
    where a.organisation_id like 'ccn:%'
)
select query_id, alias_id
from (select query_id, alias_id, sum(shared) as shared from by_word group by all)
-- (a sum differs in its last digits by the order in which it is made)
qualify row_number() over (partition by query_id order by round(shared, 9) desc, alias_id) <= 20
union all
select query_id, alias_id from alone;
