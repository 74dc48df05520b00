-- One row a posting of an opening that the user parted: it stays with the one of the two that it is more like.
insert into opening_edge
select least(a, b), greatest(a, b), 1.0, 'you said so', false from opening_said where verb = 'same';

create or replace temp table opening_parted as
with torn as (
    select x.cluster, s.a, s.b
    from opening_said s
    join opening_cluster x on x.posting_id = s.a
    join opening_cluster y on y.posting_id = s.b and y.cluster = x.cluster
    where s.verb = 'different'
),
pull as (
    select m.posting_id, t.a, t.b,
        coalesce(max(e.similarity) filter (list_contains([e.a, e.b], t.a)), 0) as to_a,
        coalesce(max(e.similarity) filter (list_contains([e.a, e.b], t.b)), 0) as to_b
    from torn t
    join opening_cluster m on m.cluster = t.cluster
    left join opening_edge e on (e.a = m.posting_id and e.b in (t.a, t.b)) or (e.b = m.posting_id and e.a in (t.a, t.b))
    group by all
)
select
    posting_id,
    string_agg(case when posting_id = b or (posting_id <> a and to_b > to_a) then b else a end, '|' order by a, b) as side
from pull
group by posting_id;

update opening_cluster c set cluster = c.cluster || '|' || p.side from opening_parted p where p.posting_id = c.posting_id;

delete from opening_edge e
using opening_cluster x, opening_cluster y
where x.posting_id = e.a and y.posting_id = e.b and x.cluster <> y.cluster;
