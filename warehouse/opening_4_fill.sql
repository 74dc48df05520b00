-- One row a posting that does not say its city, requisition or specialty, with what its best neighbour says; run until
-- nothing changes. So every chain of postings has a side everywhere, and a link between two sides can be cut.
create or replace temp table opening_filled as
with said as (
    select
        s.posting_id,
        coalesce(s.city, arg_max(o.city, (n.similarity, o.posting_id)) filter (o.city is not null)) as city,
        coalesce(s.requisition, arg_max(o.requisition, (n.similarity, o.posting_id)) filter (o.requisition is not null)) as requisition,
        coalesce(s.specialty_code, arg_max(o.specialty_code, (n.similarity, o.posting_id)) filter (o.specialty_code is not null)) as specialty_code
    from opening_side s
    join opening_neighbour n using (posting_id)
    join opening_side o on o.posting_id = n.other
    where s.city is null or s.requisition is null or s.specialty_code is null
    group by s.posting_id, s.city, s.requisition, s.specialty_code
)
select said.*
from said
join opening_side s using (posting_id)
where said.city is distinct from s.city or said.requisition is distinct from s.requisition
    or said.specialty_code is distinct from s.specialty_code;

update opening_side s
set city = f.city, requisition = f.requisition, specialty_code = f.specialty_code
from opening_filled f
where f.posting_id = s.posting_id;
