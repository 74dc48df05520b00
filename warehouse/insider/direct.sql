-- One row a way from the user to an employer of a posting: who, how, and with what evidence.
-- A decision maker is one by role, wherever the employer is sure; in a system that has many places, of none of them.
-- `system_beyond`: how many more than ten work in the same system.
-- reads: apart(), by_odds(), core.affiliation, core.bond, core.organisation, core.shared_time, core.target
-- reads: core.worker, my_school, place_match, place_odds, same_employer(), standing_share(), system_match
-- reads: training_certainty()
-- makes: direct_path, system_beyond, system_near
-- Of a large system the ten nearest are enough; the others are a number.
create or replace temp table system_near as
select
    s.target_id, s.mention_id, w.affiliation_id, w.person_id,
    row_number() over (
        partition by s.target_id order by b.tie * s.confidence desc, w.person_id, w.affiliation_id) as nth
from system_match s
join core.worker w on w.mention_id = s.mention_id and w.kind = 'work' and w.is_current and not w.is_abroad
join core.bond b on b.person_id = w.person_id and b.other_id = 'me';

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
        w.organisation_name, w.name, w.standing, w.is_apart, w.is_doubted,
        w.is_clinical and m.is_for_adults or w.is_pediatric and m.is_for_children as is_of_ward,
        is_chief(w.role_words) as is_chief,
        is_recruiter(w.role_words) as is_recruiter,
        -- of a firm that is in many towns, and at a hospital of this one
        m.is_wide and not (w.is_current and exists (
            select * from core.affiliation b join core.organisation h using (organisation_id)
            where b.person_id = w.person_id and b.affiliation_id <> w.affiliation_id and b.kind = 'work'
                and b.is_current and b.confidence >= 0.8 and h.kind = 'hospital' and h.state = t.state
                and place_key(h.city) = place_key(t.city)
                and (h.system_id is null or h.system_id is distinct from w.organisation_id))) as is_wide,
        case when w.kind = 'training' then training_certainty() * m.confidence
            else
                by_odds(m.confidence, o.odds, o.bound) * standing_share(w.standing, w.is_apart, w.is_doubted)
                -- a school that staffs somebody else's hospital has offices and laboratories of its own
                * case when m.reason.code in ('staff', 'children') and not is_of_ward then apart() else 1.0 end
            end as confidence,
            m.candidates,
            m.reason,
            m.is_placeless,
            m.is_elsewhere,
            m.target_name,
        m.is_faculty and not is_of_ward as is_beside,
        o.clues,
        w.kind = 'training' and w.mention_id in (from my_school) as is_mine,
        name_key(w.organisation_name) = name_key(m.target_name) as is_same_name
    from place_match m
    join core.worker w on w.mention_id = m.mention_id
    left join core.target t on t.target_id = m.target_id
    left join place_odds o on o.target_id = m.target_id and o.affiliation_id = w.affiliation_id
    -- A place in another country rules out the American namesake.
    where not (w.is_abroad and m.is_american)
        -- who studied at a university did so in its lecture halls
        and (w.kind = 'work' or not m.is_faculty)
),
own_course as (
    select n.person_id, n.organisation_name, min(t.together) as together
    from (select distinct person_id, organisation_name from near) n
    join core.shared_time t on t.person_id = n.person_id and contains(t.my_place, n.organisation_name)
    group by all
),
direct as (
    select
        n.*, b.tie, b.shared, c.together as own_course, b.label, b.evidence as tie_evidence,
        -- As the person calls it, and as the posting does where it says otherwise.
        case when is_same_name then target_name else n.organisation_name end as house,
        case when not is_same_name then target_name end as posted,
        case
            when kind = 'training' then 'trained there'
            when not is_current then 'worked there'
            when is_elsewhere or is_wide or is_apart or is_beside then 'works in the same system'
            when confidence >= 0.8 and (is_chief or is_recruiter) then 'decision maker'
            when
                exists (from core.shared_time s where s.person_id = n.person_id and s.kind = 'training')
                then 'trained with you, works there'
            else 'works there'
        end as relation,
        kind = 'training' and is_mine and c.together is not null as is_own_course,
        year_span(start_year, end_year) as years
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
        else case when is_chief then 1.0 when is_recruiter then 0.8 else 0.4 end end
        as role_weight,
    case when relation in ('works there', 'trained with you, works there', 'decision maker') then title end as title,
    candidates,
    is_placeless,
    way(
        case
            when is_own_course then 'same course'
            when relation = 'trained there' then 'trained'
            when relation = 'worked there' then 'worked'
            when relation = 'works in the same system' then
                case when is_apart then 'works apart' when is_wide then 'works somewhere' else 'works elsewhere' end
            when relation = 'works there' then case when standing = 'not yet' then 'starts' else 'works' end
            when relation = 'trained with you, works there' then 'classmate'
            when is_chief then 'decides'
            else 'hires'
        end,
        case
            when is_own_course then [name]
            when relation = 'trained there' then [name, house, posted, program, title, years]
            when relation = 'worked there' then [name, title, house, posted, years]
            else [name, title, house, posted]
        end,
        case when is_own_course then own_course else shared[1] end
    ) as path,
    [same_employer(evidence, organisation_name, target_name, reason, confidence, as_of)]
        || case when is_doubted then [said('doubted', [organisation_name])] else [] end
        || coalesce(clues, [])
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
    s.confidence * standing_share(w.standing, w.is_apart, w.is_doubted),
    currency(w.as_of, getvariable('today')),
    0.2,
    null,
    1,
    w.state is null,
    way('works beside', [
        w.name, w.title, w.organisation_name, t.name, coalesce(o.name, s.owner)
    ], b.shared[1]),
    [
        said(case when s.is_branded then 'one system by name' else 'one system' end, [
            w.evidence, w.organisation_name, t.name, coalesce(o.name, s.owner), year(s.listed_on)::text,
            printf('%.2f', s.confidence)
        ])
    ]
        || case when w.is_doubted then [said('doubted', [w.organisation_name])] else [] end
        || coalesce(b.shared, [])
        || b.evidence
from system_near n
join system_match s on s.target_id = n.target_id and s.mention_id = n.mention_id
join core.worker w on w.affiliation_id = n.affiliation_id
join core.bond b on b.person_id = w.person_id and b.other_id = 'me'
join core.target t on t.target_id = s.target_id
left join core.organisation o on o.organisation_id = s.system_id
where n.nth <= 10;
create or replace temp table system_beyond as
select target_id, count(distinct person_id) as people
from system_near
where (target_id, person_id) not in (select (target_id, person_id) from system_near where nth <= 10)
group by target_id;
