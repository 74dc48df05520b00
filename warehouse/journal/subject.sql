-- One row a person id of the journal and a record it stands for today.
-- reads: raw.journal, raw.person_record
-- makes: journal_subject
-- changes: raw.journal, raw.person_record
-- after: met
create or replace temp table journal_subject as
with entry as (
    select subject as id, subject as stood_for, said_at, detail ->> 'name' as name from raw.journal
    where verb in ('log', 'label', 'done', 'tip', 'later', 'skip')
    union all
    select subject, unnest(cast(detail -> 'ids' as text[])), said_at, detail ->> 'name' from raw.journal
    where verb in ('log', 'label', 'done', 'tip', 'later', 'skip') and (detail -> 'ids') is not null
),
record as (
    select record_id, alias_id(record_id) as alias_id from raw.person_record
),
-- A friend who gave an export is known by name alone, as curbside.toml has it.
friend as (
    select name_key(name) as key, alias_id(any_value(record_id)) as alias_id
    from raw.person_record
    where
        owner = 'me'
        and name_key(name) in (select name_key(substr(owner, 8)) from raw.person_record where owner like 'friend:_%')
    group by all
    having count(*) = 1
),
subject as (
select
    e.id, arg_max(e.name, (e.said_at, e.name)) filter (e.name is not null) as name, max(e.said_at) as said_at,
    bool_or(e.id in (r.alias_id, r.record_id)) as stands,
    min(r.alias_id) as alias_id
from entry e
left join record r on e.stood_for in (r.alias_id, r.record_id)
group by e.id
)
select s.* replace (coalesce(s.alias_id, f.alias_id) as alias_id)
from subject s
left join friend f on f.key = name_key(s.name);

-- Another record of the same person takes the place of one that no export holds any more. A tip keeps its subject: the
-- id of its opening is made from it.
update raw.journal j set subject = s.alias_id
from journal_subject s
where
    s.id = j.subject
    and j.verb in ('log', 'label', 'done', 'later', 'skip')
    and not coalesce(s.stands, false)
    and s.alias_id is not null;

-- Whom no export holds any more stays as the user's word has them.
insert into raw.person_record by name
select
    s.id as record_id,
    'journal' as source,
    'me' as owner,
    s.name,
    []::text[] as emails,
    []::text[] as phones,
    []::text[] as urls,
    s.said_at::date as exported_on
from journal_subject s
where s.alias_id is null and s.name is not null and s.id not in (select record_id from raw.person_record);

-- One spelling of a person: the id, never the record.
update raw.journal j set subject = alias_id(r.record_id)
from raw.person_record r
where j.subject = r.record_id and j.verb in ('log', 'label', 'done', 'later', 'skip') and r.record_id <> 'me';
