-- One row a person in reach of an opening, by the strongest relation; every other way stands beside it.
-- reads: core.affiliation, core.bond, core.opening_target, core.opportunity, core.person, core.person_review
-- reads: in_order(), market_near, market_path, named_path, path, path_strength()
-- makes: core.insider, opening_other, opening_path, opening_person, path_text, relation_rank, twin
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

-- The ways to each opening in numbers; their words are joined at the end, once a row.
create or replace temp table opening_path as
with colleague as (
    -- Pairs of a title and a specialty that are one department.
    select distinct p.title, x.specialty
    from core.opening_target o
    join path p using (target_id)
    join core.opportunity x using (opportunity_id)
    where p.title is not null and x.specialty is not null and len(list_filter(string_split(name_key(x.specialty), ' '),
        lambda w: length(w) >= 6
        and w not in ('medicine', 'surgery', 'disease', 'diseases', 'general', 'practice', 'physician')
            and contains(name_key(p.title), w[:5]))) > 0
),
every as (
    select
        o.opportunity_id,
        p.person_id,
        p.path_id,
        p.relation,
        p.confidence,
        p.person_weight,
        p.tie,
        p.hops,
        p.candidates,
        p.is_placeless,
        p.via_person_id,
        greatest(p.role_weight, case when c.title is not null then 0.7 else 0 end) as role_weight
    from core.opening_target o
    join core.opportunity x on x.opportunity_id = o.opportunity_id and x.status = 'open'
    join path p using (target_id)
    left join colleague c on c.title = p.title and c.specialty = x.specialty
    union all by name
    select
        opportunity_id,
        person_id,
        path_id,
        relation,
        confidence,
        person_weight,
        tie,
        hops,
        candidates,
        is_placeless,
        via_person_id,
        role_weight,
        is_told
    from named_path
    union all by name
    select
        opportunity_id,
        person_id,
        path_id,
        'in the market' as relation,
        confidence,
        person_weight,
        tie,
        1 as hops,
        1 as candidates,
        false as is_placeless, null as via_person_id, 0.1 as role_weight
    from market_path
)
select e.*, r.relation_rank, path_strength(confidence, person_weight, role_weight, tie, hops)::double as q
from every e
join relation_rank r using (relation);

create or replace temp table opening_person as
with ranked as (
    select
        *,
        row_number() over (
            partition by opportunity_id, person_id
            order by
                confidence < 0.5,
                case when confidence < 0.5 then -confidence else 0 end,
                relation_rank,
                confidence desc,
                q desc,
                path_id
        ) as n,
        row_number() over (partition by opportunity_id, person_id order by q desc, path_id) as q_rank,
        count(*) over (partition by opportunity_id, person_id) as ways
    from opening_path
)
-- Three ways at most count: a fourth says nothing new.
select first.*, coalesce(m.strength, q) as strength, m.others
from ranked first
left join (
    select
        opportunity_id,
        person_id,
        1 - product(1 - q) filter (q_rank <= 3) as strength,
        list(path_id order by n) filter (n > 1) as others
    from ranked
    where ways > 1
    group by opportunity_id, person_id
) m using (opportunity_id, person_id)
where first.n = 1;

create or replace temp table path_text as
select path_id, path, evidence from path
union all
select path_id, path, evidence from named_path
union all
select path_id, path, evidence from market_near;

create or replace temp table opening_other as
select
    o.opportunity_id,
    o.person_id,
    list(t.path order by o.ord) as paths, in_order(flatten(list(t.evidence order by o.ord))) as evidence
from
    (
        select opportunity_id, person_id, unnest(others) as path_id, generate_subscripts(others, 1) as ord
        from opening_person
        where others is not null
    ) o
join path_text t using (path_id)
group by all;

-- Two entries that may be one person (`review` asks): one of them is shown.
create or replace temp table twin as
with pair as (
    select a as person_id, b as shown_id from core.person_review where score >= 0.5
    union all
    select b, a from core.person_review where score >= 0.5
),
shown as (
    select opportunity_id, person_id, path_id, relation_rank * 100 - confidence * 10 - strength as place
    from opening_person
    where person_id in (select person_id from pair)
)
select a.opportunity_id, a.person_id, b.person_id as shown_id, a.path_id
from shown a
join pair on pair.person_id = a.person_id
join shown b on b.opportunity_id = a.opportunity_id and b.person_id = pair.shown_id
where b.place < a.place or (b.place = a.place and b.person_id < a.person_id);

create or replace table core.insider as
with standing as (
    select person_id, bool_or(standing = 'deceased') as is_deceased, bool_or(standing = 'not yet') as is_to_start
    from core.affiliation where kind = 'work' group by person_id
),
doubled as (
    select t.opportunity_id, t.shown_id as person_id, flatten(list(x.evidence order by t.person_id)) as evidence
    from twin t
    join path_text x using (path_id)
    group by all
)
select
    w.opportunity_id, w.person_id, p.name as person, w.relation, w.via_person_id, t.path,
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
    coalesce(o.evidence, [])
        || case when d.person_id is null then [] else [said('two sources', [])] || d.evidence end as other_evidence,
    -- Whoever told of the opening may be asked about it, though in the market only.
    coalesce(w.is_told, false) as is_told,
    w.hops,
    w.role_weight,
    round(w.tie, 4) as tie,
    round(w.person_weight, 4) as person_weight
from opening_person w
join path_text t using (path_id)
join core.person p using (person_id)
left join opening_other o on o.opportunity_id = w.opportunity_id and o.person_id = w.person_id
left join core.person v on v.person_id = w.via_person_id
left join core.bond b on b.person_id = coalesce(w.via_person_id, w.person_id) and b.other_id = 'me'
left join standing z on z.person_id = w.person_id
left join doubled d on d.opportunity_id = w.opportunity_id and d.person_id = w.person_id
anti join twin x on x.opportunity_id = w.opportunity_id and x.person_id = w.person_id;
