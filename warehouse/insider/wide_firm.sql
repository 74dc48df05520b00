-- One row a firm known all over the country, by the name that all of its places bear.
-- reads: wide_employer
-- makes: wide_firm
create or replace temp table wide_firm as select distinct firm_name(name) as firm from wide_employer;
