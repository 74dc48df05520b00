-- One row a workplace that somebody gives without a place, and an employer of a posting that it may be: how much
-- likelier what is known of the person makes it (`odds`), and by which clues.
-- reads: clue_odds(), clue_share(), clues_odds(), core.affiliation, core.employer_organisation, core.organisation
-- reads: core.person, core.person_record, core.target, core.worker, mail_owner, place_match, raw.affiliation_record
-- reads: raw.person_record, state_code
-- makes: clue_place, clue_worker, place_clue, place_odds
create or replace temp table clue_worker as
select affiliation_id, person_id, mention_id, name_key(organisation_name) as employer
from core.worker
where kind = 'work' and is_current and mention_id in (select mention_id from place_match where is_placeless);

-- Where people trained, work or worked, as far as the state of it is known.
create or replace temp table clue_place as
select
    a.person_id, a.affiliation_id, a.kind, a.title, a.is_current, a.organisation_name,
    upper(coalesce(a.state, o.state)) as state
from core.affiliation a
left join core.organisation o
    on o.organisation_id = a.organisation_id and a.confidence >= 0.8 and o.kind <> 'system'
where a.person_id <> 'me' and not a.is_abroad and regexp_matches(coalesce(a.state, o.state), '^[A-Za-z]{2}$');

-- One row a workplace and a clue of where it is: `organisation_id` where an address tells the employer itself.
create or replace temp table place_clue as
with phone as (
    select distinct p.person_id, c.state, c.code
    from (select person_id, unnest(phones) as phone from core.person) p
    join state_code c on c.code = phone_area(p.phone)
),
host as (
    select person_id, host, unnest(mail_domains(host)) as owned
    from (select person_id, mail_host(unnest(emails)) as host from core.person)
),
mail as (
    select h.person_id, h.host, m.organisation_id, m.name, m.state
    from host h
    join mail_owner m on m.host = h.owned
    qualify rank() over (partition by h.person_id, h.host order by length(h.owned) desc) = 1
),
-- A roster most of whose people work in one state is that state's.
roster_row as (
    select s.file, r.person_id, upper(coalesce(a.state, s.state)) as state
    from raw.person_record s
    join core.person_record r using (record_id)
    left join raw.affiliation_record a on a.record_id = s.record_id and a.kind = 'work'
    where s.source = 'roster'
),
roster as (
    select file, state
    from (select file, state, count(distinct person_id) as people from roster_row where state is not null group by all)
    qualify people >= 5 and people >= 0.6 * sum(people) over (partition by file)
),
trained as (
    select distinct w.affiliation_id, w.mention_id, w.employer, t.mention_id as trained_at, t.end_year
    from clue_worker w
    join core.affiliation t on t.person_id = w.person_id and t.kind = 'training' and t.end_year is not null
),
placed_trained as (
    select
        name_key(w.organisation_name) as employer, upper(w.state) as state, t.mention_id as trained_at, t.end_year,
        any_value(w.name order by w.name) as name
    from core.worker w
    join core.affiliation t on t.person_id = w.person_id and t.kind = 'training' and t.end_year is not null
    where w.kind = 'work' and w.is_current and w.state is not null
        and name_key(w.organisation_name) in (select employer from clue_worker)
    group by all
),
said_of_person as (
    select person_id, 'lives' as kind, upper(state) as state, city as what, null as organisation_id
    from core.person where regexp_matches(state, '^[A-Za-z]{2}$')
    union all
    select person_id, 'phone', state, code, null from phone
    union all
    select person_id, 'organisation', state, host || ', of ' || name, organisation_id from mail
    union all
    select person_id, 'mail', state, host || ', of ' || name, null from mail where state is not null
    union all
    select
        person_id, case when title = 'medical school' then 'school' else 'residency' end, state,
        organisation_name, null
    from clue_place where kind = 'training'
    union all
    select r.person_id, 'roster', o.state, regexp_extract(r.file, '[^/]+$'), null
    from roster_row r join roster o using (file)
),
clue as (
    select w.affiliation_id, w.mention_id, s.* exclude (person_id)
    from clue_worker w join said_of_person s using (person_id)
    union all
    select
        w.affiliation_id, w.mention_id, case when p.is_current then 'employer' else 'worked' end, p.state,
        p.organisation_name, null
    from clue_worker w
    join clue_place p on p.person_id = w.person_id and p.kind = 'work' and p.affiliation_id <> w.affiliation_id
    union all
    select t.affiliation_id, t.mention_id, 'classmate', p.state, p.name, null
    from trained t
    join placed_trained p
        on p.employer = t.employer and p.trained_at = t.trained_at and abs(p.end_year - t.end_year) <= 2
)
select affiliation_id, mention_id, kind, state, organisation_id, any_value(what order by what) as what
from clue
-- Whose address is known needs no hint of where they might be.
where kind in ('lives', 'mail', 'organisation', 'classmate') or affiliation_id not in (
    select affiliation_id from clue where kind = 'lives'
)
group by all;

create or replace temp table place_odds as
with namesake as (
    select distinct e.mention_id, o.organisation_id, upper(o.state) as state
    from core.employer_organisation e
    join core.organisation o using (organisation_id)
    where e.mention_id in (select mention_id from place_clue)
),
-- A university answers for its hospital.
house as (
    select
        e.mention_id as target_id,
        flatten(list([e.organisation_id, o.parent_id, s.organisation_id]) filter (e.confidence >= 0.5)) as houses,
        list(o.system_id) as systems
    from core.employer_organisation e
    left join core.organisation o using (organisation_id)
    left join core.organisation s on s.parent_id = e.organisation_id and s.kind = 'school'
    where e.mention_id in (select target_id from core.target)
    group by e.mention_id
),
compared as (
    select
        c.*, m.target_id, m.in_state,
        c.kind = 'lives' and place_key(c.what) = place_key(t.city) as is_town,
        case
            when c.kind = 'organisation' then coalesce(list_contains(h.houses, c.organisation_id), false)
            else c.state = upper(m.target_state)
        end as is_there,
        -- A weak clue that points elsewhere says little, unless a namesake lies there.
        case
            when c.kind = 'organisation'
                then not coalesce(list_contains(h.systems, x.system_id), false) and exists (
                    from namesake n where n.mention_id = c.mention_id and n.organisation_id = c.organisation_id
                )
            else clue_share(c.kind) >= 0.9 or exists (
                from namesake n where n.mention_id = c.mention_id and n.state = c.state
            )
        end as tells_against
    from place_clue c
    join place_match m on m.mention_id = c.mention_id and m.is_placeless and m.target_state is not null
    join core.target t using (target_id)
    join house h using (target_id)
    left join core.organisation x on x.organisation_id = c.organisation_id
),
told as (
    select *, clue_odds(kind, is_there) as weight
    from compared
    where is_there or tells_against
    -- Whose own address it is tells more than its state.
    qualify kind <> 'mail' or not bool_or(kind = 'organisation') over (partition by affiliation_id, target_id, what)
),
gathered as (
    select
        affiliation_id, target_id,
        -- In the right state a name may still be another's; an address in the town, or the employer's own, tells.
        case when bool_or(is_there and (kind = 'organisation' or is_town)) then null else any_value(in_state) end
            as bound,
        list(weight order by kind, state, weight) as weights,
        list(said('clue', [kind, state, what, case when not is_there then 'against' end])
            order by weight desc, kind, state, what) as clues
    from told
    group by affiliation_id, target_id
)
select affiliation_id, target_id, bound, clues_odds(weights) as odds, clues from gathered;
