-- One row a pair of postings that the user spoke of; the newest word wins over every rule.
create or replace temp table opening_said as
with named as (
    select verb, trim(subject) as a, trim(object) as b, said_at
    from raw.journal
    where verb in ('same', 'different') and coalesce(detail ->> 'kind', 'opening') = 'opening'
),
known as (
    select posting_id, posting_id as name from core.posting
    union all
    select posting_id, short_id(posting_id) from core.posting
)
select n.verb, x.posting_id as a, y.posting_id as b, n.said_at
from named n
join known x on x.name = n.a
join known y on y.name = n.b
where x.posting_id <> y.posting_id
qualify row_number() over (partition by least(x.posting_id, y.posting_id), greatest(x.posting_id, y.posting_id) order by n.said_at desc) = 1;

-- Clusters that the user joined are one, each named after its first.
create or replace temp table opening_joined as
select coalesce(x.cluster, s.a) as cluster, coalesce(y.cluster, s.b) as other
from opening_said s
left join opening_cluster x on x.posting_id = s.a
left join opening_cluster y on y.posting_id = s.b
where s.verb = 'same';

insert into opening_cluster
select distinct posting_id, posting_id
from (select a as posting_id from opening_said union all select b from opening_said)
where posting_id not in (select posting_id from opening_cluster);

create or replace temp table opening_link as
select c.posting_id, d.posting_id as other
from opening_cluster c
join opening_cluster d on d.posting_id = c.cluster and d.posting_id <> c.posting_id
union
select d.posting_id, c.posting_id
from opening_cluster c
join opening_cluster d on d.posting_id = c.cluster and d.posting_id <> c.posting_id
union
select a, b from opening_said where verb = 'same'
union
select b, a from opening_said where verb = 'same';
