-- One row a contact whom the register of clinicians lists: by NPI, or by a name that only one clinician of the state, or
-- of the country, bears.
create or replace temp table clinician_match as
with wanted as (
    select person_id, npi, name_key, last_word(name_key) as family, state from core.person where npi is not null or name_key like '% %'
),
listed as (
    select npi, person_key(first_name || ' ' || last_name) as name_key, school, graduation_year, state
    from register_clinician
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
found as (
    select w.person_id, c.*, 1.0 as certainty, 'by NPI' as how from wanted w join named c on c.npi = w.npi
    union all
    select w.person_id, c.*, 0.85, 'by name and state'
    from wanted w
    join named c on c.name_key = w.name_key and list_contains(c.states, w.state)
    where w.npi is null and (select count(*) from clinician x where x.name_key = w.name_key and list_contains(x.states, w.state)) = 1
    union all
    select w.person_id, c.*, 0.7, 'by a name that nobody else in the register bears'
    from wanted w
    join named c on c.name_key = w.name_key
    where w.npi is null and w.state is null and c.bearers = 1
)
-- Two contacts of one clinician by name alone: neither.
select * from found
qualify certainty = 1.0 or count(*) over (partition by npi) = 1;

-- One row a hospital of such a contact.
create or replace temp table clinician_hospital as
with stays as (
    select npi, unnest(hospitals) as ccn from register_clinician where npi in (select npi from clinician_match)
    union
    select npi, ccn from register_facility where npi in (select npi from clinician_match)
)
select m.person_id, o.organisation_id, o.name, o.city, o.state, m.certainty, m.how
from clinician_match m
join stays s using (npi)
join core.organisation o on o.organisation_id = 'ccn:' || s.ccn;

insert into core.mention
select distinct organisation_id, name, city, upper(state) from clinician_hospital
where organisation_id not in (select mention_id from core.mention);
insert into core.mention_match
select distinct organisation_id, organisation_id, 1, 'confirmed', 0.95, 'CMS lists them there'
from clinician_hospital
where organisation_id not in (select mention_id from core.mention_match);

insert into core.affiliation
select
    -row_number() over (order by person_id, organisation_id), person_id, organisation_id, organisation_id, name, 'work', null, null, city, upper(state),
    null, null, true, null, round(0.95 * certainty, 3), 1, 'register of clinicians', 'CMS Doctors & Clinicians, matched ' || how
from clinician_hospital;
insert into core.affiliation
select
    -1000000000 - row_number() over (order by person_id), person_id, mention_id(school, null, null), null, school, 'training', null, 'medical school', null, null,
    null, graduation_year, false, null, certainty, 0, 'register of clinicians', 'CMS Doctors & Clinicians, matched ' || how
from clinician_match
where school is not null;
update core.person p set npi = m.npi from clinician_match m where m.person_id = p.person_id and p.npi is null and m.certainty >= 0.85;
