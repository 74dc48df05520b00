-- One row a contact who may stand in the register of clinicians: what is known of field, places, school and class.
-- reads: area_code, core.affiliation, core.mail_domain, core.organisation, core.person, core.person_record
-- reads: field_kin, person_fact
-- makes: clinician_wanted, left_school(), longest_training()
-- part: clinician
-- The most years since school: a PGY-2 left it two years ago, or a few more where research or another country lay
-- between.
create or replace macro longest_training(title) as coalesce(
    try_cast(regexp_extract(lower(title), '\bpgy[ -]*([0-9]{1,2})\b', 1) as integer) + 3,
    case when regexp_matches(lower(title), '\bfellow\b') then 10 else 7 end);
-- The years in which somebody may have left school who trained from `began` to `ended`: before a residency, which takes
-- three to seven years, or before that and a fellowship.
create or replace macro left_school(title, began, ended) as case title
    when 'residency' then case when began is not null then [began - 1, began] else [ended - 7, ended - 3] end
    when 'fellowship' then case when began is not null then [began - 7, began - 3] else [ended - 10, ended - 4] end
    end;
create or replace temp table clinician_wanted as
with fact as (
    select
        r.person_id, max(generation) as generation, list_distinct(flatten(list(codes))) as codes,
        list_distinct(flatten(list(professions))) as professions,
        arg_min(f.family, (f.is_initial, f.share, f.record_id)) as family,
        arg_min(f.family_share, (f.is_initial, f.share, f.record_id)) as family_share,
        arg_min(f.given_share, (f.is_initial, f.share, f.record_id)) as given_share
    from person_fact f
    join core.person_record r using (record_id)
    group by r.person_id
),
kin as (
    select c.person_id, list(distinct k.other) as kin
    from (select person_id, unnest(codes) as code from fact) c
    join field_kin k using (code)
    group by all
),
place as (
    select
        a.person_id,
        list_distinct(list(coalesce(a.state, o.state)) filter (coalesce(a.state, o.state) is not null)) as states,
        list(distinct a.organisation_id) filter (a.organisation_id like 'ccn:%' and a.confidence >= 0.8) as houses,
        list(distinct firm_name(a.organisation_name)) as employers,
        list(distinct town_key(a.city, a.state)) filter (a.city is not null and a.state is not null) as towns,
        max(case when is_trainee(a.title) then coalesce(year(a.as_of), 0) end) as in_training,
        max(case when is_trainee(a.title) then longest_training(a.title) end) as training_years,
        bool_and(not a.is_abroad) as is_here
    from core.affiliation a
    left join core.organisation o on o.organisation_id = a.organisation_id and a.confidence >= 0.8
    where a.kind = 'work' and a.is_current
    group by a.person_id
),
school as (
    select
        -- "Medical School" names none.
        person_id,
        list(distinct school_key(organisation_name)) filter (school_key(organisation_name) <> '') as schools,
        list(distinct coalesce(end_year, start_year + 4))
            filter (coalesce(end_year, start_year) is not null) as classes
    from core.affiliation
    where kind = 'training' and title = 'medical school'
    group by person_id
),
graduated as (
    select person_id, arg_min(years, (years[2] - years[1], years)) as years
    from (
        select person_id, left_school(title, start_year, end_year) as years from core.affiliation
        where kind = 'training'
    )
    where years[1] is not null
    group by person_id
),
-- Where the person may be of whom no place is known: by telephone, mail host and training.
hint as (
    select x.person_id, c.state
    from (select person_id, unnest(phones) as phone from core.person) x
    join area_code c on c.code = phone_area(x.phone)
    union
    select x.person_id, d.state
    from (select person_id, unnest(emails) as email from core.person) x
    join core.mail_domain d on list_contains(mail_domains(mail_host(x.email)), d.host)
    where d.state is not null
    union
    select a.person_id, coalesce(a.state, o.state)
    from core.affiliation a
    left join core.organisation o
        on o.organisation_id = a.organisation_id and a.confidence >= 0.8 and o.kind <> 'system'
    where a.kind = 'training' and a.title in ('residency', 'fellowship') and coalesce(a.state, o.state) is not null
),
hinted as (select person_id, list(distinct upper(state)) as states from hint group by 1)
select
    p.person_id, p.npi, f.family, f.family_share, f.given_share, f.generation, coalesce(f.codes, []) as codes,
    coalesce(k.kin, []) as kin, coalesce(f.professions, []) as professions,
    list_distinct(coalesce(w.states, []) || case when p.state is null then [] else [p.state] end) as states,
    coalesce(w.houses, []) as houses, coalesce(w.employers, []) as employers,
    coalesce(s.schools, []) as schools, coalesce(s.classes, []) as classes, g.years as graduated,
    coalesce(h.states, []) as hints,
    list_distinct(coalesce(w.towns, []) || [town_key(p.city, p.state)]) as towns, w.in_training, w.training_years,
    list_transform(list_filter(p.phones, lambda t: t like '+1%'), lambda t: t[3:]) as phones
from core.person p
left join fact f using (person_id)
left join kin k using (person_id)
left join place w using (person_id)
left join school s using (person_id)
left join graduated g using (person_id)
left join hinted h using (person_id)
where (p.npi is not null or f.family is not null) and coalesce(w.is_here, true);
