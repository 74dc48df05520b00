-- One row a pair of records that an identity joins. `rank`: how much it says, 5 the user's own word, 2 a telephone
-- number.
-- reads: first_word(), given_alike, is_desk(), is_profile(), merged_from(), name_pair, person_name, person_pair
-- reads: person_source, raw.journal
-- makes: person_edge, person_identity, person_key, person_label, person_word
create or replace temp table person_identity as
select record_id, name_key, 'npi:' || npi as key, 4 as rank from person_source where npi is not null
union all
select record_id, name_key, 'url:' || url, case when is_profile(url) then 4 else 2 end
from (select record_id, name_key, unnest(list_distinct(urls)) as url from person_source)
where url <> ''
union all
select record_id, name_key, 'email:' || lower(email), 3
from (select record_id, name_key, unnest(list_distinct(emails)) as email from person_source)
where email <> ''
union all
select record_id, name_key, 'phone:' || regexp_replace(phone, '[^0-9]', '', 'g')[-10:], 2
from (select record_id, name_key, unnest(list_distinct(phones)) as phone from person_source)
where length(regexp_replace(phone, '[^0-9]', '', 'g')) >= 7;

-- Whom the user said to be one or two, by any id a record ever gave.
create or replace temp table person_word as
with alias as (
    select record_id, alias_id(record_id) as id from person_source
    union
    select record_id, record_id from person_source
),
said as (
    select
        least(a.record_id, b.record_id) as a, greatest(a.record_id, b.record_id) as b, verb, said_at
    from raw.journal j
    join alias a on a.id = j.subject
    join alias b on b.id = j.object
    where verb in ('same', 'different') and a.record_id <> b.record_id
)
select a, b, arg_max(verb, (said_at, verb = 'different')) as verb from said group by a, b;

-- `is_shared`: of an office or a household: of several given names, or an address that names a desk.
create or replace temp table person_key as
with named as (
    -- Records of one identity and one name: joined to the first of them.
    select
        i.key,
        i.rank,
        i.name_key,
        n.generation,
        n.middle,
        n.given,
        n.family,
        n.is_initial,
        min(i.record_id) as record_id
    from person_identity i
    left join person_name n using (record_id)
    group by all
),
shared as (
    select
        key, count(*) as names, bool_or(key like 'email:%' and is_desk(key[7:])) as is_desk,
        list(distinct given) as givens
    from named
    where not coalesce(is_initial, false)
    group by key
),
-- Of two given names that are no one's two.
unlike as (
    select s.key
    from (select key, unnest(givens) as given from shared where len(givens) between 2 and 6) s
    join (select key, unnest(givens) as given from shared where len(givens) between 2 and 6) t
        on t.key = s.key and t.given > s.given
    left join given_alike g on g.given = s.given and g.other = t.given and g.is_plain
    where g.given is null
)
select
    n.*, coalesce(s.names, 0) as names,
    coalesce(s.is_desk or len(s.givens) > 6 or n.key in (from unlike), false) as is_shared
from named n
left join shared s using (key);

create or replace temp table person_edge as
with identity as (
    select i.record_id as a, k.record_id as b, i.rank
    from person_identity i
    left join person_name n using (record_id)
    join
        person_key k
    on
        k.key = i.key
        and k.name_key = i.name_key
        and k.generation is not distinct from n.generation
        and k.middle is not distinct from n.middle
    -- A number or an office's address without a whole name says nothing of who it is.
    where i.record_id <> k.record_id and (i.rank = 4 or i.name_key like '% %' or (i.rank = 3 and not k.is_shared))
    union
    -- A profile or NPI is one person's under any name; an e-mail address or telephone may be shared by a household or
    -- an office.
    select x.record_id, y.record_id, x.rank
    from person_key x
    join person_key y on y.key = x.key and (y.record_id > x.record_id)
    left join given_alike g on g.given = x.given and g.other = y.given
    left join name_pair n on n.a = least(x.record_id, y.record_id) and n.b = greatest(x.record_id, y.record_id)
    left join person_pair p on p.a = n.a and p.b = n.b
    where x.names <= 20 and (
        x.rank = 4
        or (x.rank = 3 and not x.is_shared and (x.name_key = '' or y.name_key = ''
            or (x.given is null and first_word(x.name_key) = y.given)
            or (y.given is null and first_word(y.name_key) = x.given)
            )
            )
        or (not coalesce(x.generation <> y.generation, false) and not coalesce(x.middle <> y.middle, false)
            and case
                -- A household's number: no two given names, and no father and son.
                when
                    x.rank = 2 or x.is_shared
                    then
                        -- Husband and wife share a family's name, never the given one; mother and daughter may.
                        (x.family = y.family or is_slip(x.family, y.family)
                            or (x.given = y.given and coalesce(n.how in ('part', 'born'), false)
                                and coalesce(p.says, 1) >= 1))
                        and coalesce(g.is_plain, false)
                        and x.generation is not distinct from y.generation
                else g.given is not null
                    or (x.is_initial and starts_with(y.given, x.given))
                    or (y.is_initial and starts_with(x.given, y.given)) end)
    )
)
select a, b, rank
from identity
where (least(a, b), greatest(a, b)) not in (select (a, b) from person_word where verb = 'different')
union
select a, b, 5 from person_word where verb = 'same'
union
select a, b, 1 from person_pair
where
    certainty >= merged_from()
    and (least(a, b), greatest(a, b)) not in (select (a, b) from person_word where verb = 'different');

-- The user's label is empty, and so smaller than any other.
create or replace temp table person_label as
select record_id, case when is_me then '' else record_id end as label from person_source;
