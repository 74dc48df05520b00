-- One row a pair of one cluster that are two jobs, though a third posting is like both: each is a side of its own, and
-- what lies between them goes with the one that it is more like. A few a cluster and round, as most parts part others.
-- reads: opening_cluster, opening_compared
-- makes: opening_apart
-- changes: opening_side
-- after: fill
-- repeats: until empty opening_apart, from fill
create or replace temp table opening_apart as
select c.a, c.b
from opening_compared c
join opening_cluster x on x.posting_id = c.a
join opening_cluster y on y.posting_id = c.b and y.cluster = x.cluster
where c.is_apart
qualify row_number() over (partition by x.cluster order by c.similarity, c.a, c.b) <= 20;

insert into opening_side
select unnest([a, b]), 'apart ' || a || ' ' || b, unnest([a, b]) from opening_apart;
