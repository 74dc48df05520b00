-- One row a person and a time that the user shared with them: training or work at one place, a year or more.
create or replace temp table shared_time as
with dated as (
    select
        a.*, coalesce(start_year, end_year - training_years(title)) as s,
        coalesce(end_year, case when is_current then greatest(start_year, year(getvariable('today'))) else start_year + training_years(title) end) as e,
        start_year is null or (end_year is null and not is_current) as is_vague,
        array_to_string(list_filter(string_split(name_key(coalesce(program, '')), ' '), lambda w: w not in (
            'residency', 'resident', 'residents', 'fellowship', 'fellow', 'program', 'programme', 'department', 'of', 'categorical', 'preliminary', 'the', 'in', 'and')), ' ') as course
    from core.affiliation a
    where kind in ('training', 'work') and (start_year is not null or end_year is not null)
        and (source is distinct from 'register of clinicians' or confidence >= 0.8)
),
spelt as (
    select * replace (coalesce(case course when 'im' then 'internal medicine' when 'em' then 'emergency medicine' when 'fm' then 'family medicine'
        when 'peds' then 'pediatrics' when 'ob gyn' then 'obstetrics gynecology' when 'obgyn' then 'obstetrics gynecology' when 'gi' then 'gastroenterology'
        when 'cardiology' then 'cardiovascular disease' when 'cardiovascular diseases' then 'cardiovascular disease' when 'ccm' then 'critical care medicine'
        when 'ent' then 'otolaryngology' when 'paediatrics' then 'pediatrics' end, course) as course)
    from dated
),
me as (from spelt where person_id = 'me'),
same_place as (
    select m.mention_id as mine, t.mention_id as theirs, sum(m.confidence * t.confidence) as confidence
    from core.mention_match m
    join core.mention_match t using (organisation_id)
    where m.mention_id in (select mention_id from me)
    group by all
    having sum(m.confidence * t.confidence) >= 0.5
),
met as (
    select
        t.person_id, t.kind, t.title, t.organisation_name, coalesce(m.program, t.program) as program, coalesce(m.title, t.title) as training,
        least(m.e, t.e) - greatest(m.s, t.s) as years, greatest(m.s, t.s) as since, least(m.e, t.e) as until,
        m.is_vague or t.is_vague as is_vague, t.evidence, m.organisation_name as my_place
    from me m
    join spelt t on t.person_id <> 'me' and t.kind = m.kind
    left join same_place p on p.mine = m.mention_id and p.theirs = t.mention_id
    where (t.mention_id = m.mention_id or p.mine is not null or (t.title = 'medical school' and m.title = 'medical school' and school_key(t.organisation_name) = school_key(m.organisation_name))
        or (name_key(t.organisation_name) = name_key(m.organisation_name) and (t.state = m.state or t.state is null or m.state is null)))
        and least(m.e, t.e) - greatest(m.s, t.s) >= 1
        -- Trained together: of one school, or of one programme where both are named.
        and (t.kind = 'work' or ((t.title = m.title or coalesce(t.title, 'other') = 'other' or coalesce(m.title, 'other') = 'other')
            and (coalesce(t.title, m.title) is not distinct from 'medical school' or t.course = '' or m.course = ''
                or list_has_all(string_split(t.course, ' '), string_split(m.course, ' '))
                or list_has_all(string_split(m.course, ' '), string_split(t.course, ' ')))))
)
select
    person_id, kind, years, since, until, is_vague, my_place, evidence,
    years * case when is_vague then 0.5 else 1 end / ln(1 + cohort(kind, training)) as weight,
    case when kind = 'work' then 'worked with you at ' || my_place
        else case when is_vague then 'may have trained with you: ' else 'trained with you: ' end
            || trim(coalesce(program, '') || ' ' || case when training in ('residency', 'fellowship') then training when training = 'medical school' and program is null then 'medical school'
                when program is null then 'training' else '' end) || ' at ' || my_place
    end || ', ' || since || '–' || until || case when is_vague then ' (years partly unknown: possible overlap)' else '' end as says
from met;

insert into core.tie
select
    person_id, 'me', case kind when 'work' then 'worked together' else 'trained together' end, null, make_date(min(since), 1, 1), null,
    count(*)::integer, false, list_sort(list_distinct(list(says || coalesce(' (' || evidence || ')', ''))))
from shared_time
group by person_id, kind;

update core.tie set strength = round(either(
    standing(kind),
    saturated(faded(sign_weight(kind, two_way), date_diff('day', last_contact, getvariable('today'))) * repeated(count))), 4)
where kind not in ('trained together', 'worked together');
update core.tie t set strength = round(s.strength, 4)
from (select person_id, kind, saturated(sum(weight)) as strength from shared_time group by all) s
where t.person_id = s.person_id and t.other_id = 'me'
    and t.kind = case s.kind when 'work' then 'worked together' else 'trained together' end;

-- One row a pair of people who are tied, with each factor and the whole.
create or replace temp table bond as
with warmth as (
    select
        person_id, other_id,
        saturated(sum(faded(sign_weight(kind, two_way), date_diff('day', last_contact, getvariable('today'))) * repeated(count))) as warmth,
        max(standing(kind)) as standing, max(last_contact) as last_contact,
        -- Met once, on one day, and no more than that: nobody to ask for a good word yet.
        coalesce(bool_and(kind in ('met', 'note', 'linkedin', 'address book', 'roster')
            and coalesce(since, last_contact, make_date(9999, 1, 1)) >= max_contact and coalesce(count, 1) <= 1), false) as is_new,
        list_sort(list_distinct(flatten(list(evidence) filter (kind not in ('trained together', 'worked together'))))) as evidence
    from (select *, coalesce(max(last_contact) over (partition by person_id, other_id), make_date(1, 1, 1)) as max_contact from core.tie)
    group by person_id, other_id
),
overlap as (
    select person_id, saturated(sum(weight)) as overlap, list_sort(list_distinct(list(says))) as says
    from shared_time
    group by person_id
),
mood as (
    select r.person_id, arg_max(j.detail ->> 'mood', (coalesce(try_cast(j.detail ->> 'on' as date), j.said_at::date), j.said_at)) as mood
    from raw.journal j
    join core.person_record r on j.subject in (r.alias_id, r.record_id)
    where j.verb = 'log' and j.detail ->> 'mood' is not null
    group by r.person_id
)
select
    w.person_id, w.other_id, w.warmth, w.standing, coalesce(o.overlap, 0) as overlap, p.label,
    case when w.other_id = 'me' then label_weight(p.label) else 0 end as label_weight,
    w.is_new and coalesce(o.overlap, 0) = 0 and label_weight(p.label) < 0.5 as is_new,
    case when m.mood = 'bad' then 0.5 else 1 end as mood_weight, m.mood, w.last_contact, coalesce(w.evidence, []) as evidence, o.says as shared,
    case when m.mood = 'bad' then 0.5 else 1 end * either(either(w.warmth, w.standing),
        either(coalesce(o.overlap, 0), case when w.other_id = 'me' then label_weight(p.label) else 0 end)) as tie
from warmth w
join core.person p using (person_id)
left join overlap o on o.person_id = w.person_id and w.other_id = 'me'
left join mood m on m.person_id = w.person_id and w.other_id = 'me';

insert into core.strength
select person_id, other_id, unnest(['warmth', 'overlap', 'label', 'standing', 'mood', 'tie']),
    round(unnest([warmth, overlap, label_weight, standing, mood_weight, tie]), 4),
    unnest([
        coalesce('last contact ' || last_contact, 'no dated contact'), coalesce(array_to_string(shared, '; '), 'no time together known'),
        coalesce('you call them ' || label, 'no word of yours'), coalesce(array_to_string(evidence, '; '), 'nothing'),
        coalesce('last contact went ' || case mood when 'bad' then 'badly' else mood end, 'nothing noted'), 'all of these together'])
from bond;
