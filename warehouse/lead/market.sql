-- One row a person to ask at an employer of a search's place; employers where nobody is known stand with nobody.
-- reads: core.bond, core.insider, core.link, core.opportunity, core.organisation, core.shared_time, core.worker
-- reads: raw.search
-- makes: core.market, market_organisation, market_person
create or replace temp table market_organisation as
with placed as (
    select
        o.organisation_id, o.name, o.city, upper(o.state) as state,
        coalesce(o.latitude, k.latitude) as latitude, coalesce(o.longitude, k.longitude) as longitude
    from core.organisation o
    left join (
        select organisation_id, avg(latitude) as latitude, avg(longitude) as longitude
        from core.opportunity where latitude is not null and organisation_id is not null group by all
    ) k using (organisation_id)
    where o.kind is distinct from 'agency' and o.kind is distinct from 'school'
),
open as (
    select
        organisation_id,
        sum(open_postings) as open_postings,
        -- a city with its own state, never each by itself; of two as frequent always the same one
        max({'n': n, 'state': state, 'city': city}) filter (city is not null or state is not null) as place
    from (
        select
            organisation_id, city, upper(state) as state, count(*) as n,
            count(*) filter (boards is distinct from ['tip']) as open_postings
        from core.opportunity where status = 'open' and organisation_id is not null group by all
    )
    group by organisation_id
),
at_place as (
    select
        p.* replace (
            case
                when p.city is not null then p.city
                when p.state is null or p.state = o.place.state then o.place.city
            end as city,
            case
                when p.state is not null then p.state
                when p.city is null or lower(p.city) = lower(o.place.city) then o.place.state
            end as state
        ),
        coalesce(o.open_postings, 0) as open_postings
    from placed p
    left join open o using (organisation_id)
)
select
    s.search,
    p.organisation_id,
    p.name,
    p.city,
    p.state,
    p.open_postings,
    len(coalesce(s.states, [])) = 0 and len(coalesce(s.near, [])) = 0 as is_anywhere,
    list_transform(
        list_filter(
            coalesce(s.near, []),
            lambda n: miles_between(n.latitude, n.longitude, p.latitude, p.longitude) <= n.miles
        ),
        lambda n: n.place
    ) as reached
from raw.search s
cross join at_place p
where (len(coalesce(s.states, [])) = 0 and len(coalesce(s.near, [])) = 0)
    or list_contains(list_transform(coalesce(s.states, []), lambda x: upper(x)), p.state)
    or len(reached) > 0;

create or replace temp table market_person as
with at_work as (
    select
        w.organisation_id,
        w.person_id,
        w.name,
        w.title,
        w.organisation_name,
        w.role_words,
        w.is_current,
        w.start_year,
        w.end_year,
        w.confidence * currency(w.as_of, getvariable('today')) as confidence
    from core.worker w
    where w.kind = 'work' and w.organisation_id is not null and w.confidence >= 0.5
),
way as (
    select
        a.*, b.tie, b.shared, null as via_name,
        case when not is_current then 'worked there'
            when
                exists (from core.shared_time s where s.person_id = a.person_id and s.kind = 'training')
                then 'trained with you, works there' else 'works there'
            end as relation
    from at_work a
    join core.bond b on b.person_id = a.person_id and b.other_id = 'me'
    union all
    select a.*, l.near_tie * l.far_tie * 0.5, l.shared, l.via_name, 'knows someone there'
    from at_work a
    join core.link l on l.person_id = a.person_id
    where a.is_current and a.person_id not in (select person_id from core.bond where other_id = 'me')
),
known as (
    select
        organisation_id, person_id, name, relation,
        confidence
        * tie
        * case
            when relation = 'worked there' then 0.2 when is_chief(role_words) then 1.0 when
                is_recruiter(role_words)
                then 0.8 else 0.4
        end as strength,
        case
            when via_name is not null then way('knows at', [name, title, organisation_name, via_name], null)
            when relation = 'worked there'
                then way('worked', [name, title, organisation_name, null, year_span(start_year, end_year)], shared[1])
            else way('works', [name, title, organisation_name, null], shared[1])
        end as path
    from way
    union all
    select o.organisation_id, i.person_id, i.person, i.relation, i.strength, i.path
    from core.insider i
    join core.opportunity o using (opportunity_id)
    where i.is_told and o.organisation_id is not null
)
select * from known
qualify row_number() over (partition by organisation_id, person_id order by strength desc, path) = 1;

create or replace table core.market as
select
    o.search,
    o.organisation_id,
    o.name as organisation_name,
    o.city,
    o.state,
    o.open_postings::integer as open_postings,
    p.person_id, p.name as person, p.relation, round(p.strength, 4) as strength, p.path, o.reached as near
from market_organisation o
left join market_person p using (organisation_id)
-- A search of any place lists the employers where somebody is known.
where not o.is_anywhere or p.person_id is not null;
