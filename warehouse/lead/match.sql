-- One row an opening, open or just closed, and a search that it meets, with how well. What a posting does not say
-- does not rule it out.
-- reads: core.affiliation, core.employer_organisation, core.opening_target, core.opportunity, core.target
-- reads: opening_fact, opening_place, raw.search, word_pattern()
-- makes: lead_distance, lead_match, own_opening
create or replace temp table lead_distance as
with centre as (
    select search, ord, unnest(near) as n from raw.search
)
select
    c.ord,
    p.opportunity_id,
    min(m) as miles,
    arg_min(c.n.place, (m, -c.n.miles, c.n.place)) as place,
    arg_min(c.n.miles, (m, -c.n.miles)) as reach,
    bool_or(m <= c.n.miles) as is_near
from centre c, opening_place p,
    lateral (select miles_between(c.n.latitude, c.n.longitude, p.latitude, p.longitude) as m)
where p.latitude is not null and c.n.latitude is not null
group by c.ord, p.opportunity_id;

-- Openings of the employer where the user works today: the user knows of them, and whom to ask.
create or replace temp table own_opening as
select distinct o.opportunity_id
from core.affiliation a
join core.employer_organisation x on x.mention_id = a.mention_id and x.confidence >= 0.8
join core.employer_organisation y on y.organisation_id = x.organisation_id and y.confidence >= 0.8
join core.target t on t.target_id = y.mention_id and (a.state is null or a.state = t.state)
join core.opening_target o on o.target_id = t.target_id
where a.person_id = 'me' and a.kind = 'work' and a.is_current and a.standing <> 'not yet';

create or replace temp table lead_match as
with wanted as (
    select
        ord,
        search,
        coalesce(specialties, []) as specialties,
        list_transform(coalesce(states, []), lambda s: upper(s)) as states,
        coalesce(near, []) as near, coalesce(employment, []) as employment, min_pay,
        list_transform(coalesce(visa, []), lambda v: replace(upper(v), '-', '')) as visa,
        coalesce(agencies, true) as agencies,
        coalesce(own_employer, false) as own_employer,
        list_transform(list_filter(coalesce(exclude, []), lambda w: name_key(w) <> ''), lambda w: word_pattern(w))
            as exclude
    from raw.search
),
placed as (
    select opportunity_id, list(distinct state order by state) filter (state is not null) as states
    from opening_place
    group by all
),
met as (
    select
        w.*,
        f.* exclude (employment),
        f.employment as offered,
        x.specialty,
        x.first_seen,
        x.boards,
        x.reposts,
        d.miles,
        d.place,
        d.reach,
        coalesce(p.states, []) as at_states, coalesce(d.is_near, false) as is_near,
        list_has_any(coalesce(p.states, []), w.states) as is_in_state,
        len(w.states) = 0 and len(w.near) = 0 as is_anywhere,
        p.opportunity_id is null as is_placeless,
        list_filter(
            w.visa,
            lambda v: not (
                (v = 'J1' and coalesce(f.visa_j1 = false, false)) or (v = 'H1B' and coalesce(f.visa_h1b = false, false))
            )
        ) as visa_left
    from wanted w
    cross join opening_fact f
    join core.opportunity x on x.opportunity_id = f.opportunity_id
    left join placed p on p.opportunity_id = f.opportunity_id
    left join lead_distance d on d.ord = w.ord and d.opportunity_id = f.opportunity_id
    where (len(w.specialties) = 0 or list_has_any(f.specialty_codes, w.specialties))
        and (
            len(w.employment) = 0
            or (len(f.employment) = 0 and not f.is_fellowship)
            or list_has_any(f.employment, w.employment)
        )
        and (w.min_pay is null or f.pay is null or f.pay >= w.min_pay)
        and (w.agencies or not f.is_hidden)
        and (w.own_employer or f.opportunity_id not in (select opportunity_id from own_opening))
        and not coalesce(
            list_bool_or(
                list_transform(
                    w.exclude, lambda e: list_bool_or(list_transform(f.titles, lambda t: regexp_matches(t, e)))
                )
            ),
            false
        )
)
from met
where (is_anywhere or is_in_state or is_near or is_placeless or (is_remote and len(at_states) = 0))
    and (len(visa) = 0 or len(visa_left) > 0);
