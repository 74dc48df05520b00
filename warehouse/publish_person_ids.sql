-- One row an id that stands for a person, or once did.
select person_id, alias_id as id from core.person_record where person_id <> 'me' order by all
