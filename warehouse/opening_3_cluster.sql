-- One row a pair that is one opening, and one row a posting with what it says or what its neighbours say for it.
create or replace temp table opening_edge as
select a, b, similarity, reason from opening_compared where reason is not null;

create or replace temp table opening_neighbour as
select a as posting_id, b as other, similarity from opening_edge
union all
select b, a, similarity from opening_edge;

create or replace temp table opening_side as
select posting_id, city, requisition, specialty_code
from opening_posting
where posting_id in (select posting_id from opening_neighbour);
