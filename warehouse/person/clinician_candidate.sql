-- One row a contact and a clinician of the register who bears the contact's name, with what speaks for and against.
-- reads: core.affiliation, core.organisation, core.person, core.person_record, field_kin, first_word(), last_word()
-- reads: name_share, person_fact, person_nickname
-- reads: rarest_given(), raw.register_clinician, raw.register_facility_affiliation, unlisted_family(), work_field
-- makes: clinician_candidate, clinician_count, clinician_listed, clinician_wanted, usual()
-- after: affiliation
create or replace temp table clinician_wanted as
with fact as (
    select
        r.person_id, mode(family) as family, mode(given) as given, max(middle) as middle, max(generation) as generation,
        list_distinct(flatten(list(codes))) as codes, list_distinct(flatten(list(professions))) as professions
    from person_fact f
    join core.person_record r using (record_id)
    group by r.person_id
),
place as (
    select a.person_id, list_distinct(list(coalesce(a.state, o.state)) filter (coalesce(a.state, o.state) is not null)) as states,
        list(distinct a.organisation_id) filter (a.organisation_id like 'ccn:%' and a.confidence >= 0.8) as houses,
        list(distinct firm_name(a.organisation_name)) as employers,
        bool_and(not a.is_abroad) as is_here
    from core.affiliation a
    left join core.organisation o on o.organisation_id = a.organisation_id and a.confidence >= 0.8
    where a.kind = 'work' and a.is_current
    group by a.person_id
),
school as (
    select person_id, list(distinct school_key(organisation_name)) as schools, list(distinct coalesce(end_year, start_year + 4)) filter (coalesce(end_year, start_year) is not null) as classes
    from core.affiliation where kind = 'training' and title = 'medical school' group by person_id
)
select
    p.person_id, p.npi, f.family, f.given, f.middle, f.generation, coalesce(f.codes, []) as codes, coalesce(f.professions, []) as professions,
    list_distinct(coalesce(w.states, []) || case when p.state is null then [] else [p.state] end) as states, coalesce(w.houses, []) as houses,
    coalesce(w.employers, []) as employers, coalesce(s.schools, []) as schools, coalesce(s.classes, []) as classes
from core.person p
left join fact f using (person_id)
left join place w using (person_id)
left join school s using (person_id)
where (p.npi is not null or f.family is not null) and coalesce(w.is_here, true);

create or replace temp table clinician_listed as
with wanted as (
    select
        npi, name_key(last_name) as last, name_key(first_name) as first, name_key(coalesce(middle_name, '')) as mid, suffix, school, graduation_year, specialty, group_name, state, hospitals
    from raw.register_clinician
    where npi in (select npi from clinician_wanted) or last_word(name_key(last_name)) in (select family from clinician_wanted)
)
select
    npi, any_value(last_word(last)) as family,
    any_value(case when length(first) = 1 and length(mid) > 1 then first_word(mid) else first_word(first) end) as given,
    any_value(case when length(first) = 1 and length(mid) > 1 then first else nullif(mid[1], '') end) as middle,
    any_value(generation('a b ' || coalesce(suffix, ''))) as generation,
    any_value(school order by school) filter (upper(school) <> 'OTHER') as school, min(graduation_year) as graduation_year,
    list(distinct f.code) filter (f.code is not null) as codes, list(distinct f.profession) filter (f.profession is not null) as professions,
    list(distinct upper(state)) as states,
    list(distinct firm_name(group_name)) filter (name_key(coalesce(group_name, '')) <> '') as groups,
    list_distinct(flatten(list(coalesce(hospitals, [])))) as ccns
from wanted w
left join work_field f on f.text = w.specialty
group by npi;
update clinician_listed set ccns = ccns || f.more
from (select npi, list(distinct ccn) as more from raw.register_facility_affiliation where npi in (select npi from clinician_listed) group by npi) f
where f.npi = clinician_listed.npi;

-- Which share of clinicians has each thing, for how little it says that two have it; a small register knows it badly, and
-- is taken with ten thousand others who are spread as usual.
create or replace macro usual(count, listed, share) as (count + 10000 * share) / (listed + 10000);
create or replace temp table clinician_count as
with one as (
    select
        npi, any_value(upper(state)) as state, any_value(school_key(school)) filter (upper(school) <> 'OTHER') as school, min(graduation_year) as class,
        any_value(specialty) as specialty
    from raw.register_clinician group by npi
),
every as (select count(*) as n from one)
select 'all' as kind, '' as value, n::double as share from every
union all select 'state', state, usual(count(*), any_value(n), 0.02) from one, every where state is not null group by state
union all select 'school', school, usual(count(*), any_value(n), 0.005) from one, every where school is not null group by school
union all select 'class', class::text, usual(count(*), any_value(n), 0.02) from one, every where class is not null group by class
union all select 'field', f.code, usual(count(*), any_value(n), 0.03) from one join work_field f on f.text = one.specialty, every where f.code is not null group by f.code
union all select 'family', last_word(name_key(last_name)), usual(count(distinct npi), any_value(n) + 90000, 0) from raw.register_clinician, every
    where last_word(name_key(last_name)) in (select family from clinician_wanted) group by 2
union all select 'group', name, usual(count(distinct npi), any_value(n), 0)
    from (select npi, unnest(groups) as name from clinician_listed), every group by name;

create or replace temp table clinician_candidate as
with pair as (
    select w.person_id, w.npi is not null and w.npi = c.npi as is_npi, w, c
    from clinician_wanted w
    join clinician_listed c on w.npi = c.npi or (w.npi is null and c.family = w.family and (c.given = w.given
        or (c.given, w.given) in (select (nickname, given) from person_nickname) or (w.given, c.given) in (select (nickname, given) from person_nickname)))
    where not coalesce(w.generation <> c.generation, false)
),
counted as (
    select
        person_id, is_npi, w, c, c.npi as npi,
        (select share from clinician_count where kind = 'all') as listed,
        len(list_intersect(w.states, c.states)) > 0 as same_state, len(w.states) > 0 and len(c.states) > 0 as know_state,
        (select max(share) from clinician_count where kind = 'state' and list_contains(w.states, value)) as state_share,
        exists (from field_kin k where list_contains(w.codes, k.code) and list_contains(c.codes, k.other)) as same_field, len(w.codes) > 0 and len(c.codes) > 0 as know_field,
        (select sum(x.share) from clinician_count x where x.kind = 'field' and x.value in (select k.other from field_kin k where list_contains(w.codes, k.code))) as field_share,
        len(w.professions) > 0 and len(c.professions) > 0 and len(list_intersect(w.professions, c.professions)) = 0 as other_profession,
        c.school is not null and list_contains(w.schools, school_key(c.school)) as same_school, len(w.schools) > 0 as know_school,
        (select max(share) from clinician_count where kind = 'school' and value = school_key(c.school)) as school_share,
        list_min(list_transform(w.classes, lambda y: abs(y - c.graduation_year))) as years_apart,
        (select sum(share) from clinician_count where kind = 'class' and try_cast(value as integer) between c.graduation_year - 1 and c.graduation_year + 1) as class_share,
        len(list_intersect(w.houses, list_transform(coalesce(c.ccns, []), lambda n: 'ccn:' || n))) > 0 as same_house, len(w.houses) > 0 and len(coalesce(c.ccns, [])) > 0 as know_house,
        len(list_intersect(w.employers, coalesce(c.groups, []))) > 0 as same_group,
        (select max(share) from clinician_count where kind = 'group' and list_contains(w.employers, value)) as group_share,
        (select max(share) from clinician_count where kind = 'family' and value = w.family) as family_share
    from pair
)
select
    x.*,
    case when w.middle is null or c.middle is null then 1e0 when w.middle = c.middle then 12.0 else 0.02 end
        * case when w.generation is not distinct from c.generation then 1.0 else 0.5 end
        * case when not know_state then 1.0 when same_state then 0.85 / greatest(state_share, 0.001) else 0.15 end
        * case when other_profession then 0.02 when not know_field then 1.0 when same_field then 0.9 / greatest(least(field_share, 0.9), 0.001) else 0.05 end
        * case when not know_school then 1.0 when same_school then 0.9 / greatest(school_share, 0.0005) when c.school is null then 0.4 else 0.02 end
        * case when years_apart is null then 1.0 when years_apart <= 1 then 0.9 / greatest(class_share, 0.01) when years_apart <= 3 then 0.2 else 0.02 end
        -- Few of all clinicians work at one hospital: one in four thousand, say.
        * case when same_house then 0.6 / 0.0005 when same_group then 0.6 / greatest(group_share, 0.00001) when know_house then 0.4 else 1.0 end as says,
    (know_state and same_state)::int + (know_field and same_field)::int + same_school::int + coalesce(years_apart <= 1, false)::int + (same_house or same_group)::int
        + (w.middle = c.middle and w.middle is not null)::int as agree,
    -- How many unlisted people of the name the contact might be: of three million who work in health, or a million physicians.
    greatest(case when list_contains(w.professions, 'physician') then 600000 else 2500000 end, 0.3 * listed)
        * greatest(coalesce(g.share, 0), rarest_given()) * greatest(coalesce(f.share, unlisted_family()), coalesce(family_share, 0)) as unlisted
from counted x
left join name_share g on g.kind = 'given' and g.name = w.given
left join name_share f on f.kind = 'family' and f.name = w.family;
