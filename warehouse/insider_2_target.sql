-- One row an employer as open postings name it, with the organisations that it may be; agencies employ no insiders.
create or replace temp table opening_target as
select distinct o.opportunity_id, mention_id(coalesce(p.agency_client, p.employer_name), p.city, p.state) as target_id
from core.opening o
join core.posting p using (posting_id)
where p.closed_at is null and name_key(coalesce(p.agency_client, p.employer_name, '')) <> ''
    and (p.agency_client is not null or p.employer_kind is distinct from 'agency');

create or replace temp table target as
select mention_id as target_id, name, city, state from core.mention where mention_id in (select target_id from opening_target);

create or replace temp table employer_organisation as
select m.mention_id, m.organisation_id, m.confidence, m.reason, o.kind, coalesce(o.system_id, o.parent_id) as system_id,
    count(*) over (partition by m.mention_id) as candidates
from core.mention_match m
left join core.organisation o using (organisation_id)
where o.kind is distinct from 'agency';

-- One row an employer of a posting and a place where somebody works, worked or trained that may be the same, with how sure.
create or replace temp table place_match as
with place as (
    select distinct a.mention_id from core.affiliation a where a.person_id <> 'me' and a.kind in ('work', 'training')
),
same as (
    select
        t.target_id, p.mention_id, least(1.0, sum(x.confidence * y.confidence)) as confidence,
        arg_max(y.reason, x.confidence * y.confidence) as reason, max(y.candidates) as candidates,
        arg_max(y.kind, x.confidence * y.confidence) as kind
    from target t
    join employer_organisation x on x.mention_id = t.target_id
    join employer_organisation y on y.organisation_id = x.organisation_id
    join place p on p.mention_id = y.mention_id
    group by t.target_id, p.mention_id
)
select
    s.target_id, s.mention_id, s.reason, s.candidates, s.kind, m.name as place_name, m.city, m.state, t.name as target_name,
    -- The same words in the same place are the same employer, however many bear the name.
    case
        when s.mention_id = s.target_id and m.city is not null and m.state is not null then greatest(s.confidence, 0.97)
        -- One house stands in one state: a workplace in another is a sister at best.
        when m.state <> t.state then 0.5 * s.confidence
        else s.confidence
    end as confidence,
    m.state is null as is_placeless, coalesce(m.state <> t.state, false) as is_elsewhere
from same s
join core.mention m on m.mention_id = s.mention_id
join target t on t.target_id = s.target_id
where s.confidence >= 0.05;

-- One row an employer of a posting and a workplace of the same system, not the same house.
create or replace temp table system_match as
with system_of as (
    select mention_id, confidence, coalesce(system_id, case when kind = 'system' then organisation_id end) as system_id
    from employer_organisation
)
select t.target_id, p.mention_id, any_value(x.system_id) as system_id, least(1.0, sum(x.confidence * p.confidence)) as confidence
from target t
join system_of x on x.mention_id = t.target_id
join system_of p on p.system_id = x.system_id and p.mention_id <> t.target_id
where p.mention_id in (select mention_id from core.affiliation where person_id <> 'me' and kind = 'work' and is_current)
group by t.target_id, p.mention_id
having sum(x.confidence * p.confidence) >= 0.3;
delete from system_match s using place_match m
where m.target_id = s.target_id and m.mention_id = s.mention_id and m.confidence >= 0.5 and not m.is_elsewhere;
