-- One row a person whom the user just met, until the next run compares them with everybody else.
-- reads: core.person_record, raw.journal, raw.person_record
-- changes: core.person, core.person_record
-- part: met
insert into core.person_record
select record_id, alias_id(record_id), alias_id(record_id)
from raw.person_record
where source = 'journal' and record_id not in (select record_id from core.person_record)
    -- More of somebody known waits for the run.
    and alias_id(record_id) not in (select object from raw.journal where verb = 'same' and object is not null);

insert into core.person by name
select
    alias_id(record_id) as person_id,
    name,
    emails,
    phones,
    urls,
    ['journal'] as sources,
    city,
    state,
    'me' as owner,
    coalesce(person_key(name), '') as name_key
from raw.person_record
where source = 'journal' and alias_id(record_id) not in (select person_id from core.person)
    and record_id in (select record_id from core.person_record where person_id = alias_id(record_id));
