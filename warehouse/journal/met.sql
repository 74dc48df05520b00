-- One row a person whom the user met and noted: a record of the journal's own, which an export may join later.
-- reads: raw.journal, raw.person_record
-- makes: met_record
-- changes: raw.affiliation_record, raw.person_record, raw.tie_record
create or replace temp table met_record as
select
    subject as record_id, any_value(detail ->> 'name') as name, any_value(detail ->> 'email') as email,
    any_value(detail ->> 'phone') as phone, any_value(detail ->> 'url') as url,
    any_value(detail ->> 'employer') as employer, any_value(detail ->> 'title') as title,
    any_value(detail ->> 'city') as city,
    any_value(detail ->> 'state') as state,
    any_value(detail ->> 'at') as at_place,
    min(coalesce(try_cast(detail ->> 'on' as date), said_at::date)) as met_on
from raw.journal
where verb = 'met' and detail ->> 'name' is not null and subject not in (select record_id from raw.person_record)
group by subject;

insert into raw.person_record by name
select
    record_id, 'journal' as source, 'me' as owner, name, list_filter([email], lambda x: x is not null) as emails,
    list_filter([phone], lambda x: x is not null) as phones,
    list_filter([url], lambda x: x is not null) as urls,
    city,
    state,
    met_on as exported_on
from met_record;
insert into raw.tie_record by name
select
    record_id, 'me' as other_record_id, 'note' as kind, met_on as since, met_on as last_on, 1 as count, true as two_way,
    origin('met', [at_place, met_on::text]) as evidence
from met_record;
insert into raw.affiliation_record by name
select
    record_id, 'work' as kind, employer as organisation_name, title, city, state, true as is_current, met_on as as_of,
    'journal' as source, origin('noted', [met_on::text]) as evidence
from met_record
where employer is not null;
