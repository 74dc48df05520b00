-- One row a way from the user to an employer of a posting: who, how, and with what evidence.
-- A decision maker is one by role, wherever the employer is sure; in a system that has many places, of none of them.
-- reads: at_home(), core.bond, core.organisation, core.shared_time, core.target, core.worker, my_school, not_yet()
-- reads: place_match, same_house(), system_match, training_certainty()
-- makes: direct_path
create or replace temp table direct_path as
with near as (
    select
        m.target_id,
        w.affiliation_id,
        w.person_id,
        w.kind,
        w.is_current,
        w.title,
        w.program,
        w.start_year,
        w.end_year,
        w.as_of,
        w.evidence,
        w.organisation_name, w.role_words, w.name, w.standing, m.is_wide,
        case when w.kind = 'training' then training_certainty() * m.confidence
            else
                at_home(m.confidence, m.is_placeless and w.is_current, w.lives_in, m.target_state)
                * case when w.standing = 'not yet' then not_yet() else 1.0 end
            end as confidence,
            m.candidates,
            m.reason,
            m.is_placeless,
            m.is_elsewhere,
            m.target_name,
        case
            when
                m.is_placeless and w.is_current and w.kind = 'work' and regexp_matches(w.lives_in, '^[A-Z]{2}$')
                then w.lives_in
        end as lives_at,
        w.kind = 'training' and w.mention_id in (from my_school) as is_mine,
        case when name_key(w.organisation_name) = name_key(m.target_name) then m.target_name
            when
                regexp_matches(m.reason, '(?i)former|renam|old name|until ')
                then w.organisation_name || ', now ' || m.target_name
            else w.organisation_name || ', in the posting ' || m.target_name end as house
    from place_match m
    join core.worker w on w.mention_id = m.mention_id
    -- A place in another country rules out the American namesake.
    where not (w.is_abroad and m.is_american)
),
own_course as (
    select n.person_id, n.organisation_name, min(t.says) as says
    from (select distinct person_id, organisation_name from near) n
    join core.shared_time t on t.person_id = n.person_id and contains(t.my_place, n.organisation_name)
    group by all
),
direct as (
    select
        n.*, b.tie, b.shared, c.says as own_course, b.label, b.evidence as tie_evidence,
        case
            when kind = 'training' then 'trained there'
            when not is_current then 'worked there'
            when is_elsewhere or is_wide then 'works in the same system'
            when confidence >= 0.8 and (is_chief(role_words) or is_recruiter(role_words)) then 'decision maker'
            when
                exists (from core.shared_time s where s.person_id = n.person_id and s.kind = 'training')
                then 'trained with you, works there'
            else 'works there'
        end as relation
    from near n
    join core.bond b on b.person_id = n.person_id and b.other_id = 'me'
    left join own_course c on c.person_id = n.person_id and c.organisation_name = n.organisation_name
)
select
    hash(target_id, affiliation_id, relation) as path_id,
    target_id,
    person_id,
    null::text as via_person_id,
    relation,
    1 as hops,
    tie,
    confidence,
    currency(as_of, getvariable('today')) as person_weight,
    case relation
        when 'works in the same system' then 0.2
        when 'worked there' then case when end_year >= year(getvariable('today')) - 3 then 0.3 else 0.2 end
        -- Who trained where the user did knows no more of it than the user.
        when 'trained there' then case when is_mine then 0.02 else 0.2 end
        else case when is_chief(role_words) then 1.0 when is_recruiter(role_words) then 0.8 else 0.4 end end
        as role_weight,
    case when relation in ('works there', 'trained with you, works there', 'decision maker') then title end as title,
    candidates,
    is_placeless,
    case relation
        when 'trained there' then name || case when is_mine and own_course is not null then ' ' || own_course
            else
                ' trained at '
                || house
                || coalesce(': ' || concat_ws(' ', program, title), '')
                || coalesce(', ' || year_span(start_year, end_year), '')
            end
        when
            'worked there'
            then
                name
                || coalesce(' (' || title || ')', '')
                || ' worked at '
                || house
                || coalesce(', ' || year_span(start_year, end_year), '')
        when 'works in the same system' then name || coalesce(' (' || title || ')', '')
            || case
                when is_wide then ' works at ' || house || ', which has many places: at which is not said' else
                    ' works at another place of ' || house
            end
        when
            'works there'
            then
                name
                || coalesce(' (' || title || ')', '')
                || case when standing = 'not yet' then ' is about to start at ' else ' works at ' end
                || house
        else name || ' (' || coalesce(title || ' at ', '') || house || ')'
            || case
                when
                    relation = 'decision maker'
                    then ' ' || case when is_chief(role_words) then 'decides or is asked there' else 'hires there' end
                    else ''
            end
    end || case
        when relation = 'trained with you, works there' then ' ' || shared[1]
        when shared is not null and not (is_mine and own_course is not null) then '; ' || shared[1]
        else '' end as path,
    [same_house(evidence, organisation_name, target_name, reason, confidence) || coalesce(', as of ' || as_of, '')
        || case when lives_at is not null then ', lives in ' || lives_at else '' end]
        || coalesce(shared, [])
        || tie_evidence as evidence
from direct
union all
select
    hash(s.target_id, w.affiliation_id, 'system'),
    s.target_id,
    w.person_id,
    null,
    'works in the same system',
    1,
    b.tie,
    s.confidence,
    currency(w.as_of, getvariable('today')),
    0.2,
    null,
    1,
    w.state is null,
    w.name || coalesce(' (' || w.title || ')', '') || ' works at ' || w.organisation_name || ', of the same system'
        || coalesce(' (' || o.name || ')', '')
        || ' as '
        || t.name
        || case when b.shared is not null then '; ' || b.shared[1] else '' end,
    [
        coalesce(w.evidence || ': ', '')
        || '“'
        || w.organisation_name
        || '” and “'
        || t.name
        || '” belong to '
        || coalesce(o.name, 'one system')
        || ' ('
        || case when s.is_branded then 'by their names, ' else '' end
        || coalesce('as listed in ' || year(s.listed_on) || ', ', '')
        || printf('%.2f', s.confidence)
        || ')']
        || coalesce(b.shared, [])
        || b.evidence
from system_match s
join core.worker w on w.mention_id = s.mention_id and w.kind = 'work' and w.is_current and not w.is_abroad
join core.bond b on b.person_id = w.person_id and b.other_id = 'me'
join core.target t on t.target_id = s.target_id
left join core.organisation o on o.organisation_id = s.system_id
-- Of a large system the ten nearest are enough.
qualify
    row_number() over (partition by s.target_id order by b.tie * s.confidence desc, w.person_id, w.affiliation_id)
    <= 10;
