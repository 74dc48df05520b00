-- One row a person and a time that the user shared with them: training or work at one place, a year or more.
-- reads: cohort(), core.affiliation, core.mention_match, steady(), training_years()
-- makes: core.shared_time
create or replace table core.shared_time as
with dated as (
    select
        a.*, coalesce(start_year, end_year - training_years(title)) as s,
        coalesce(
            end_year,
            case
                when is_current then greatest(start_year, year(getvariable('today'))) else
                    start_year + training_years(title)
            end
        ) as e,
        start_year is null or (end_year is null and not is_current) as is_vague,
        array_to_string(list_filter(string_split(name_key(coalesce(program, '')), ' '), lambda w: w not in (
            'residency',
            'resident',
            'residents',
            'fellowship',
            'fellow',
            'program',
            'programme',
            'department',
            'of',
            'categorical',
            'preliminary',
            'the',
            'in',
            'and'
            )
            ),
            ' '
            ) as course
    from core.affiliation a
    where kind in ('training', 'work') and (start_year is not null or end_year is not null)
        and (source is distinct from 'register of clinicians' or confidence >= 0.8)
),
spelt as (
    select
        * replace (
            coalesce(
                case course
                    when 'im' then 'internal medicine' when 'em' then 'emergency medicine' when
                        'fm'
                        then 'family medicine'
        when 'peds' then 'pediatrics' when 'ob gyn' then 'obstetrics gynecology' when
            'obgyn'
            then 'obstetrics gynecology' when 'gi' then 'gastroenterology'
        when 'cardiology' then 'cardiovascular disease' when
            'cardiovascular diseases'
            then 'cardiovascular disease' when 'ccm' then 'critical care medicine'
        when 'ent' then 'otolaryngology' when 'paediatrics' then 'pediatrics' end, course) as course)
    from dated
),
me as (from spelt where person_id = 'me'),
same_place as (
    select m.mention_id as mine, t.mention_id as theirs, steady(sum(m.confidence * t.confidence)) as confidence
    from core.mention_match m
    join core.mention_match t using (organisation_id)
    where m.mention_id in (select mention_id from me)
    group by all
    having steady(sum(m.confidence * t.confidence)) >= 0.5
),
met as (
    select
        t.person_id,
        t.kind,
        t.title,
        t.organisation_name,
        coalesce(m.program, t.program) as program,
        coalesce(m.title, t.title) as training,
        least(m.e, t.e) - greatest(m.s, t.s) as years, greatest(m.s, t.s) as since, least(m.e, t.e) as until,
        m.is_vague or t.is_vague as is_vague, t.evidence, m.organisation_name as my_place
    from me m
    join spelt t on t.person_id <> 'me' and t.kind = m.kind
    left join same_place p on p.mine = m.mention_id and p.theirs = t.mention_id
    where
        (
            t.mention_id = m.mention_id
            or p.mine is not null
            or (
                t.title = 'medical school'
                and m.title = 'medical school'
                and school_key(t.organisation_name) = school_key(m.organisation_name)
            )
        or (
            name_key(t.organisation_name) = name_key(m.organisation_name)
            and (t.state = m.state or t.state is null or m.state is null)
        )
        )
        and least(m.e, t.e) - greatest(m.s, t.s) >= 1
        -- Trained together: of one school, or of one programme where both are named.
        and (
            t.kind = 'work'
            or ((t.title = m.title or coalesce(t.title, 'other') = 'other' or coalesce(m.title, 'other') = 'other')
            and (coalesce(t.title, m.title) is not distinct from 'medical school' or t.course = '' or m.course = ''
                or list_has_all(string_split(t.course, ' '), string_split(m.course, ' '))
                or list_has_all(string_split(m.course, ' '), string_split(t.course, ' ')))))
)
select
    person_id, kind, since, until, is_vague, my_place, evidence,
    years * case when is_vague then 0.5 else 1 end / ln(1 + cohort(kind, training)) as weight,
    trim(coalesce(program, '') || ' ' || case
        when training in ('residency', 'fellowship') then training
        when training = 'medical school' and program is null then 'medical school'
        when program is null then 'training' else '' end) as course,
    said(case when kind = 'work' then 'worked' when is_vague then 'may have trained' else 'trained' end, [
        case when kind = 'training' then course end, my_place, since::text, until::text,
        case when is_vague then 'vague' else 'sure' end
    ]) as together
from met;
