-- One row a specialty code that stands.
create view shaped as select * from given where length(code) = 10;
