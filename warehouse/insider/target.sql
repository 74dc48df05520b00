-- One row an employer as open postings name it, with the organisations that it may be; agencies employ no insiders.
-- reads: core.mention, core.opening, core.organisation, core.posting, shared_name(), workplace_match
-- makes: core.employer_organisation, core.opening_target, core.target
create or replace table core.opening_target as
select distinct o.opportunity_id, mention_id(coalesce(p.agency_client, p.employer_name), p.city, p.state) as target_id
from core.opening o
join core.posting p using (posting_id)
where p.closed_at is null and name_key(coalesce(p.agency_client, p.employer_name, '')) <> ''
    and (p.agency_client is not null or p.employer_kind is distinct from 'agency');

create or replace table core.target as
select mention_id as target_id, name, city, state
from core.mention
where mention_id in (select target_id from core.opening_target);

create or replace table core.employer_organisation as
with employer as (
    select
        m.mention_id, m.organisation_id, m.confidence, m.reason, o.kind, coalesce(o.system_id, o.parent_id) as system_id
    from workplace_match m
    left join core.organisation o using (organisation_id)
    -- A likeness that no word carries is a question for `review`, and no way to anybody.
    where o.kind is distinct from 'agency' and m.reason.args[3] is null
),
rival as (
    -- Hospitals that a name may mean about as well (the first of a match is graded up): each is one of several.
    select a.mention_id, a.organisation_id, count(*) as rivals
    from employer a
    join employer b on b.mention_id = a.mention_id and b.kind = 'hospital' and b.confidence >= 0.55 * a.confidence
    where a.kind = 'hospital' and a.confidence < 0.8
    group by all
)
select
    e.* replace (
        case when r.rivals > 1 then least(e.confidence, shared_name(r.rivals)) else e.confidence end as confidence
    ),
    count(*) over (partition by e.mention_id) as candidates
from employer e
left join rival r using (mention_id, organisation_id);
