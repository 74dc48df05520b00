-- One row a person who works near an opening without working there: the three nearest to the user of each place.
-- reads: core.affiliation, core.bond, core.opening_target, core.opportunity, core.organisation, core.person
-- reads: core.posting_place, core.worker, market_certainty(), path, told_city()
-- makes: market_near, market_path, market_place, person_place
create or replace temp table person_place as
with known as (
    select distinct on (place_key(city), upper(state))
        place_key(city) as city_key, upper(state) as state, latitude, longitude
    from core.posting_place
    where city is not null and state is not null and latitude is not null
    order by place_key(city), upper(state), latitude, longitude
),
worked as (
    select
        w.person_id,
        w.name,
        w.title,
        w.organisation_name,
        coalesce(w.city, o.city) as city,
        upper(coalesce(w.state, o.state)) as state,
        'workplace' as seen_at,
        w.evidence,
        currency(w.as_of, getvariable('today')) as person_weight,
        case when w.city is not null then 1.0 else w.confidence end as confidence
    from core.worker w
    left join core.organisation o on o.organisation_id = w.organisation_id and w.confidence >= 0.8
    where w.kind = 'work' and w.is_current
    union all
    select person_id, name, role, null, city, state, 'address', null, 1.0, 0.9
    from core.person
    where person_id not in (select person_id from core.worker where kind = 'work' and is_current)
        -- A place that belongs to a former employer is none of theirs.
        and (person_id, place_key(city)) not in (
            select (person_id, place_key(city)) from core.affiliation where city is not null and not is_current)
)
select w.*, place_key(w.city) as city_key, k.latitude, k.longitude
from worked w
left join known k on k.city_key = place_key(w.city) and k.state = upper(w.state)
where w.city is not null and w.state is not null and w.confidence >= 0.8;

create or replace temp table market_place as
select
    place_key(city) as city_key, upper(state) as state,
    arg_min(latitude, opportunity_id) as latitude, arg_min(longitude, opportunity_id) as longitude
from core.opportunity
where status = 'open' and city is not null and state is not null
group by all;

create or replace temp table market_near as
with home as (
    select distinct city_key, state, latitude, longitude from person_place
),
near_home as (
    select
        m.city_key,
        m.state as at_state,
        h.city_key as home_key,
        h.state,
        miles_between(h.latitude, h.longitude, m.latitude, m.longitude) as miles
    from market_place m
    join
        home h
    on
        -- What can lie within thirty miles at all: in the north of Alaska that is 1.4 degrees to the side.
        h.latitude between m.latitude - 0.5 and m.latitude + 0.5
        and h.longitude between m.longitude - 1.5 and m.longitude + 1.5
    union
    select m.city_key, m.state, h.city_key, h.state, 0.0
    from market_place m
    join home h on h.city_key = m.city_key and h.state = m.state
),
near as (
    select n.city_key, n.at_state, n.miles, p.*, b.tie
    from near_home n
    join person_place p on p.city_key = n.home_key and p.state = n.state
    join core.bond b on b.person_id = p.person_id and b.other_id = 'me'
    where n.miles <= 30
    -- of two sources the fresher one is told
    qualify row_number() over (
        partition by n.city_key, n.at_state, p.person_id
        order by n.miles, p.person_weight desc, p.confidence desc, p.organisation_name, p.title, p.evidence
    ) = 1
),
once as (
    select * from near
    qualify row_number() over (partition by city_key, at_state order by tie desc, miles, person_id) <= 12
)
select
    hash('market', n.city_key, n.at_state, n.person_id) as path_id,
    n.city_key,
    n.at_state,
    n.person_id,
    n.tie,
    market_certainty() * n.confidence as confidence,
    n.person_weight,
    n.miles,
    way('near', [
        n.name, n.title, n.organisation_name, told_city(n.city), n.state,
        case when n.miles >= 1 then printf('%.0f', n.miles) end
    ], b.shared[1]) as path,
    [said(n.seen_at, [told_city(n.city), n.state, n.evidence])] || coalesce(b.shared, []) || b.evidence as evidence
from once n
join core.bond b on b.person_id = n.person_id and b.other_id = 'me';

create or replace temp table market_path as
select o.opportunity_id, n.person_id, n.path_id, n.tie, n.confidence, n.person_weight
from core.opportunity o
join market_near n on n.city_key = place_key(o.city) and n.at_state = upper(o.state)
where o.status = 'open'
    and not exists (
        from core.opening_target t
        join path p using (target_id)
        where t.opportunity_id = o.opportunity_id and p.person_id = n.person_id
        )
qualify row_number() over (partition by o.opportunity_id order by n.tie desc, n.miles, n.person_id) <= 3;
