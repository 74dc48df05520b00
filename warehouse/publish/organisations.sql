-- One row a hospital, system, group, school, program or agency.
-- reads: core.organisation, core.organisation_alias
-- makes: main.organisations
select
    o.organisation_id, o.name, o.kind, o.city, o.state, o.parent_id, o.system_id,
    coalesce(a.aliases, []) as aliases, o.source
from core.organisation o
left join (
    select organisation_id, list(distinct alias order by alias) as aliases from core.organisation_alias group by all
) a using (organisation_id)
order by o.organisation_id
