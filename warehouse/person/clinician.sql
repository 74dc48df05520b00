-- One row a hospital of a contact whom the register of clinicians lists: a workplace of a name of its own for each
-- degree of certainty.
-- reads: core.clinician_match, core.clinician_place, core.organisation, raw.register_clinician
-- reads: raw.register_facility_affiliation
-- changes: core.affiliation, core.clinician_place
-- after: clinician_match
-- part: clinician
insert into core.clinician_place
with stays as (
    select npi, unnest(hospitals) as ccn
    from raw.register_clinician
    where npi in (select npi from core.clinician_match)
    union
    select npi, ccn from raw.register_facility_affiliation where npi in (select npi from core.clinician_match)
)
select
    m.person_id, o.organisation_id || '|' || m.certainty as mention_id, o.organisation_id, o.name, o.city,
    upper(o.state) as state, round(0.95 * m.certainty, 3) as confidence,
    m.how, said('listed', [m.how]) as reason
from core.clinician_match m
join stays s using (npi)
join core.organisation o on o.organisation_id = 'ccn:' || s.ccn;

insert into core.affiliation
with gone as (
    -- The register is slower than a profile that says retired.
    select person_id from core.affiliation
    where standing = 'deceased' or (standing = 'left' and regexp_matches(lower(title), 'retire|emerit'))
)
select
    -row_number() over (order by person_id, organisation_id),
    person_id,
    mention_id,
    organisation_id,
    name,
    'work',
    null,
    null, city, state, null, null, person_id not in (from gone), null, confidence, 1, 'register of clinicians',
    origin('register', [how]), 'there', false
from core.clinician_place;
insert into core.affiliation
select
    -1000000000 - row_number() over (order by person_id), person_id, mention_id(school, null, null), null, school,
    'training', null, 'medical school', null, null, null, graduation_year, false, null, certainty, 0,
    'register of clinicians', origin('register', [how]), 'there', false
from core.clinician_match
where school is not null;
