-- One row a clinician and a facility; the number is six places long.
create view shaped as
select distinct * replace (lpad(ccn, 6, '0') as ccn) from given where npi is not null and ccn is not null;
