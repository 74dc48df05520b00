-- One row an opening: named after its earliest posting, with the best of what its postings say.
-- reads: core.mention_match, core.posting, opening_agreed, opening_group
-- makes: core.duplicate, core.opening, core.opportunity
create or replace table core.opening as
with named as (
    select
        posting_id,
        -- By the day: a run that was killed and the one that made it up name an opening alike.
        first_value(posting_id) over (
            partition by coalesce(cluster, posting_id) order by timezone('UTC', first_seen)::date, posting_id
        ) as first
    from core.posting
    left join opening_group using (posting_id)
),
-- Of two openings with one short id, which happens among tens of thousands, the later takes a long one.
numbered as (
    select n.first, row_number() over (partition by short_id(n.first) order by p.first_seen, n.first) as n
    from (select distinct first from named) n
    join core.posting p on p.posting_id = n.first
)
select posting_id, case when n = 1 then short_id(first) else long_id(first) end as opportunity_id
from named
join numbered using (first);

create or replace table core.duplicate as
select posting_id, opportunity_id, arg_max(reason, (similarity, reason)) as reason, max(similarity) as similarity
from (
    select a as posting_id, reason, similarity
    from opening_agreed
    union all
    select b, reason, similarity
    from opening_agreed
)
join core.opening using (posting_id)
where not starts_with(long_id(posting_id), opportunity_id)
group by posting_id, opportunity_id;

create or replace table core.opportunity as
with member as (
    select
        o.opportunity_id, p.*, m.organisation_id,
        -- The posting that says most stands for the opening: an open one, the employer's own before an agency's.
        row_number() over (
            partition by o.opportunity_id
            order by p.closed_at is not null, p.employer_kind is not distinct from 'agency', p.employer_name is null,
                p.city is null, p.first_seen, p.posting_id
        ) as n
    from core.opening o
    join core.posting p using (posting_id)
    left join core.mention_match m
        on
            m.mention_id
            = mention_id(
                coalesce(p.agency_client, case when p.employer_kind is distinct from 'agency' then p.employer_name end),
                p.city,
                p.state
            )
        and m.rank = 1 and m.confidence >= 0.8
),
-- Posted again: a board lists the opening after it closed an earlier posting of it there. Two that stand side by side
-- are copies.
seen as (
    select
        opportunity_id, first_seen >= min(closed_at) over (partition by opportunity_id, board) as is_repost
    from member
)
select
    opportunity_id,
    arg_min(title, n) as title,
    arg_min(employer_name, n) as employer_name,
    arg_min(employer_kind, n) as employer_kind,
    arg_min(organisation_id, n) as organisation_id,
    arg_min(specialty_code, n) as specialty_code,
    arg_min(specialty, n) as specialty,
    arg_min(city, n) as city,
    arg_min(state, n) as state,
    arg_min(latitude, n) as latitude,
    arg_min(longitude, n) as longitude,
    arg_min(pay_year_min, n) as pay_year_min,
    arg_min(pay_year_max, n) as pay_year_max,
    min(posted_on) as posted_on,
    max(closes_on) as closes_on,
    min(first_seen) as first_seen,
    max(last_seen) as last_seen,
    case when bool_or(closed_at is null) then 'open' else 'closed' end as status,
    list_sort(list_distinct(list(board))) as boards,
    list(url order by n) filter (url is not null) as urls,
    count(*)::integer as posting_count,
    any_value(reposts)::integer as reposts
from member
join (select opportunity_id, count(*) filter (is_repost) as reposts from seen group by 1) using (opportunity_id)
group by opportunity_id;
