-- One row a hospital of a contact whom the register of clinicians lists; a mention of its own for each degree of certainty.
-- reads: core.affiliation, core.clinician_match, core.organisation, raw.register_clinician, raw.register_facility_affiliation
-- makes: clinician_hospital
-- changes: core.affiliation, core.mention, core.mention_match
-- after: clinician_match, pair
create or replace temp table clinician_hospital as
with stays as (
    select npi, unnest(hospitals) as ccn from raw.register_clinician where npi in (select npi from core.clinician_match)
    union
    select npi, ccn from raw.register_facility_affiliation where npi in (select npi from core.clinician_match)
)
select
    m.person_id, o.organisation_id || '|' || m.certainty as mention_id,
    -- The register is slower than a profile that says retired.
    m.person_id not in (select person_id from core.affiliation where standing = 'deceased' or (standing = 'left' and regexp_matches(lower(title), 'retire|emerit'))) as is_current,
    o.organisation_id, o.name, o.city, o.state, m.certainty, m.how
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
    null, null, is_current, null, round(0.95 * certainty, 3), 1, 'register of clinicians', 'CMS Doctors & Clinicians, matched ' || how, 'there', false
from clinician_hospital;
insert into core.affiliation
select
    -1000000000 - row_number() over (order by person_id), person_id, mention_id(school, null, null), null, school, 'training', null, 'medical school', null, null,
    null, graduation_year, false, null, certainty, 0, 'register of clinicians', 'CMS Doctors & Clinicians, matched ' || how, 'there', false
from core.clinician_match
where school is not null;
