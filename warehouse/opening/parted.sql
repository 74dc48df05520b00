-- One row a posting of an opening that the user parted: it stays with the one of the two that it is more like. Then
-- one row a posting with the opening it belongs to, and one row a pair that speaks for that.
-- reads: opening_joined, opening_kept, opening_said
-- makes: opening_agreed, opening_group, opening_parted, opening_spoken
create or replace temp table opening_spoken as
select a, b, similarity, reason from opening_kept
union all
select least(a, b), greatest(a, b), 1.0, 'user' from opening_said where verb = 'same';

create or replace temp table opening_parted as
with torn_cluster as (
    select x.cluster, s.a, s.b
    from opening_said s
    join opening_joined x on x.posting_id = s.a
    join opening_joined y on y.posting_id = s.b and y.cluster = x.cluster
    where s.verb = 'different'
),
member_pull as (
    select
        m.posting_id, t.a, t.b,
        coalesce(max(e.similarity) filter (list_contains([e.a, e.b], t.a)), 0) as to_a,
        coalesce(max(e.similarity) filter (list_contains([e.a, e.b], t.b)), 0) as to_b
    from torn_cluster t
    join opening_joined m on m.cluster = t.cluster
    left join opening_spoken e
        on (e.a = m.posting_id and e.b in (t.a, t.b)) or (e.b = m.posting_id and e.a in (t.a, t.b))
    group by all
)
select
    posting_id,
    string_agg(
        case when posting_id = b or (posting_id <> a and to_b > to_a) then b else a end, '|' order by a, b) as side
from member_pull
group by posting_id;

create or replace temp table opening_group as
select posting_id, cluster || coalesce('|' || side, '') as cluster
from opening_joined
left join opening_parted using (posting_id);

create or replace temp table opening_agreed as
select e.*
from opening_spoken e
join opening_group x on x.posting_id = e.a
join opening_group y on y.posting_id = e.b
where x.cluster = y.cluster;
