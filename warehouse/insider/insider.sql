-- One row a person in reach of an opening, by the strongest relation; every other way stands beside it.
-- reads: core.affiliation, core.bond, core.person, in_order(), market_near, named_path, opening_spot, own_person, path
-- reads: person_pair_shown, spot_person
-- makes: core.insider, core.insider_apart, core.insider_spot, core.insider_twice, core.spot_insider, path_text
-- makes: spot_other, twin
-- What openings of one spot share stands once: written out, it would be most of the database. `core.insider` is a view.
create or replace table core.insider_spot as
select opportunity_id, spot from opening_spot
union all
select distinct spot, spot from spot_person where not is_shared;

create or replace temp table path_text as
select path_id, path, evidence from path
union all
select path_id, path, evidence from named_path
union all
select path_id, path, evidence from market_near;

create or replace temp table spot_other as
select
    o.spot,
    o.person_id,
    list(t.path order by o.ord) as paths, in_order(flatten(list(t.evidence order by o.ord))) as evidence
from
    (
        select spot, person_id, unnest(others) as path_id, generate_subscripts(others, 1) as ord
        from spot_person
        where is_kept and others is not null
    ) o
join path_text t using (path_id)
group by all;

-- Two entries that may be one person (`review` asks): one of them is shown. Within a spot that is found once for all
-- its openings; beside it stand people whom an opening lists for a way of its own.
create or replace temp table twin as
with paired as materialized (
    select p.spot, p.person_id, p.path_id, p.place, p.is_shared, pair.shown_id
    from spot_person p
    join person_pair_shown pair using (person_id)
    where p.is_kept
),
within as (
    select a.* exclude (place)
    from paired a
    join spot_person b on b.spot = a.spot and b.person_id = a.shown_id and b.is_kept
    where b.place < a.place or (b.place = a.place and b.person_id < a.person_id)
),
own as materialized (
    select a.spot as opportunity_id, x.spot, a.* exclude (spot)
    from paired a
    join opening_spot x on x.opportunity_id = a.spot
    anti join own_person o on o.opportunity_id = a.spot and o.person_id = a.shown_id
    where not a.is_shared
),
beside as (
    select
        a.opportunity_id, a.spot, a.person_id, a.path_id, b.person_id as other_id, b.path_id as other_path_id,
        b.place < a.place or (b.place = a.place and b.person_id < a.person_id) as is_other_shown
    from own a
    join spot_person b on b.spot = a.spot and b.person_id = a.shown_id and b.is_kept
)
select w.opportunity_id, t.spot, t.person_id, t.shown_id, t.path_id
from within t
join core.insider_spot w using (spot)
anti join own_person o on t.is_shared and o.opportunity_id = w.opportunity_id and o.person_id = t.person_id
anti join own_person p on t.is_shared and p.opportunity_id = w.opportunity_id and p.person_id = t.shown_id
union all
select opportunity_id, opportunity_id, person_id, other_id, path_id from beside where is_other_shown
union all
select opportunity_id, spot, other_id, person_id, other_path_id from beside where not is_other_shown;

-- One row an opening and somebody of its spot who does not stand there: for a way of the opening's own, or a twin.
create or replace table core.insider_apart as
select x.opportunity_id, x.spot, o.person_id
from own_person o
join opening_spot x using (opportunity_id)
union all
select opportunity_id, spot, person_id from twin;

create or replace table core.spot_insider as
with standing as (
    select person_id, bool_or(standing = 'deceased') as is_deceased, bool_or(standing = 'not yet') as is_to_start
    from core.affiliation group by person_id
)
select
    w.spot, w.person_id, p.name as person, w.relation, w.via_person_id, t.path,
    case
        when is_off_limits(coalesce(v.label, p.label)) or b.mood = 'bad' or coalesce(z.is_deceased, false) then null
        when w.via_person_id is not null then 'introduction'
        when w.relation in ('decision maker', 'named in the posting', 'in the market') then 'opening'
        when w.relation in ('worked there', 'trained there') then 'scoop'
        when w.relation = 'works in the same system' then 'introduction'
        when w.tie >= 0.4 and not coalesce(b.is_new, false) then 'good-word'
        else 'scoop'
    end as ask,
    round(least(1.0, greatest(0.0, w.strength)), 4)::double as strength, round(w.confidence, 4)::double as confidence,
    list_filter([
        case when is_off_limits(coalesce(v.label, p.label)) then said('word', []) end,
        case
            when z.is_deceased then said('deceased', [])
            when z.is_to_start and w.relation <> 'worked there' then said('to start', [])
        end,
        case when b.mood = 'bad' then said('bad', [case when w.via_person_id is not null then v.name end, null]) end,
        case
            when w.candidates > 1 and w.confidence < 0.9 then said('namesakes', [w.candidates])
            when w.is_placeless and w.confidence < 0.9 and w.role_weight > 0.1 then said('placeless', [])
        end,
        case when b.last_contact < getvariable('today') - interval 3 year then said('cold', [year(b.last_contact)]) end,
        case when w.relation = 'works in the same system' and w.confidence < 0.8 then said('system', []) end,
        case
            when w.relation = 'trained there' and w.confidence < 0.8 and w.role_weight > 0.1 then said('rotation', [])
        end,
        case when w.person_weight < 0.7 then said('old entry', []) end
    ], lambda c: c is not null) as cautions,
    t.evidence,
    coalesce(o.paths, []) as other_paths,
    coalesce(o.evidence, []) as other_evidence,
    -- Whoever told of the opening may be asked about it, though in the market only.
    coalesce(w.is_told, false) as is_told,
    w.hops,
    w.role_weight,
    round(w.tie, 4) as tie,
    round(w.person_weight, 4) as person_weight
from spot_person w
join path_text t using (path_id)
join core.person p using (person_id)
left join spot_other o on o.spot = w.spot and o.person_id = w.person_id
left join core.person v on v.person_id = w.via_person_id
left join core.bond b on b.person_id = coalesce(w.via_person_id, w.person_id) and b.other_id = 'me'
left join standing z on z.person_id = w.person_id
where w.is_kept;

-- One row an opening and a person whom it lists once for two entries: what the other one says.
create or replace table core.insider_twice as
select
    t.opportunity_id, t.shown_id as person_id,
    [said('two sources', [])] || flatten(list(x.evidence order by t.person_id)) as evidence
from twin t
join path_text x using (path_id)
group by all;

create or replace view core.insider as
select
    w.opportunity_id,
    i.* exclude (spot) replace (
        case when d.person_id is null then i.other_evidence else i.other_evidence || d.evidence end as other_evidence
    )
from core.insider_spot w
join core.spot_insider i on i.spot = w.spot
left join core.insider_twice d on d.opportunity_id = w.opportunity_id and d.person_id = i.person_id
anti join core.insider_apart x
    on x.opportunity_id = w.opportunity_id and x.spot = w.spot and x.person_id = i.person_id;
