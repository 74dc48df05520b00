-- One row a name that an organisation has beside its legal one.
create view shaped as select * from given where npi is not null and name is not null;
