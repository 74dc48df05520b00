-- One row a pair of postings that the user spoke of, the newest word over every rule; and one row a posting with its
-- cluster once those that the user joined are one.
-- reads: core.posting, opening_cluster, raw.journal
-- makes: opening_joined, opening_joined_pair, opening_said
create or replace temp table opening_said as
with entry as (
    select verb, trim(subject) as a, trim(object) as b, said_at
    from raw.journal
    where verb in ('same', 'different') and coalesce(detail ->> 'kind', 'opening') = 'opening'
),
posting_by_id as (
    select posting_id, posting_id as id from core.posting
    union all
    select posting_id, short_id(posting_id) from core.posting
)
select e.verb, x.posting_id as a, y.posting_id as b
from entry e
join posting_by_id x on x.id = e.a
join posting_by_id y on y.id = e.b
where x.posting_id <> y.posting_id
qualify row_number() over (
    partition by least(x.posting_id, y.posting_id), greatest(x.posting_id, y.posting_id)
    order by e.said_at desc, e.verb, x.posting_id) = 1;

create or replace temp table opening_joined_pair as
select posting_id as a, cluster as b from opening_cluster
union all
select a, b from opening_said where verb = 'same';

create or replace temp table opening_joined as
select node as posting_id, label as cluster from components('opening_joined_pair');
