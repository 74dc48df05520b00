-- One row a hospital of one vintage of the list; a certification number has six places.
create view shaped as
select * replace (lpad(ccn, 6, '0') as ccn, lpad(left(postal_code, 5), 5, '0') as postal_code, upper(state) as state)
from given
where ccn is not null and name is not null;
