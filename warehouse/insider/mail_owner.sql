-- One row a mail host and an organisation whose it is: by the research register's domains, or because the postings
-- or people of one employer, and of no other, write from there. `state`: where it lies in one state alone.
-- reads: common_host, core.employer_organisation, core.mail_domain, core.organisation, core.organisation_state
-- reads: core.person, core.posting, core.worker
-- makes: mail_owner
create or replace temp table mail_owner as
with written as (
    select
        mail_host(contact_email) as host, mention_id(employer_name, city, state) as mention_id, 'a posting' as writer
    from core.posting
    where contact_email is not null and employer_kind is distinct from 'agency' and agency_client is null
    union all
    select mail_host(x.email), w.mention_id, w.person_id
    from (select person_id, unnest(emails) as email from core.person) x
    join core.worker w using (person_id)
    where w.kind = 'work' and w.is_current and w.state is not null
),
seen as (
    select w.host, e.organisation_id, coalesce(e.system_id, e.organisation_id) as family, w.writer
    from written w
    join core.employer_organisation e on e.mention_id = w.mention_id and e.confidence >= 0.8
    where w.host not in (select host from core.mail_domain) and w.host not in (select host from common_host)
),
owned as (
    select host, unnest(list(distinct organisation_id)) as organisation_id
    from seen
    group by host
    -- a single acquaintance may have kept an old address
    having count(distinct family) = 1 and (bool_or(writer = 'a posting') or count(distinct writer) >= 2)
)
select o.host, o.organisation_id, x.name, one_state(list(s.states) over (partition by o.host)) as state
from owned o
join core.organisation x using (organisation_id)
join core.organisation_state s using (organisation_id)
union all
select host, organisation_id, name, state from core.mail_domain;
