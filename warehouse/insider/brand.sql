-- One row a name of an employer or workplace and a system of which the name itself tells: it shares a telling word with
-- the system's name, or is that name, or the hospital that is surely meant bears such a name in the newest list of
-- hospitals. However old the list that says who belongs to whom, a name on the door is today's.
-- `system_of`: the systems that a name may belong to, by lists or because it begins with the name of one that is at
-- home there; `listed_on`: when that was last known.
-- reads: borne_word, branded(), core.employer_organisation, core.membership, core.organisation, core.organisation_alias
-- reads: core.system_today, employer_word, shared_land(), site_sure(), workplace
-- makes: brand, system_of
create or replace temp table system_of as
with named as (
    select organisation_id, alias from core.organisation_alias join core.organisation using (organisation_id)
    where kind = 'system' and not coalesce(unsafe, false)
),
alias as (
    select distinct
        organisation_id, trim(regexp_replace(firm_name(alias), '( (health|healthcare|system|network))+$', '')) as phrase
    from named
),
sole as (
    select phrase, any_value(organisation_id) as system_id from alias
    where phrase like '% %' group by phrase having count(*) = 1
),
home as (select distinct system_id, state from core.organisation where system_id is not null and state is not null),
house_word as (
    select coalesce(system_id, organisation_id) as owner, unnest(string_split(name_key(name), ' ')) as word
    from core.organisation where kind = 'hospital' and source = 'cms'
),
own_word as (select word, any_value(owner) as owner, count(*) as houses from house_word group by word
    having count(distinct owner) = 1),
-- "Erlanger", "Confluence Health": nobody's hospitals but this system's bear a telling word of the name, wherever.
rare as (
    select distinct a.phrase, a.organisation_id as system_id
    from (
        select distinct phrase, organisation_id, unnest(string_split(phrase, ' ')) as word
        from (from alias union select organisation_id, firm_name(alias) from named)
    ) a
    join own_word w on w.word = a.word and w.owner = a.organisation_id
    where length(a.word) > 4 and (a.phrase like '% %' or w.houses > 1)
        and a.word not in (select word from employer_word where kind <> 'abbreviation')
),
keyed as materialized (
    select mention_id, state, name_key(name) as name,
        -- "Cape Fear Eye Associates": a firm may be called after the land that a system is called after
        regexp_matches(name_key(name),
            ' (associates|partners|consultants|specialists|surgeons|dentistry)( (pa|pc|llc|pllc|llp|inc))?$')
            and not regexp_matches(name_key(name), ' (health|healthcare|medical|hospital|clinic|university|faculty) ')
            as is_firm,
        regexp_matches(name_key(name), ' (hospital|medical center|health center|clinic|clinics|campus'
            || '|(specialty|primary|urgent|express|convenient) care)$') as is_site
    from workplace
    where mention_id in (select mention_id from core.employer_organisation)
        -- "Henry Ford Museum" in Michigan
        and not list_has_any(
            string_split(name_key(name), ' '), (select list(word) from employer_word where kind = 'trade')
        )
        -- "Anne Arundel Community College" is none of Luminis Health's
        and not is_plain_school(name)
)
select
    e.mention_id, e.confidence,
    e.system_id,
    coalesce(m.known_on, s.known_on) as listed_on, e.organisation_id = e.system_id as is_owner
from (
    -- a system that belongs to a larger one is itself, too
    select mention_id, organisation_id, kind, confidence, unnest(list_distinct(list_filter([
        system_id, case when kind = 'system' then organisation_id end
    ], lambda id: id is not null))) as system_id
    from core.employer_organisation
) e
left join core.membership m on m.organisation_id = e.organisation_id
left join core.membership s on s.organisation_id = e.system_id
-- A hospital that is surely meant belongs to its own system, whatever other system bears the name.
where e.kind <> 'system' or (e.mention_id, e.organisation_id) not in (
    select (h.mention_id, s.organisation_id)
    from core.employer_organisation h
    join core.employer_organisation s on s.mention_id = h.mention_id and s.kind = 'system'
    where h.kind = 'hospital' and h.confidence >= 0.8 and h.system_id <> s.organisation_id
)
union all
select m.mention_id, case when m.is_firm then shared_land() else branded() end, s.system_id, k.known_on, true
from keyed m
join sole s on starts_with(m.name, s.phrase || ' ')
join home h on h.system_id = s.system_id and h.state = m.state
left join core.membership k on k.organisation_id = s.system_id
where (m.mention_id, s.system_id) not in (
    select (mention_id, coalesce(system_id, organisation_id)) from core.employer_organisation
)
    -- a hospital that was sold and kept its name ("Virginia Mason Memorial" in Yakima) is its buyer's
    and not exists (
        select * from core.employer_organisation h
        join core.membership t using (organisation_id)
        where h.mention_id = m.mention_id and h.kind = 'hospital' and h.confidence >= 0.8 and t.has_moved
            and t.system_id is distinct from s.system_id
    )
union all
-- "Erlanger Western Carolina Hospital", "Confluence Health Moses Lake Clinic"
select m.mention_id, site_sure(), r.system_id, any_value(k.known_on), true
from keyed m
join rare r on starts_with(m.name, r.phrase || ' ')
left join core.membership k on k.organisation_id = r.system_id
where m.is_site and (m.state is null or (r.system_id, m.state) in (select (system_id, state) from home))
    and not exists (
        select * from core.employer_organisation h
        where h.mention_id = m.mention_id and h.confidence >= 0.5 and h.organisation_id not like 'emp:%'
    )
group by m.mention_id, r.system_id;

create or replace temp table brand as
with told as (
    select distinct organisation_id as system_id, unnest(string_split(firm_name(alias), ' ')) as word
    from core.organisation_alias
    join core.organisation using (organisation_id)
    where kind = 'system' and not coalesce(unsafe, false)
),
telling as (
    select * from told
    where length(word) > 1 and word not in (select word from employer_word where kind in ('type', 'connective'))
        and word not in (
            'saint', 'st', 'university', 'regional', 'memorial', 'community', 'general', 'health', 'healthcare'
        )
)
select distinct mention_id, system_id
from system_of
join borne_word using (mention_id)
join telling using (system_id, word)
union
select mention_id, organisation_id from core.employer_organisation where kind = 'system' and confidence >= 0.8
union
-- who has been sold since the list came out, is told by what is newer
select mention_id, t.system_id from core.employer_organisation join core.system_today t using (organisation_id)
where confidence >= 0.8;
