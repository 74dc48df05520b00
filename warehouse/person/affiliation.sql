-- One row a place where a person works, worked or trained, as one source says it; sources that say the same are one
-- row.
-- `standing`: what the title says of work, 'there', 'left', 'deceased' or 'not yet'; `is_abroad`: a place in another
-- country is named.
-- reads: core.mention_match, core.organisation, core.person_record, person_source, place_name
-- reads: raw.affiliation_record
-- makes: abroad_work
-- changes: core.affiliation
create or replace temp table abroad_work as
with named as (
    select organisation_name, title, city, state, unnest(place_parts(text)) as place
    from (
        select
            *,
            -- A town beside an American state is that state's, whatever else bears its name.
            unnest([organisation_name, title, state, case when state is null then city end]) as text
        from (select distinct organisation_name, title, city, state from raw.affiliation_record)
    )
)
select organisation_name, title, city, state
from named
join place_name using (place)
group by all
having not bool_or(is_american);

insert into core.affiliation
with dead as (
    select r.person_id
    from core.person_record r
    join person_source s using (record_id)
    where is_deceased(lower(s.role))
    union
    select r.person_id
    from core.person_record r
    join raw.affiliation_record a using (record_id)
    where a.kind = 'work' and is_deceased(lower(a.title))
),
house as (
    select x.mention_id from core.mention_match x join core.organisation o using (organisation_id)
    where x.rank = 1 and x.confidence >= 0.8 and o.kind = 'hospital' and o.organisation_id not like 'emp:%'
),
-- "VA Palo Alto", "Physician, Livermore": a site under the employer's number is another house, and the one meant; so is
-- a house of the system for which somebody works ("Quillmoor Health", "Neurologist, Unity Hospital").
titled_site as (
    select
        a.record_id, unnest([nullif('ccn:' || regexp_extract(x.organisation_id, '^site:([^/]+)/', 1), 'ccn:'),
            o.system_id]) as main_id
    from raw.affiliation_record a
    join core.mention_match x on x.mention_id = mention_id(a.organisation_name, a.city, a.state)
    join core.organisation o using (organisation_id)
    where a.is_titled and coalesce(a.is_current, true) and x.rank = 1 and x.confidence >= 0.8 and o.kind = 'hospital'
),
-- "Brigham/Faulkner" is one house: neither half of its name is another.
half as (
    select h.record_id, mention_id(h.organisation_name, h.city, h.state) as mention_id
    from raw.affiliation_record h
    join raw.affiliation_record a using (record_id)
    join house x on x.mention_id = mention_id(a.organisation_name, a.city, a.state)
    where h.is_titled and not coalesce(a.is_titled, false) and contains(a.organisation_name, '/')
        and contains(a.organisation_name, h.organisation_name)
),
titled as (
    select
        a.*, r.person_id, mention_id(a.organisation_name, a.city, a.state) as mention_id,
        coalesce(a.title, s.role) as role, standing(coalesce(a.title, s.role), a.as_of) as by_title
    from raw.affiliation_record a
    join core.person_record r using (record_id)
    join person_source s using (record_id)
    where trim(coalesce(a.organisation_name, '')) <> ''
),
stood as (
    select
        *,
        case
            -- Other files go on saying where they worked.
            when person_id in (from dead) then 'deceased'
            when kind <> 'work' then 'there'
            when is_left_employer(organisation_name) or has_moved_on(role, organisation_name) then 'left'
            when by_title = 'there' and is_coming_employer(organisation_name)
                and not has_begun(organisation_name, as_of) then 'not yet'
            else by_title end as stands
    from titled
    -- What a title may name beside its employer of today is a house where some register knows it.
    where case
        when is_titled and coalesce(is_current, true) then mention_id in (select mention_id from house)
            and (record_id, mention_id) not in (from half)
        else record_id not in (select record_id from titled_site) or (record_id, mention_id) not in (
            select (t.record_id, x.mention_id) from titled_site t
            join core.mention_match x on x.organisation_id = t.main_id
            where starts_with(t.main_id, 'ccn:') or x.rank = 1 and x.confidence >= 0.8) end
),
-- Who has left lives where they live now: a place that knows no such house is not the house's.
known as (
    select mention_id from core.mention_match where rank = 1 and confidence >= 0.5 and organisation_id not like 'emp:%'
),
placed as (
    select s.*, w.organisation_name is not null as is_abroad
    from stood s
    left join abroad_work w on w.organisation_name = s.organisation_name
        and (w.title, w.city, w.state) is not distinct from (s.title, s.city, s.state)
),
moved as (
    select * replace (
        case when is_away then mention_id(organisation_name, null, null) else mention_id end as mention_id,
        case when not is_away then city end as city, case when not is_away then state end as state)
    from (
        select *, stands = 'left' and coalesce(city, state) is not null and not is_abroad
            and mention_id not in (from known) and mention_id(organisation_name, null, null) in (from known) as is_away
        from placed
    )
),
said as (
    select
        person_id, mention_id, organisation_name, kind, program, title, city, upper(state) as state, start_year,
        end_year,
        coalesce(is_current, kind = 'work' and end_year is null) and stands not in ('left', 'deceased') as is_current,
        as_of, source, evidence, stands, is_abroad
    from moved
),
once as (
    select
        person_id, mention_id, any_value(organisation_name order by organisation_name) as organisation_name, kind,
        max(program) as program,
        max(title) as title,
        any_value(city order by city) as city,
        any_value(state order by state) as state,
        start_year, end_year, is_current, max(as_of) as as_of,
        string_agg(distinct source, ', ' order by source) as source,
        string_agg(distinct evidence, chr(10) order by evidence) as evidence,
        any_value(stands order by stands) as standing, bool_or(is_abroad) as is_abroad
    from said
    group by
        person_id,
        mention_id,
        kind,
        name_key(coalesce(program, '')),
        name_key(coalesce(title, '')),
        start_year,
        end_year,
        is_current
),
matched as (
    select
        mention_id,
        count(*) as candidates,
        arg_min(organisation_id, rank) as organisation_id,
        arg_min(confidence, rank) as confidence
    from core.mention_match
    group by mention_id
)
select
    row_number() over (order by person_id, mention_id, kind, start_year, end_year, is_current, title, program),
    person_id,
    once.mention_id,
    organisation_id,
    organisation_name,
    kind,
    program,
    title,
    city,
    state,
    start_year,
    end_year,
    is_current,
    as_of, confidence, coalesce(candidates, 0), source, evidence, standing, is_abroad
from once
left join matched using (mention_id);
