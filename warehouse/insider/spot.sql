-- One row a spot and a person in reach of it, by the strongest relation. A spot is what many openings share: the
-- employers that they name, of those where somebody is, and the specialty where it is somebody's own; or one opening,
-- for people whom it alone names or nears.
-- reads: core.opening_target, core.opportunity, core.person, core.person_record, core.person_review, is_second()
-- reads: market_path, named_path, path, path_strength(), raw.journal, steady(), system_beyond
-- makes: colleague, core.insider_rest, most_shown(), opening_spot, own_person, person_pair_shown, relation_rank
-- makes: spot_path, spot_person
-- Of an opening and a relation so many people are kept, more of those who are there; of the others the number.
create or replace macro most_shown(relation) as
    case
        when relation in ('worked there', 'works in the same system', 'trained there', 'in the market') then 10
        else 25
    end;

create or replace temp table relation_rank as
with ranked as (
    select [
        'named in the posting', 'decision maker', 'trained with you, works there', 'works there', 'knows someone there',
        'worked there', 'works in the same system', 'trained there', 'in the market'
    ] as relations
)
select unnest(relations) as relation, generate_subscripts(relations, 1) as relation_rank from ranked;

-- Titles that are of the department that an opening there is for.
create or replace temp table colleague as
with wanted as (
    select distinct o.target_id, x.specialty
    from core.opening_target o
    join core.opportunity x on x.opportunity_id = o.opportunity_id and x.status = 'open'
    where x.specialty is not null
),
titled as (
    select distinct target_id, title from path where title is not null
),
pair as (
    select distinct p.title, x.specialty from wanted x join titled p using (target_id)
),
alike as materialized (
    select title, specialty
    from pair
    where len(list_filter(string_split(name_key(specialty), ' '),
        lambda w: length(w) >= 6
        and w not in ('medicine', 'surgery', 'disease', 'diseases', 'general', 'practice', 'physician')
            and contains(name_key(title), w[:5]))) > 0
)
select x.target_id, p.title, x.specialty
from wanted x
join titled p using (target_id)
join alike using (title, specialty);

create or replace temp table opening_spot as
with named as (
    select o.opportunity_id, any_value(c.specialty) as specialty, list_sort(list(o.target_id)) as targets
    from core.opening_target o
    join core.opportunity x on x.opportunity_id = o.opportunity_id and x.status = 'open'
    left join (select distinct target_id, specialty from colleague) c
        on c.target_id = o.target_id and c.specialty = x.specialty
    where o.target_id in (select target_id from path)
    group by o.opportunity_id
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
shared as (
    select
        x.spot, p.person_id, p.path_id,
        case
            when c.title is not null and p.confidence >= 0.8 and is_second(p.title)
                and p.relation in ('trained with you, works there', 'works there') then 'decision maker' else p.relation
        end as relation, p.confidence, p.person_weight, p.tie, p.hops, p.candidates,
        p.is_placeless, p.via_person_id,
        greatest(p.role_weight, case when c.title is not null then 0.7 else 0 end) as role_weight,
        null::boolean as is_told, true as is_shared
    from spot x
    join path p using (target_id)
    left join colleague c on c.target_id = p.target_id and c.title = p.title and c.specialty = x.specialty
),
every as (
    from shared
    union all by name
    select s.* replace (o.opportunity_id as spot, false as is_shared)
    from own_person o
    join opening_spot x using (opportunity_id)
    join shared s on s.spot = x.spot and s.person_id = o.person_id
    union all by name
    select
        opportunity_id as spot, person_id, path_id, relation, confidence, person_weight, tie, hops, candidates,
        is_placeless, via_person_id, role_weight, is_told, false as is_shared
    from named_path
    union all by name
    select
        opportunity_id as spot, person_id, path_id, 'in the market' as relation, confidence, person_weight, tie,
        1 as hops, 1 as candidates, false as is_placeless, null as via_person_id, 0.1 as role_weight,
        false as is_shared
    from market_path
)
select e.*, r.relation_rank, path_strength(confidence, person_weight, role_weight, tie, hops)::double as q
from every e
join relation_rank r using (relation);

-- Two entries that may be one person (`review` asks): one of them is shown.
create or replace temp table person_pair_shown as
select a as person_id, b as shown_id from core.person_review where score >= 0.5
union all
select b, a from core.person_review where score >= 0.5;

-- `is_kept`: the best of each relation, and whomever the user spoke of.
create or replace temp table spot_person as
with many_way as (
    select spot, person_id from spot_path group by spot, person_id having count(*) > 1
),
ranked as (
    select
        *,
        row_number() over (
            partition by spot, person_id
            order by
                confidence < 0.5,
                case when confidence < 0.5 then -confidence end,
                relation_rank,
                confidence desc,
                q desc,
                path_id
        ) as n,
        row_number() over (partition by spot, person_id order by q desc, path_id) as q_rank
    from spot_path
    semi join many_way using (spot, person_id)
),
-- Three ways at most count: a fourth says nothing new.
several as (
    select
        spot, person_id, steady(1 - product(1 - q) filter (q_rank <= 3)) as strength,
        list(path_id order by n) filter (n > 1) as others
    from ranked
    group by spot, person_id
),
-- Of each person's ways to a spot the one that speaks most; few have more than one.
best as (
    select *, q as strength, null as others from spot_path anti join many_way using (spot, person_id)
    union all by name
    select r.* exclude (n, q_rank), m.strength, m.others
    from ranked r
    join several m using (spot, person_id)
    where n = 1
),
one as materialized (
    select *, relation_rank * 100 - confidence * 10 - strength as place from best
),
twin as (
    select distinct a.spot, a.person_id
    from one a
    join person_pair_shown p on p.person_id = a.person_id
    join one b on b.spot = a.spot and b.person_id = p.shown_id
    where b.place < a.place or (b.place = a.place and b.person_id < a.person_id)
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
        o.*, t.spot is not null as is_twin,
        row_number() over (
            partition by o.spot, o.relation, is_twin
            order by o.confidence < 0.5, o.strength desc, o.confidence desc, o.person_id
        ) as nth,
        row_number() over (partition by o.spot, o.relation order by o.strength desc, o.person_id) as strongest
    from one o
    left join twin t using (spot, person_id)
)
select
    placed.* exclude (is_twin, nth, strongest),
    -- an entry that another one stands for is read with that one, and takes nobody's place
    is_twin or nth <= most_shown(relation) or strongest <= 3 or person_id in (from spoken)
    or not is_shared as is_kept
from placed;

create or replace table core.insider_rest as
with rest as (
    select spot, relation, sum(people)::bigint as people
    from (
        select spot, relation, count(*) as people from spot_person where not is_kept group by all
        union all
        select spot, 'works in the same system', max(b.people)
        from (select distinct spot, unnest(targets) as target_id from opening_spot) t
        join system_beyond b using (target_id)
        group by spot
    )
    group by all
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
