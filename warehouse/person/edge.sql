-- One row a pair of records that an identity joins. `rank`: how much it says, 5 the user's own word, 2 a telephone number.
-- reads: first_word(), is_profile(), last_word(), person_nickname, person_source, raw.journal
-- makes: person_edge, person_identity, person_label, person_word
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
select a, b, arg_max(verb, said_at) as verb from said group by a, b;

create or replace temp table person_edge as
with named as (
    -- Records of one identity and one name: joined to the first of them.
    select key, rank, name_key, min(record_id) as record_id, count(*) over (partition by key) as names
    from person_identity
    group by key, rank, name_key
),
spelt as (
    select
        n.*, first_word(name_key) as given, last_word(name_key) as family,
        coalesce(k.given, first_word(name_key)) as root
    from named n
    left join person_nickname k on k.nickname = first_word(name_key)
),
identity as (
    select i.record_id as a, n.record_id as b, i.rank
    from person_identity i
    join named n on n.key = i.key and n.name_key = i.name_key
    where i.record_id <> n.record_id
    union
    -- A profile or NPI is one person's under any name; an e-mail address or telephone may be shared by a household or an office.
    select x.record_id, y.record_id, x.rank
    from spelt x
    join spelt y on y.key = x.key and y.name_key > x.name_key
    where x.names <= 20 and (
        x.rank = 4
        or x.name_key = '' or y.name_key = ''
        or ((x.root = y.root
                or (length(x.given) = 1 and starts_with(y.given, x.given)) or (length(y.given) = 1 and starts_with(x.given, y.given))
                or (length(x.given) >= 3 and starts_with(y.given, x.given)) or (length(y.given) >= 3 and starts_with(x.given, y.given)))
            and (x.rank = 3 or x.family = y.family))
    )
)
select a, b, rank from identity where (least(a, b), greatest(a, b)) not in (select (a, b) from person_word where verb = 'different')
union
select a, b, 5 from person_word where verb = 'same';

-- The user's label is empty, and so smaller than any other.
create or replace temp table person_label as
select record_id, case when is_me then '' else record_id end as label from person_source;
