-- One row an opening that meets a search: fit and insiders as two numbers, and why.
-- reads: core.affiliation, core.insider_apart, core.insider_rest, core.insider_spot, core.may_know
-- reads: core.opportunity, core.person, core.spot_insider, core.worker
-- reads: lead_match, opening_fact, opening_news, raw.search
-- makes: core.lead, insider_line, lead_fit, lead_home, lead_insider, lead_may_know, lead_school
create or replace temp table lead_fit as
select
    *,
    -- Each part between 0 and 1; docs/strength.md lists them. What is not said costs a little.
    case
        when is_near then 1 - 0.3 * miles / greatest(reach, 1) when is_in_state or is_anywhere then 1.0 when
            is_remote
            then 0.9 else 0.6
    end
        * case when min_pay is null then 1.0 when pay is null then 0.85 else 1.0 end
        * case when len(employment) = 0 then 1.0 when len(offered) = 0 then 0.9 else 1.0 end
        * case
            when len(visa) = 0 then 1.0 when ('J1' in visa and visa_j1) or ('H1B' in visa and visa_h1b) then 1.0 else
                0.85
        end
        * case when is_hidden then 0.8 else 1.0 end
        * case when posted_on is null then 0.9
            else 1 - 0.3 * least(1, greatest(0, date_diff('day', posted_on, getvariable('today')) - 14) / 166.0) end
            as fit
from (
    select m.* from lead_match m
    where m.is_open
    union all by name
    -- What the user was told belongs to the first search, whatever that asks for.
    select
        w.ord,
        w.search,
        [] as specialties,
        [] as states,
        [] as near,
        [] as employment,
        null as min_pay,
        [] as visa,
        true as agencies,
        true as own_employer,
        [] as exclude,
        f.* exclude (employment),
        f.employment as offered,
        x.specialty,
        x.first_seen,
        x.boards,
        x.reposts,
        null as miles,
        null as place,
        null as reach,
        [] as at_states,
        false as is_near,
        false as is_in_state,
        true as is_anywhere,
        false as is_placeless,
        [] as visa_left
    from opening_fact f
    join core.opportunity x using (opportunity_id)
    join raw.search w on w.ord = (select min(ord) from raw.search)
    where f.is_open and (f.is_tip or f.is_added) and f.opportunity_id not in (select opportunity_id from lead_match)
);

-- Everybody in reach in one line, the best first: what openings share is looked at once.
create or replace temp table insider_line as
with told as (
    select *, relation = 'in the market' and not is_told as is_near from core.spot_insider
)
select
    spot, person_id, person, path, ask, cautions, strength, is_near, row_number() over (
        order by is_near, ask is null, confidence < 0.5, strength desc, confidence desc, person_id, spot) as n
from told;

create or replace temp table lead_insider as
with reach as (
    select
        w.opportunity_id,
        max(i.strength, 3) as strongest,
        count(*) filter (not i.is_near) as insider_count,
        min(i.n) filter (not i.is_near) as best,
        min(i.n) filter (i.is_near) as nearest
    from core.insider_spot w
    join insider_line i using (spot)
    anti join core.insider_apart x
        on x.opportunity_id = w.opportunity_id and x.spot = w.spot and x.person_id = i.person_id
    group by w.opportunity_id
)
select
    r.opportunity_id,
    1 - list_product(list_transform(r.strongest, lambda s: 1 - s)) as insider,
    r.insider_count,
    b.person as best_person,
    b.path as best_path,
    b.ask as best_ask,
    b.cautions as best_cautions,
    m.person as market_person
from reach r
left join insider_line b on b.n = r.best
left join insider_line m on m.n = r.nearest;

-- Friends and people whom the user respects, and those whom they know, at the employer.
create or replace temp table lead_home as
with dear as (
    select i.spot, i.person_id, coalesce(v.name || ' and ' || i.person, i.person || ' (' || p.label || ')') as people
    from core.spot_insider i
    join core.person p using (person_id)
    left join core.person v on v.person_id = i.via_person_id and is_dear(v.label)
    where
        i.relation in (
            'works there', 'trained with you, works there', 'decision maker', 'named in the posting',
            'knows someone there'
        )
        and i.confidence >= 0.5 and (is_dear(p.label) or v.person_id is not null)
)
select w.opportunity_id, string_agg(distinct i.people, ', ' order by i.people) as people
from core.insider_spot w
join dear i using (spot)
anti join core.insider_apart x
    on x.opportunity_id = w.opportunity_id and x.spot = w.spot and x.person_id = i.person_id
group by w.opportunity_id;

-- Whom to write to where nobody is known: the programme director of the user's own training, if on a list of theirs.
create or replace temp table lead_school as
with mine as (
    select organisation_id, organisation_name, end_year
    from core.affiliation
    where person_id = 'me' and kind = 'training'
),
director as (
    select w.name, m.organisation_name, m.end_year
    from core.worker w
    join
        mine m
    on w.organisation_id = m.organisation_id or name_key(w.organisation_name) = name_key(m.organisation_name)
    where
        w.kind = 'work'
        and w.is_current
        and w.owner = 'me'
        and regexp_matches(w.role_words, '\b(program|programme|residency|fellowship) director\b')
        and not is_off_limits(w.label)
)
select coalesce(
    (
        select said('write to director', [name, organisation_name])
        from director order by end_year desc nulls last, name, organisation_name limit 1
    ),
    (
        select said('ask school', [organisation_name])
        from mine order by end_year desc nulls last, organisation_name limit 1
    ),
    said('ask any school', [])) as step;

create or replace temp table lead_may_know as
select opportunity_id, list(name order by rank, name)[1:2] as names, count(*) as people
from core.may_know
group by opportunity_id;

create or replace table core.lead as
with told as (
    select
        f.*, x.title, x.employer_name, x.city, x.state, x.pay_year_min, x.pay_year_max, x.urls,
        coalesce(i.insider, 0) as insider,
        coalesce(i.insider_count, 0) + coalesce(m.people, 0) as insider_count,
        i.best_person,
        i.best_path,
        i.best_ask,
        i.best_cautions, i.market_person, k.names as may_know, k.people as may_know_people, h.people as home,
        -- what was posted more than a year before it was first seen is no news
        w.is_news
            and coalesce(f.posted_on >= cast(f.first_seen as date) - 366, true) as is_new
    from lead_fit f
    join core.opportunity x using (opportunity_id)
    join opening_news w using (opportunity_id)
    left join lead_insider i using (opportunity_id)
    left join (
        select opportunity_id, sum(people) as people from core.insider_rest group by opportunity_id
    ) m using (opportunity_id)
    left join lead_home h using (opportunity_id)
    left join lead_may_know k using (opportunity_id)
)
select
    opportunity_id as lead_id, search,
    round(100 * (0.5 * fit + 0.5 * sqrt(insider)), 1) as score,
    round(fit, 4) as fit,
    round(insider, 4) as insider,
    is_new,
    title,
    employer_name,
    specialty,
    city,
    state,
    round(miles, 1) as miles,
    pay_year_min,
    pay_year_max,
    posted_on,
    first_seen,
    boards,
    urls[1] as url, insider_count::integer as insider_count, best_person, best_path, best_ask, best_cautions,
    list_filter([
        case when is_tip then said('tip', []) end,
        case when is_added then said('added', []) end,
        case when specialty is not null and len(specialties) > 0 then said('specialty', [specialty]) end,
        case
            when is_near then said('near', [printf('%.0f', miles), place])
            when is_in_state then said('state', [
                array_to_string(list_sort(list_filter(at_states, lambda s: list_contains(states, s))), ', ')])
            when is_anywhere then null
            when is_remote then said('remote', [])
            else said('placeless', [])
        end,
        case
            when pay is null then said('pay unknown', [])
            when min_pay is not null then said('pay', [format('{:,}', pay::bigint), format('{:,}', min_pay::bigint)])
        end,
        case
            when len(employment) = 0 then null
            when len(offered) = 0 then said('employment unknown', [])
            else said('employment', [
                array_to_string(list_sort(list_filter(offered, lambda e: list_contains(employment, e))), ', ')])
        end,
        case
            when len(visa) = 0 then null
            when ('J1' in visa and visa_j1) or ('H1B' in visa and visa_h1b) then said('visa', [
                concat_ws(' and ', case when visa_j1 then 'J-1' end, case when visa_h1b then 'H-1B' end)])
            when len(visa_left) < len(visa) then said('visa in part', [])
            else said('visa unknown', [])
        end,
        case when is_hidden then said('hidden', []) end,
        case when len(boards) > 1 then said('boards', [len(boards)]) end,
        case when home is not null then said('home', [home]) end,
        case
            when insider_count > 0 then said('in reach', [])
            when is_hidden then said('ask agency', [])
            when market_person is not null then said('ask in market', [market_person])
            when may_know is not null then said('write to clinician', [may_know[1]])
            when contact_name is not null then said('write to contact', [contact_name])
            else (select step from lead_school)
        end,
        case
            when may_know is not null
                and (insider_count > 0 or market_person is not null or is_hidden or may_know_people > 1)
                then said('may know', [
                    array_to_string(may_know, ', '), case when may_know_people > 2 then (may_know_people - 2)::text end]
                    )
        end
    ], lambda w: w is not null) as reasons
from told;
