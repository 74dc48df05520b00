-- One row a name of an organisation; acronyms, aliases and labels in `name_types`.
create view shaped as
select * replace (replace(ror_id, 'https://ror.org/', '') as ror_id) from given where ror_id is not null and name is not null;
