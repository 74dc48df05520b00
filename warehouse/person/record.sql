-- One row a record with its name as a key; the user and the user's own entries in lists of others are `is_me`.
-- reads: raw.me, raw.person_record, url_key()
-- makes: person_source
create or replace temp table person_source as
with me as (
    -- As written in curbside.toml: "Ana Ruiz, MD".
    select person_key(regexp_replace(name, ',.*', '')) as name_key
    from (select name from raw.me union select name from raw.person_record where record_id = 'me')
),
keyed as materialized (
    select *, person_key(name) as name_key from raw.person_record
),
friend as (
    select name, person_key(name) as name_key
    from (select distinct substr(owner, 8) as name from raw.person_record where owner like 'friend:_%')
),
record as (
    from keyed
    union all by name
    -- A friend whose export was given, and who stands in no list of the user's own.
    select 'friend:' || name_key as record_id, 'friend' as source, 'me' as owner, name, 'friend' as label, name_key
    from friend
    where name_key not in (select name_key from keyed where owner = 'me' and name_key is not null)
)
select
    record_id, source, file, owner, name, given, family, born,
    list_transform(coalesce(emails, []), lambda e: lower(e)) as emails, coalesce(phones, []) as phones,
    list_transform(coalesce(urls, []), lambda u: url_key(u)) as urls,
    nullif(regexp_extract(npi, '^[0-9]{10}$'), '') as npi,
    label,
    role,
    city,
    upper(state) as state,
    note,
    connected_on,
    exported_on,
    coalesce(name_key, '') as name_key,
    -- Nobody is connected to himself: a namesake among the user's own connections is someone else.
    record_id = 'me' or (
        record.name_key in (select name_key from me where name_key is not null)
        and not (source = 'linkedin' and coalesce(owner, 'me') = 'me')
    ) as is_me
from record
qualify row_number() over (partition by record_id order by exported_on desc nulls last, name, city, state, label) = 1;
