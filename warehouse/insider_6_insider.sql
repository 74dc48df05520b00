-- One row a person in reach of an opening, by the strongest relation; every other way is in the evidence.
create or replace temp table relation_rank as
select unnest(['named in the posting', 'decision maker', 'trained with you, works there', 'works there', 'knows someone there',
    'worked there', 'works in the same system', 'trained there', 'in the market']) as relation, generate_subscripts([1, 2, 3, 4, 5, 6, 7, 8, 9], 1) as relation_rank;

create or replace temp table opening_path as
with specialised as (
    select
        o.opportunity_id, p.*,
        case when p.title is not null and len(list_filter(string_split(name_key(coalesce(x.specialty, '')), ' '),
            lambda w: length(w) >= 6 and w not in ('medicine', 'surgery', 'disease', 'diseases', 'general', 'general practice', 'physician')
                and contains(name_key(p.title), w[:5]))) > 0 then greatest(0.7, p.role_weight) else p.role_weight end as weight
    from opening_target o
    join path p using (target_id)
    join core.opportunity x on x.opportunity_id = o.opportunity_id and x.status = 'open'
)
select
    opportunity_id, person_id, via_person_id, relation, hops, tie, confidence, person_weight, weight as role_weight, candidates, is_placeless,
    path, evidence, path_strength(confidence, person_weight, weight, tie, hops) as q
from specialised
union all
from named_path
union all
from market_path;

create or replace table core.insider as
with ranked as (
    select
        p.*, r.relation_rank,
        row_number() over (
            partition by opportunity_id, person_id
            order by confidence < 0.5, case when confidence < 0.5 then -confidence else 0 end, r.relation_rank, confidence desc, q desc, path
        ) as n,
        row_number() over (partition by opportunity_id, person_id order by q desc, r.relation_rank, path) as q_rank
    from opening_path p
    join relation_rank r using (relation)
),
whole as (
    select
        opportunity_id, person_id,
        arg_min(relation, n) as relation, arg_min(relation_rank, n) as relation_rank, first(via_person_id order by n) as via_person_id,
        arg_min(path, n) as path, arg_min(confidence, n) as confidence, arg_min(candidates, n) as candidates, arg_min(is_placeless, n) as is_placeless,
        arg_min(role_weight, n) as role_weight, arg_min(tie, n) as tie, arg_min(person_weight, n) as person_weight, arg_min(hops, n) as hops,
        -- Three ways at most: a fourth says nothing new.
        1 - product(1 - q) filter (q_rank <= 3) as strength,
        in_order(flatten(list(evidence order by n))) as evidence, list(distinct path) filter (n > 1) as others
    from ranked
    group by opportunity_id, person_id
),
-- Two entries that may be one person (`review` asks): one of them is shown.
twin as (
    select a.opportunity_id, a.person_id, b.person_id as shown_id
    from core.review r
    join whole a on a.person_id in (r.a, r.b)
    join whole b on b.person_id in (r.a, r.b) and b.person_id <> a.person_id and b.opportunity_id = a.opportunity_id
    where r.kind = 'person' and (b.relation_rank, -b.confidence, -b.strength, b.person_id) < (a.relation_rank, -a.confidence, -a.strength, a.person_id)
),
doubled as (
    select t.opportunity_id, t.shown_id as person_id, in_order(flatten(list(w.evidence order by w.person_id))) as evidence
    from twin t
    join whole w using (opportunity_id, person_id)
    group by all
)
select
    w.opportunity_id, w.person_id, p.name as person, w.relation, w.via_person_id, w.path,
    case
        when is_off_limits(coalesce(v.label, p.label)) or b.mood = 'bad' then null
        when w.via_person_id is not null then 'introduction'
        when w.relation in ('decision maker', 'named in the posting', 'in the market') then 'opening'
        when w.relation in ('worked there', 'trained there') then 'scoop'
        when w.relation = 'works in the same system' then 'introduction'
        when w.tie >= 0.4 then 'good-word'
        else 'scoop'
    end as ask,
    round(least(1.0, greatest(0.0, w.strength)), 4) as strength, round(w.confidence, 4) as confidence,
    nullif(concat_ws('; ',
        case when is_off_limits(coalesce(v.label, p.label)) then 'your word: do not ask' end,
        case when b.mood = 'bad' then 'last contact' || case when w.via_person_id is not null then ' with ' || v.name else '' end || ' went badly: make up first' end,
        case when w.candidates > 1 and w.confidence < 0.9 then case when w.candidates = 2 then 'two' else w.candidates::text end || ' hospitals share this name'
            when w.is_placeless and w.confidence < 0.9 then 'name matched without a place' end,
        case when b.last_contact < getvariable('today') - interval 3 year then 'gone cold since ' || year(b.last_contact) || ': reconnect first' end,
        case when w.person_weight < 0.7 then 'the entry is old: may have moved on' end), '') as caution,
    w.evidence || coalesce(list_transform(w.others, lambda o: 'also: ' || o), [])
        || case when d.person_id is null then [] else ['listed in two sources'] || d.evidence end as evidence,
    w.hops, w.role_weight, round(w.tie, 4) as tie, round(w.person_weight, 4) as person_weight
from whole w
join core.person p using (person_id)
left join core.person v on v.person_id = w.via_person_id
left join bond b on b.person_id = coalesce(w.via_person_id, w.person_id) and b.other_id = 'me'
left join doubled d on d.opportunity_id = w.opportunity_id and d.person_id = w.person_id
where (w.opportunity_id, w.person_id) not in (select (opportunity_id, person_id) from twin);
