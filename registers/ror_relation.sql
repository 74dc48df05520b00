-- One row a relation of two organisations: `relation` says what `related_id` is to `ror_id`.
create view shaped as
select * replace (replace(ror_id, 'https://ror.org/', '') as ror_id, replace(related_id, 'https://ror.org/', '') as related_id, lower(relation) as relation)
from given where ror_id is not null;
