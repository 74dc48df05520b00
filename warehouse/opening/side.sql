-- One row a posting and a thing that may not differ within an opening, with what the posting says of it.
-- reads: opening_edge, opening_posting, opening_word, opening_wording
-- makes: opening_neighbour, opening_side
create or replace temp table opening_neighbour as
select a as posting_id, b as other, similarity from opening_edge
union all
select b, a, similarity from opening_edge;

create or replace temp table opening_side as
with member as (
    select distinct posting_id from opening_neighbour
),
said as (
    select
        p.posting_id,
        p.city,
        coalesce(p.vacancy, p.requisition) as requisition,
        p.specialty_code as specialty,
        p.rank,
        p.faculty,
        coalesce(c.wording, case when w.posting_id is not null then p.posting_id end) as wording
    from member
    join opening_posting p using (posting_id)
    left join opening_word w on w.posting_id = p.posting_id and not w.is_short and w.begun is null
    left join opening_wording c using (posting_id)
)
unpivot said on city, requisition, specialty, rank, faculty, wording into name what value value
union all
-- A number in a text counts among those of the same employer or agency only.
select posting_id, 'number of ' || coalesce(employer, agency), quoted
from opening_posting
where quoted is not null and coalesce(employer, agency) is not null
    and posting_id in (select posting_id from opening_neighbour);
