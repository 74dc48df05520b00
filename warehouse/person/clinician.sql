-- One row a contact whom the register of clinicians lists: by NPI, by name and employer, or, as a hint alone, by a name
-- that only one clinician of the state, or of the country, bears.
-- reads: core.affiliation, core.organisation, core.person, last_word(), raw.register_clinician
-- reads: raw.register_facility_affiliation
-- after: pair
-- makes: clinician_hospital, core.clinician_match
-- changes: core.affiliation, core.mention, core.mention_match
-- after: affiliation
create or replace table core.clinician_match as
with wanted as (
    select person_id, npi, name_key, last_word(name_key) as family, state from core.person where npi is not null or name_key like '% %'
),
listed as (
    select npi, person_key(first_name || ' ' || last_name) as name_key, school, graduation_year, state
    from raw.register_clinician
    where npi in (select npi from wanted) or last_word(name_key(last_name)) in (select family from wanted)
),
clinician as (
    select
        npi, any_value(name_key order by name_key) as name_key, any_value(school order by school) filter (upper(school) <> 'OTHER') as school,
        min(graduation_year) as graduation_year, list_distinct(list(state)) as states
    from listed
    group by npi
),
named as (
    select *, count(*) over (partition by name_key) as bearers from clinician
),
stay as (
    select c.npi, unnest(r.hospitals) as ccn from named c join raw.register_clinician r using (npi)
    union
    select npi, ccn from raw.register_facility_affiliation where npi in (select npi from named)
),
employed as (
    select distinct a.person_id, s.npi
    from core.affiliation a
    join stay s on a.organisation_id = 'ccn:' || s.ccn
    where a.kind = 'work' and a.is_current and a.confidence >= 0.8
),
found as (
    select w.person_id, c.*, 0.95 as certainty, 'by name and employer' as how
    from wanted w
    join named c on c.name_key = w.name_key
    join employed e on e.person_id = w.person_id and e.npi = c.npi
    where w.npi is null
    union all
    select w.person_id, c.*, 1.0 as certainty, 'by NPI' as how from wanted w join named c on c.npi = w.npi
    union all
    select w.person_id, c.*, 0.75, 'by name and state'
    from wanted w
    join named c on c.name_key = w.name_key and list_contains(c.states, w.state)
    where w.npi is null and (select count(*) from clinician x where x.name_key = w.name_key and list_contains(x.states, w.state)) = 1
    union all
    select w.person_id, c.*, 0.6, 'by a name that nobody else in the register bears'
    from wanted w
    join named c on c.name_key = w.name_key
    where w.npi is null and w.state is null and c.bearers = 1
),
best as (
    select * from found
    qualify row_number() over (partition by person_id, npi order by certainty desc) = 1
)
-- Two clinicians of one contact, or two contacts of one clinician, that nothing but the name tells apart: neither.
select * from best
qualify certainty = 1.0 or (certainty = max(certainty) over (partition by person_id)
    and count(*) over (partition by person_id, certainty) = 1 and count(*) over (partition by npi, certainty) = 1);

-- One row a hospital of such a contact; a mention of its own for each degree of certainty.
create or replace temp table clinician_hospital as
with stays as (
    select npi, unnest(hospitals) as ccn from raw.register_clinician where npi in (select npi from core.clinician_match)
    union
    select npi, ccn from raw.register_facility_affiliation where npi in (select npi from core.clinician_match)
)
select m.person_id, o.organisation_id || '|' || m.certainty as mention_id, o.organisation_id, o.name, o.city, o.state, m.certainty, m.how
from core.clinician_match m
join stays s using (npi)
join core.organisation o on o.organisation_id = 'ccn:' || s.ccn;

insert into core.mention
select distinct mention_id, name, city, upper(state) from clinician_hospital;
insert into core.mention_match
select distinct mention_id, organisation_id, 1, case when certainty = 1 then 'confirmed' else 'possible' end, round(0.95 * certainty, 3), 'CMS lists them there, matched ' || how
from clinician_hospital;

insert into core.affiliation
select
    -row_number() over (order by person_id, organisation_id), person_id, mention_id, organisation_id, name, 'work', null, null, city, upper(state),
    null, null, true, null, round(0.95 * certainty, 3), 1, 'register of clinicians', 'CMS Doctors & Clinicians, matched ' || how, 'there', false
from clinician_hospital;
insert into core.affiliation
select
    -1000000000 - row_number() over (order by person_id), person_id, mention_id(school, null, null), null, school, 'training', null, 'medical school', null, null,
    null, graduation_year, false, null, certainty, 0, 'register of clinicians', 'CMS Doctors & Clinicians, matched ' || how, 'there', false
from core.clinician_match
where school is not null;
