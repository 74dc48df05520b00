-- One row a domain by which the research register knows an organisation; `state`: where it lies in one state alone.
-- `core.organisation_state`: the states where an organisation's people are, a health system's wherever it has a
-- hospital.
-- reads: core.organisation, core.organisation_alias, free_host, raw.register_ror_name
-- makes: core.mail_domain, core.organisation_state
create or replace table core.organisation_state as
select o.organisation_id, list_sort(list(distinct coalesce(h.state, o.state))) as states
from core.organisation o
left join core.organisation h on o.kind = 'system' and h.system_id = o.organisation_id
group by o.organisation_id;

create or replace table core.mail_domain as
with registered as (
    select distinct d.host, a.organisation_id
    from (select ror_id, lower(unnest(string_split(domains, '|'))) as host from raw.register_ror_name) d
    join core.organisation_alias a on a.source = 'ror ' || d.ror_id
    where d.host like '%.%' and d.host not in (select host from free_host)
)
select r.host, r.organisation_id, x.name, one_state(list(s.states) over (partition by r.host)) as state
from registered r
join core.organisation x using (organisation_id)
join core.organisation_state s using (organisation_id);
