-- One row a pair of people of whom the user knows the first, who knows the second.
-- reads: by_odds(), core.bond, core.person, core.worker, in_order(), place_match, place_odds, same_employer()
-- makes: core.link, linked_path
create or replace table core.link as
with known as (
    select other_id as via_person_id, person_id, tie, evidence from core.bond where other_id <> 'me'
    union all
    select person_id, other_id, tie, evidence from core.bond where other_id <> 'me'
),
pair as (
    select via_person_id, person_id, max(tie) as tie,
        in_order(flatten(list(evidence order by tie desc, evidence))) as evidence
    from known
    group by all
)
select
    x.via_person_id,
    x.person_id,
    b.tie as near_tie,
    x.tie as far_tie,
    x.evidence,
    v.name as via_name,
    b.evidence as via_evidence,
    b.shared
from pair x
join core.person v on v.person_id = x.via_person_id
join core.bond b on b.person_id = x.via_person_id and b.other_id = 'me'
qualify row_number() over (partition by x.person_id order by b.tie * x.tie desc, x.via_person_id) <= 3;

create or replace temp table linked_path as
select
    hash(m.target_id, w.affiliation_id, l.via_person_id) as path_id, m.target_id, w.person_id, l.via_person_id,
    case
        when m.confidence >= 0.8 and (is_chief(w.role_words) or is_recruiter(w.role_words)) then 'decision maker' else
            'knows someone there'
    end as relation,
    2 as hops,
    l.near_tie * l.far_tie as tie,
    by_odds(m.confidence, c.odds, c.bound) as confidence,
    currency(w.as_of, getvariable('today')) as person_weight,
    case when is_chief(w.role_words) then 1.0 when is_recruiter(w.role_words) then 0.8 else 0.4 end as role_weight,
    m.candidates,
    m.is_placeless,
    way('knows', [
        w.name, w.title, w.organisation_name,
        case when name_key(w.organisation_name) <> name_key(m.target_name) then m.target_name end, l.via_name
    ], case when l.shared is not null then about(l.shared[1], [l.via_name]) end) as path,
    [same_employer(w.evidence, w.organisation_name, m.target_name, m.reason, m.confidence, null)]
        || coalesce(c.clues, [])
        || list_transform(l.evidence, lambda e: about(e, [l.via_name, w.name]))
        || list_transform(l.via_evidence, lambda e: about(e, [l.via_name])) as evidence
from place_match m
join
    core.worker w
on
    w.mention_id = m.mention_id
    and w.kind = 'work'
    and w.is_current
    and w.standing <> 'not yet'
    and not w.is_apart
    and (not m.is_faculty or w.is_clinical and m.is_for_adults or w.is_pediatric and m.is_for_children)
    and not (w.is_abroad and m.is_american)
join core.link l on l.person_id = w.person_id
left join place_odds c on c.target_id = m.target_id and c.affiliation_id = w.affiliation_id
where not m.is_elsewhere and not m.is_wide;
