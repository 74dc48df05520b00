-- One row a spot and a person in reach of it, by the strongest relation. A spot is what many openings share: the
-- employers that they name, and a specialty; or one opening, for people whom it alone names or nears.
-- reads: core.opening_target, core.opportunity, core.person, core.person_record, core.person_review, raw.journal
-- reads: market_path, named_path, path, path_strength()
-- makes: best_way(), core.insider_rest, most_shown(), opening_spot, own_person, person_pair_shown, relation_rank
-- makes: spot_path, spot_person
-- Of an opening and a relation so many people are kept, more of those who are there; of the others the number.
create or replace macro most_shown(relation) as
    case
        when relation in ('worked there', 'works in the same system', 'trained there', 'in the market') then 10
        else 25
    end;

create or replace temp table relation_rank as
select
    unnest(
        [
            'named in the posting',
            'decision maker',
            'trained with you, works there',
            'works there',
            'knows someone there',
    'worked there', 'works in the same system', 'trained there', 'in the market']) as relation,
    generate_subscripts([1, 2, 3, 4, 5, 6, 7, 8, 9], 1) as relation_rank;

create or replace temp table opening_spot as
with named as (
    select o.opportunity_id, x.specialty, list_sort(list(o.target_id)) as targets
    from core.opening_target o
    join core.opportunity x on x.opportunity_id = o.opportunity_id and x.status = 'open'
    group by o.opportunity_id, x.specialty
)
select *, 'spot ' || dense_rank() over (order by targets, specialty) as spot from named;

-- Whom an opening names, or who is near it, whatever its employer.
create or replace temp table own_person as
select opportunity_id, person_id from named_path
union
select opportunity_id, person_id from market_path;

-- The ways to each spot in numbers; their words are joined at the end, once a row.
create or replace temp table spot_path as
with spot as (
    select spot, specialty, unnest(targets) as target_id
    from (select distinct spot, specialty, targets from opening_spot)
),
colleague as (
    -- Pairs of a title and a specialty that are one department.
    select distinct p.title, x.specialty
    from spot x
    join path p using (target_id)
    where p.title is not null and x.specialty is not null and len(list_filter(string_split(name_key(x.specialty), ' '),
        lambda w: length(w) >= 6
        and w not in ('medicine', 'surgery', 'disease', 'diseases', 'general', 'practice', 'physician')
            and contains(name_key(p.title), w[:5]))) > 0
),
shared as (
    select
        x.spot, p.person_id, p.path_id, p.relation, p.confidence, p.person_weight, p.tie, p.hops, p.candidates,
        p.is_placeless, p.via_person_id,
        greatest(p.role_weight, case when c.title is not null then 0.7 else 0 end) as role_weight,
        null::boolean as is_told
    from spot x
    join path p using (target_id)
    left join colleague c on c.title = p.title and c.specialty = x.specialty
),
every as (
    from shared
    union all by name
    select s.* replace (o.opportunity_id as spot)
    from own_person o
    join opening_spot x using (opportunity_id)
    join shared s on s.spot = x.spot and s.person_id = o.person_id
    union all by name
    select
        opportunity_id as spot, person_id, path_id, relation, confidence, person_weight, tie, hops, candidates,
        is_placeless, via_person_id, role_weight, is_told
    from named_path
    union all by name
    select
        opportunity_id as spot, person_id, path_id, 'in the market' as relation, confidence, person_weight, tie,
        1 as hops, 1 as candidates, false as is_placeless, null as via_person_id, 0.1 as role_weight
    from market_path
)
select e.*, r.relation_rank, path_strength(confidence, person_weight, role_weight, tie, hops)::double as q
from every e
join relation_rank r using (relation);

-- Of each person's ways to a spot the one that speaks most.
create or replace macro best_way(named) as table
with ranked as (
    select
        *,
        row_number() over (
            partition by spot, person_id
            order by
                confidence < 0.5,
                case when confidence < 0.5 then -confidence else 0 end,
                relation_rank,
                confidence desc,
                q desc,
                path_id
        ) as n,
        row_number() over (partition by spot, person_id order by q desc, path_id) as q_rank,
        count(*) over (partition by spot, person_id) as ways
    from query_table(named)
)
-- Three ways at most count: a fourth says nothing new.
select first.*, coalesce(m.strength, q) as strength, m.others
from ranked first
left join (
    select
        spot,
        person_id,
        1 - product(1 - q) filter (q_rank <= 3) as strength,
        list(path_id order by n) filter (n > 1) as others
    from ranked
    where ways > 1
    group by spot, person_id
) m using (spot, person_id)
where first.n = 1;

-- Two entries that may be one person (`review` asks): one of them is shown.
create or replace temp table person_pair_shown as
select a as person_id, b as shown_id from core.person_review where score >= 0.5
union all
select b, a from core.person_review where score >= 0.5;

-- `is_kept`: the best of each relation, and whomever the user spoke of; `twin_of`: who is shown instead.
create or replace temp table spot_person as
with one as materialized (
    select *, relation_rank * 100 - confidence * 10 - strength as place from best_way('spot_path')
),
twin as (
    select a.spot, a.person_id, min(b.person_id) as twin_of
    from one a
    join person_pair_shown p on p.person_id = a.person_id
    join one b on b.spot = a.spot and b.person_id = p.shown_id
    where b.place < a.place or (b.place = a.place and b.person_id < a.person_id)
    group by all
),
spoken as (
    select person_id from core.person where label is not null
    union
    select r.person_id
    from core.person_record r
    join (select unnest([subject, object]) as id from raw.journal) j on j.id in (r.alias_id, r.record_id, r.person_id)
),
placed as (
    select
        o.*, t.twin_of,
        row_number() over (
            partition by o.spot, o.relation, t.twin_of is null
            order by o.confidence < 0.5, o.strength desc, o.confidence desc, o.person_id
        ) as nth,
        row_number() over (partition by o.spot, o.relation order by o.strength desc, o.person_id) as strongest
    from one o
    left join twin t using (spot, person_id)
)
select
    placed.* exclude (nth, strongest),
    -- an entry that another one stands for is read with that one
    (twin_of is null and nth <= most_shown(relation)) or strongest <= 3 or twin_of is not null
    or person_id in (from spoken) or not starts_with(spot, 'spot ') as is_kept
from placed;

create or replace table core.insider_rest as
with rest as (
    select spot, relation, count(*) as people from spot_person where not is_kept group by all
),
own as (
    select x.opportunity_id, p.relation, count(*) as people
    from own_person o
    join opening_spot x using (opportunity_id)
    join spot_person p on p.spot = x.spot and p.person_id = o.person_id and not p.is_kept
    group by all
)
select x.opportunity_id, r.relation, r.people - coalesce(o.people, 0) as people
from opening_spot x
join rest r using (spot)
left join own o on o.opportunity_id = x.opportunity_id and o.relation = r.relation
where r.people > coalesce(o.people, 0);
