-- One row a pair that is one opening, less those between two cities, requisitions, specialties or wordings; and one
-- row a posting with the cluster that the rest make.
-- reads: opening_edge, opening_side
-- makes: opening_cluster, opening_kept
create or replace temp table opening_kept as
from opening_edge e
where not exists (
    select *
    from opening_side x
    join opening_side y on y.what = x.what and y.value <> x.value
    where x.posting_id = e.a and y.posting_id = e.b
        -- One requisition under a new title is the same job.
        and not (x.what = 'rank' and e.reason = 'the same requisition number')
);

create or replace temp table opening_cluster as
select node as posting_id, label as cluster from components('opening_kept');
