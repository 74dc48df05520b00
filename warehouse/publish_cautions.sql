-- One row a reason to think twice before asking a person.
select person_id, rule, caution from core.caution order by all
