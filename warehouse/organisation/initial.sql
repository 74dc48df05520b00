-- One row a name of a few capitals ("BJH St Louis") and the one hospital of its town that has these initials.
-- reads: core.mention, core.organisation, core.organisation_alias, mention_place, name_initials()
-- makes: initial_match
create or replace temp table initial_match as
with hospital as (
    select distinct
        organisation_id, o.state, place_key(o.city) as city,
        name_initials(alias) as initials
    from core.organisation_alias
    join core.organisation o using (organisation_id)
    where organisation_id like 'ccn:%'
)
select p.mention_id, min(h.organisation_id) as organisation_id
from (
    -- "UMC Lubbock" of a posting in Lubbock
    select p.*, coalesce(p.bare, trim(replace(m.name, coalesce(m.city, ''), ''))) as letters from mention_place p
        join core.mention m using (mention_id)
) p
join hospital h on h.state = p.state and h.city = place_key(p.city) and h.initials = lower(p.letters)
where regexp_matches(p.letters, '^[A-Z]{3,6}$')
group by p.mention_id
having count(distinct h.organisation_id) = 1;
