-- One row a posting whose cluster has a smaller name: its neighbours' or that of the cluster itself; run until none is left.
create or replace temp table opening_smaller as
select l.posting_id, min(least(o.cluster, r.cluster)) as cluster
from opening_link l
join opening_cluster p on p.posting_id = l.posting_id
join opening_cluster o on o.posting_id = l.other
join opening_cluster r on r.posting_id = o.cluster
group by l.posting_id, p.cluster
having min(least(o.cluster, r.cluster)) < p.cluster;

update opening_cluster c set cluster = s.cluster from opening_smaller s where s.posting_id = c.posting_id;
