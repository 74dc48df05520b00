-- One row a domain by which the research register knows an organisation; `state`: where it lies in one state alone.
-- reads: core.organisation, core.organisation_alias, free_host, raw.register_ror_name
-- makes: core.mail_domain
create or replace table core.mail_domain as
with registered as (
    select distinct d.host, a.organisation_id
    from (select ror_id, lower(unnest(string_split(domains, '|'))) as host from raw.register_ror_name) d
    join core.organisation_alias a on a.source = 'ror ' || d.ror_id
    where d.host like '%.%' and d.host not in (select host from free_host)
),
-- A health system's people are wherever it has a hospital.
placed as (
    select r.host, coalesce(h.state, x.state) as state
    from registered r
    join core.organisation x using (organisation_id)
    left join core.organisation h on x.kind = 'system' and h.system_id = r.organisation_id
)
select r.host, r.organisation_id, x.name, p.state
from registered r
join core.organisation x using (organisation_id)
left join (select host, any_value(state) as state from placed group by 1 having count(distinct state) = 1) p
    using (host);
