-- One row a place where a person works, worked or trained, as one source says it; sources that say the same are one
-- row.
-- `standing`: what the title says of work, 'there', 'left', 'deceased' or 'not yet'; `is_abroad`: a place in another
-- country is named.
-- reads: core.mention_match, core.organisation, core.person_record, has_moved_on(), is_left_employer(), person_source
-- reads: has_begun(), is_coming_employer(), place_name, place_parts(), raw.affiliation_record, standing()
-- makes: abroad_work
-- changes: core.affiliation
create or replace temp table abroad_work as
with named as (
    select
        organisation_name,
        title,
        city,
        state,
        unnest(
            place_parts(organisation_name) || place_parts(title) || place_parts(state)
            -- A town beside an American state is that state's, whatever else bears its name.
            || case when state is null then place_parts(city) else [] end
        ) as place
    from (select distinct organisation_name, title, city, state from raw.affiliation_record)
)
select organisation_name, title, city, state
from named
join place_name using (place)
group by all
having not bool_or(is_american);

insert into core.affiliation
with house as (
    select x.mention_id from core.mention_match x join core.organisation o using (organisation_id)
    where x.rank = 1 and x.confidence >= 0.8 and o.kind = 'hospital' and o.organisation_id not like 'emp:%'
),
said as (
    select
        r.person_id, mention_id(a.organisation_name, a.city, a.state) as mention_id, a.organisation_name, a.kind,
        a.program, a.title, a.city, upper(a.state) as state, a.start_year, a.end_year,
        coalesce(a.is_current, a.kind = 'work' and a.end_year is null)
        and stands not in ('left', 'deceased') as is_current,
        a.as_of,
        a.source,
        a.evidence,
        stands,
        (a.organisation_name, a.title, a.city, a.state) in (
            select (organisation_name, title, city, state) from abroad_work
        ) as is_abroad
    from raw.affiliation_record a
    join core.person_record r using (record_id)
    join person_source s using (record_id),
        lateral (select case
            when a.kind <> 'work' then 'there'
            when is_left_employer(a.organisation_name)
                or has_moved_on(coalesce(a.title, s.role), a.organisation_name) then 'left'
            when is_coming_employer(a.organisation_name) and not has_begun(a.organisation_name, a.as_of)
                and standing(coalesce(a.title, s.role), a.as_of) = 'there'
                then 'not yet'
            else standing(coalesce(a.title, s.role), a.as_of) end as stands)
    where trim(coalesce(a.organisation_name, '')) <> ''
        -- What a title may name beside its employer is a house where some register knows it.
        and (not coalesce(a.is_titled, false)
            or mention_id(a.organisation_name, a.city, a.state) in (select mention_id from house))
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
