-- Names of a few capitals.
-- `initial_match`: one row such a name ("BJH St Louis") and the one hospital of its town that has these initials
-- (`is_here`), or, of five letters and more, of all.
-- `shared_initials`: one row such a name without a town, and the hospital that people call so, where others of the
-- state or country have the same initials ("CRMC" is Cookeville's, and twenty others').
-- reads: core.mention, core.organisation, core.organisation_alias, mention_place, unit_house()
-- makes: initial_match, shared_initials
create or replace temp table initial_match as
with hospital as (
    -- "Lady of the Sea General Hospital" is LOSGH, "The Toledo Hospital" TTH, "North Adams Regional Hospital
    -- Corporation" NARH
    select distinct
        organisation_id, o.state, replace(place_key(o.city), ' ', '') as city,
        unnest([name_initials(alias), name_initials(regexp_replace(alias, '(?i)[ ,]+(corp\w*|inc|llc)\.?$', '')),
            name_initials(replace(lower(alias), ' of ', ' o ')),
            name_initials(replace(regexp_replace(lower(alias), '^the ', 't '), ' of ', ' o ')),
            -- "Northeast Florida State Hospital" is NEFSH
            name_initials(regexp_replace(lower(alias), '\b(north|south)(east|west)', '\1 \2'))]) as initials
    from core.organisation_alias
    join core.organisation o using (organisation_id)
    where organisation_id like 'ccn:%'
),
lettered as (
    -- "UMC Lubbock", "DMH - Decatur" of a posting in that town
    select p.*, coalesce(p.bare, unit_house(trim(m.name)),
        trim(replace(m.name, coalesce(m.city, ''), ''), ' -–—,/()')) as letters from mention_place p
        join core.mention m using (mention_id)
)
select p.mention_id, min(h.organisation_id) as organisation_id, true as is_here
from lettered p
join hospital h on h.state = p.state and h.city = replace(place_key(p.city), ' ', '') and h.initials = lower(p.letters)
-- "nnrh", where the town is known, as people type it
where regexp_matches(p.letters, '^([A-Z]{3,6}|[a-z]{3,6})$')
group by p.mention_id
having count(distinct h.organisation_id) = 1
union all
-- "TCRHCC": five letters and more are one hospital's in all the land, or no name of theirs
select p.mention_id, min(h.organisation_id), false
from lettered p
join hospital h on h.initials = lower(p.letters)
where p.city is null and p.state is null and regexp_matches(p.letters, '^[A-Z]{5,8}$')
    and lower(p.letters) not in (select name_key(alias) from core.organisation_alias)
group by p.mention_id
having count(distinct h.organisation_id) = 1;

create or replace temp table shared_initials as
with hospital as (
    select organisation_id, state, name_initials(name) as initials
    from core.organisation where kind = 'hospital' and source = 'cms'
)
select p.mention_id, a.organisation_id
from mention_place p
join core.mention m using (mention_id)
-- what a register gives as somebody's letters ("MGH") is known beyond its town
join core.organisation_alias a on a.source = 'from memory'
    and a.alias = coalesce(unit_house(trim(m.name)), trim(m.name))
join hospital h on h.initials = lower(a.alias) and h.organisation_id <> a.organisation_id
    and (p.state is null or h.state = p.state)
where regexp_matches(a.alias, '^[A-Z]{3,6}$') and p.city is null
group by p.mention_id, a.organisation_id, p.state
having count(*) >= case when p.state is null then 3 else 1 end;
