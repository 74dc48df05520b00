-- One row a posting and a thing that it does not say, with what its best neighbour says; run until nothing changes.
-- So every chain of postings has a side everywhere, and a link between two sides can be cut. Whose neighbours speak
-- for two cities equally well, stands for itself; those between two requisitions, wordings or specialties of one city
-- stand together.
-- reads: opening_neighbour, opening_side
-- makes: opening_filled
-- changes: opening_side
-- repeats: until empty opening_filled
create or replace temp table opening_filled as
with lacking as (
    select n.posting_id, n.other, n.similarity, o.what, o.value
    from opening_neighbour n
    join opening_side o on o.posting_id = n.other
    anti join opening_side s on s.posting_id = n.posting_id and s.what = o.what
),
best as (
    select posting_id, what, value, max(similarity) as similarity from lacking group by all
)
select
    posting_id, what,
    case
        when
            count(*) filter (similarity >= top - case when starts_with(what, 'apart ') then 0 else 0.02 end) > 1
            then case what when 'city' then posting_id else '?' end else arg_max(value, (similarity, value))
    end as value
from (select *, max(similarity) over (partition by posting_id, what) as top from best)
group by posting_id, what;

insert into opening_side select posting_id, what, value from opening_filled;
