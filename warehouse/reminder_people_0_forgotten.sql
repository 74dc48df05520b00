-- One row a key of a record whose salted hash the user's `forget` left behind: the record goes, and all that names it.
create or replace temp table forgotten_hash as
select distinct detail ->> 'salt' as salt, unnest(cast(detail -> 'hashes' as text[])) as hash
from raw.journal
where verb = 'forget';

create or replace temp table forgotten_record as
with key as (
    select record_id, 'record:' || record_id as key from raw.person_record
    union all
    select record_id, 'email:' || lower(trim(unnest(emails))) from raw.person_record
    union all
    select record_id, 'npi:' || npi from raw.person_record where npi is not null
    union all
    select record_id, 'url:' || url
    from (
        select record_id,
            rtrim(regexp_replace(regexp_replace(lower(trim(unnest(urls))), '^[a-z]+://', ''), '^www\.|[?#].*$', '', 'g'), '/') as url
        from raw.person_record
    )
    where contains(url, '/')
)
select distinct record_id
from key, (select distinct salt from forgotten_hash) s
join forgotten_hash h on h.salt = s.salt and h.hash = sha256(s.salt || key.key)
where record_id <> 'me';

delete from raw.tie_record
where record_id in (from forgotten_record) or other_record_id in (from forgotten_record)
    or (other_name is not null and exists (
        from (select distinct salt from forgotten_hash) s
        join forgotten_hash h on h.salt = s.salt and h.hash = sha256(s.salt || 'name:' || name_key(other_name))));
delete from raw.affiliation_record where record_id in (from forgotten_record);
delete from raw.move where record_id in (from forgotten_record);
delete from raw.person_record where record_id in (from forgotten_record);
