-- One row a person whom an open posting names, by e-mail or name.
-- reads: core.bond, core.link, core.opening, core.opening_target, core.person, core.person_record, core.posting
-- reads: core.worker, market_certainty(), place_match, raw.journal
-- makes: named_path
create or replace temp table named_path as
with posting as (
    select
        o.opportunity_id, p.posting_id, p.contact_name, p.contact_role, lower(p.contact_email) as contact_email,
        person_key(p.contact_name) as name_key,
        p.board
    from core.opening o
    join core.posting p using (posting_id)
    where p.closed_at is null and coalesce(p.contact_name, p.contact_email) is not null
),
person as (
    select *, count(*) over (partition by name_key) as bearers from core.person
),
found as (
    select p.*, x.person_id, 1.0 as confidence, 'e-mail' as how
    from (select person_id, unnest(emails) as email from core.person) x
    join posting p on p.contact_email = lower(x.email)
    union all
    select
        p.*, x.person_id,
        case when k.person_id is not null then 0.95 else 0.6 end / x.bearers,
        case when k.person_id is not null then 'name and employer' else 'name alone' end
    from person x
    join posting p on p.name_key = x.name_key and x.name_key like '% %'
    left join (
        select distinct o.opportunity_id, w.person_id
        from core.opening_target o
        join place_match m using (target_id)
        join core.worker w on w.mention_id = m.mention_id
        where m.confidence >= 0.5
    ) k on k.opportunity_id = p.opportunity_id and k.person_id = x.person_id
)
select
    hash('named', f.opportunity_id, f.person_id) as path_id,
    f.opportunity_id,
    f.person_id,
    l.via_person_id,
    'named in the posting' as relation,
    case when b.person_id is null then 2 else 1 end as hops,
    coalesce(b.tie, l.near_tie * l.far_tie) as tie,
    max(f.confidence) as confidence,
    1.0 as person_weight, 0.9 as role_weight, 1 as candidates, false as is_placeless, false as is_told,
    way('named', [
        x.name, lower(any_value(f.contact_role order by f.posting_id)),
        case when b.person_id is null then l.via_name end
    ], b.shared[1]) as path,
    [said('named', [any_value(f.board order by f.posting_id), arg_min(f.how, (-f.confidence, f.how))])]
        || coalesce(b.evidence, list_transform(l.evidence, lambda e: about(e, [l.via_name]))) as evidence
from found f
join core.person x using (person_id)
left join core.bond b on b.person_id = f.person_id and b.other_id = 'me'
left join
    (
        from core.link qualify
            row_number() over (partition by person_id order by near_tie * far_tie desc, via_person_id) = 1
    ) l
    on l.person_id = f.person_id and b.person_id is null
where b.person_id is not null or l.person_id is not null
group by
    f.opportunity_id,
    f.person_id,
    x.name,
    l.via_person_id,
    l.via_name,
    l.near_tie,
    l.far_tie,
    l.evidence,
    b.person_id,
    b.tie,
    b.shared,
    b.evidence;

-- Whoever told the user of an opening can be asked about it, wherever they work.
insert into named_path
select
    hash('told', o.opportunity_id, r.person_id),
    o.opportunity_id,
    r.person_id,
    null,
    'in the market',
    1,
    coalesce(any_value(b.tie), 0.0),
    market_certainty(),
    1.0,
    0.4,
    1,
    false,
    true,
    way('told', [any_value(p.name), min(j.said_at)::date::text], null),
    [said('tip', [min(j.said_at)::date])] || coalesce(any_value(b.evidence), [])
from raw.journal j
join core.person_record r on j.subject in (r.alias_id, r.record_id, r.person_id)
join core.person p on p.person_id = r.person_id
join core.opening o on o.posting_id = 'tip:' || tip_id(j.subject, j.object, j.detail)
left join core.bond b on b.person_id = r.person_id and b.other_id = 'me'
where j.verb = 'tip'
group by o.opportunity_id, r.person_id;
