-- One row a posting with its cluster so far: itself. Links between two cities, requisitions, specialties or wordings are gone.
delete from opening_edge e
using opening_side x, opening_side y
where x.posting_id = e.a and y.posting_id = e.b and x.what = y.what and x.value <> y.value
    -- One requisition under a new title is the same job.
    and not (x.what = 'rank' and e.reason = 'the same requisition number');

create or replace temp table opening_link as
select a as posting_id, b as other from opening_edge
union
select b, a from opening_edge;

create or replace temp table opening_cluster as
select posting_id, posting_id as cluster from opening_link group by posting_id;
