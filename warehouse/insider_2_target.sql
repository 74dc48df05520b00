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
