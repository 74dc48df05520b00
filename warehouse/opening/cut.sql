-- One row a pair that is one opening, less those between two cities, requisitions, specialties or wordings; and one
-- row a posting with the cluster that the rest make.
-- reads: opening_edge, opening_side
-- makes: opening_cluster, opening_kept
create or replace temp table opening_kept as
-- Sides are looked up by the edge: all of one `what` against each other would be every pair of a feed.
with torn as (
    select distinct e.a, e.b
    from opening_edge e
    join opening_side x on x.posting_id = e.a
    join opening_side y on y.posting_id = e.b and y.what = x.what and y.value <> x.value
    -- One requisition under a new title is the same job.
    where not (x.what in ('rank', 'faculty') and e.reason = 'requisition')
        and not (x.what = 'specialty' and e.reason = 'advertisement')
)
from opening_edge anti join torn using (a, b);

create or replace temp table opening_cluster as
select node as posting_id, label as cluster from components('opening_kept');
