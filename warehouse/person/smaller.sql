-- One row a record whose neighbours belong to a person of a smaller label; run until none is left.
-- reads: person_edge, person_label
-- makes: person_smaller
-- changes: person_label
-- repeats: until empty person_smaller
create or replace temp table person_smaller as
with neighbour as (
    select a as record_id, b as other from person_edge
    union all
    select b, a from person_edge
)
select n.record_id, min(least(o.label, r.label)) as label
from neighbour n
join person_label p on p.record_id = n.record_id
join person_label o on o.record_id = n.other
left join person_label r on r.record_id = o.label
group by n.record_id, p.label
having min(least(o.label, coalesce(r.label, o.label))) < p.label;
update person_label p set label = s.label from person_smaller s where s.record_id = p.record_id;
