-- One row a hospital of the compendium; spreadsheets eat the leading zeros of numbers.
create view shaped as
select * replace (lpad(ccn, 6, '0') as ccn, lpad(left(postal_code, 5), 5, '0') as postal_code, upper(state) as state)
from given
where compendium_id is not null and name is not null;
