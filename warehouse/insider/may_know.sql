-- One row a clinician whom the register lists at the employer of an opening, of the user's own class or hospital:
-- somebody whom the user may know, never a contact. `rank`: 1 of the user's own school and class, 2 of another
-- hospital of the user's.
-- reads: core.affiliation, core.clinician_match, core.employer_organisation, core.mention_match, core.opening_target
-- reads: core.target, raw.journal, raw.register_clinician, raw.register_facility_affiliation
-- reads: told_city()
-- makes: core.may_know
create or replace table core.may_know (
    opportunity_id text, npi text, name text, employer text,
    facts struct(code text, args text[], about text[])[], rank integer
);
insert into core.may_know
with mine as (
    select school_key(organisation_name) as school, organisation_name, coalesce(end_year, start_year + 4) as class
    from core.affiliation
    where
        person_id = 'me'
        and kind = 'training'
        and title = 'medical school'
        and coalesce(end_year, start_year + 4) is not null
),
my_hospital as (
    select distinct m.organisation_id, a.organisation_name
    from core.affiliation a
    join core.mention_match m using (mention_id)
    where a.person_id = 'me' and m.confidence >= 0.8 and m.organisation_id like 'ccn:%'
),
wanted as (
    select distinct o.opportunity_id, e.organisation_id, t.name as employer
    from core.opening_target o
    join core.target t using (target_id)
    join core.employer_organisation e on e.mention_id = t.target_id and e.confidence >= 0.8
    where e.organisation_id like 'ccn:%'
),
stay as (
    select distinct npi, 'ccn:' || ccn as organisation_id
    from (
        select npi, unnest(hospitals) as ccn from raw.register_clinician
        union all
        select npi, ccn from raw.register_facility_affiliation
    )
    where 'ccn:' || ccn in (select organisation_id from wanted union select organisation_id from my_hospital)
),
there as (
    select * from stay where organisation_id in (select organisation_id from wanted)
),
clinician as (
    select
        npi,
        any_value(first_name || ' ' || last_name order by first_name, last_name) as name,
        any_value(school order by school) as school,
        min(graduation_year) as class
    from raw.register_clinician
    where npi in (select npi from there) and npi not in (select npi from core.clinician_match)
        and (select count(*) from mine) + (select count(*) from my_hospital) > 0
    group by npi
),
-- Whom the user had forgotten is not named again, and takes nobody's place.
remembered as (
    from clinician
    where not exists (
        from raw.journal j
        where j.verb = 'forget' and list_has_any(cast(j.detail -> 'hashes' as text[]), [
            sha256((j.detail ->> 'salt') || 'npi:' || npi),
            sha256((j.detail ->> 'salt') || 'name:' || person_key(name))])
    )
),
tied as (
    select
        c.npi,
        c.name,
        1 as rank,
        null as house,
        case
            when c.class = m.class then said('class', [m.organisation_name, c.class::text])
            else said('a few years apart', [abs(c.class - m.class)::text, m.organisation_name, c.class::text])
        end as fact
    from remembered c
    join mine m on m.school = school_key(c.school) and abs(c.class - m.class) <= 3
    union all
    select c.npi, c.name, 2, s.organisation_id, said('also there', [h.organisation_name])
    from remembered c
    join stay s on s.npi = c.npi
    join my_hospital h on h.organisation_id = s.organisation_id
),
-- No more of a hospital than an opening shows: many openings share it.
nearest as (
    select e.organisation_id, t.npi, t.name, min(t.rank) as rank
    from tied t
    join there e on e.npi = t.npi
    where t.house is distinct from e.organisation_id
    group by e.organisation_id, t.npi, t.name
    qualify row_number() over (partition by e.organisation_id order by min(t.rank), t.name, t.npi) <= 5
),
listed as (
    select w.opportunity_id, n.npi, n.name, w.employer, min(n.rank) as rank
    from nearest n
    join wanted w using (organisation_id)
    group by w.opportunity_id, n.npi, n.name, w.employer
    qualify row_number() over (partition by w.opportunity_id order by min(n.rank), n.name, n.npi, w.employer) <= 5
)
select
    l.opportunity_id, l.npi, told_city(l.name), l.employer, list_sort(list_distinct(list(t.fact))), l.rank
from listed l
join wanted w using (opportunity_id, employer)
join there e on e.npi = l.npi and e.organisation_id = w.organisation_id
join tied t on t.npi = l.npi and t.house is distinct from w.organisation_id
group by l.opportunity_id, l.npi, l.name, l.employer, l.rank;
