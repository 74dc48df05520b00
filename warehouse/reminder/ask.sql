-- One row an insider whom the user's word of today holds back, or speaks of: what to ask them now, and what to mind first.
-- reads: core.caution, core.insider, core.lead, core.person
-- makes: core.asking, lead_best
-- changes: core.lead
create or replace table core.asking as
with said as (
    select
        i.opportunity_id, i.person_id, i.ask, i.caution,
        bool_or(c.rule in ('bad', 'word', 'often')) as is_held, bool_or(c.rule = 'cold') as is_cold,
        string_agg(case when i.via_person_id is not null then 'about ' || v.name || ': ' else '' end || c.caution, '; ' order by c.rule, c.caution) filter (
            -- What the insider's own row says already.
            not (c.rule = 'bad' and contains(coalesce(i.caution, ''), 'make up first'))
            and not (c.rule = 'cold' and contains(coalesce(i.caution, ''), 'reconnect first'))
            and not (c.rule = 'word' and contains(coalesce(i.caution, ''), 'do not ask'))) as more
    from core.insider i
    join core.caution c on c.person_id = coalesce(i.via_person_id, i.person_id) and coalesce(c.lead_id, i.opportunity_id) = i.opportunity_id
    left join core.person v on v.person_id = i.via_person_id
    group by i.opportunity_id, i.person_id, i.ask, i.caution
)
select
    opportunity_id, person_id,
    case when is_held then null when is_cold and ask = 'good-word' then 'scoop' else ask end as ask,
    nullif(concat_ws('; ', more, caution), '') as caution
from said;

-- Each lead's best person by what may be asked today, ranked as `lead` ranks.
create or replace temp table lead_best as
with ranked as (
    select
        i.opportunity_id, i.person, i.path, case when a.person_id is null then i.ask else a.ask end as now_ask,
        case when a.person_id is null then i.caution else a.caution end as now_caution,
        count(*) over (partition by i.opportunity_id) as insider_count,
        row_number() over (
            partition by i.opportunity_id
            order by now_ask is null, i.confidence < 0.5, i.strength desc, i.confidence desc, i.person_id) as n
    from core.insider i
    left join core.asking a using (opportunity_id, person_id)
    where i.relation <> 'in the market' and i.opportunity_id in (select lead_id from core.lead)
)
select opportunity_id, person, path, now_ask, now_caution, insider_count from ranked where n = 1;

update core.lead l set
    best_person = b.person, best_path = b.path, best_ask = b.now_ask,
    why = list_transform(l.why, lambda w: case when contains(w, ' in reach, best ')
        then b.insider_count || case when b.insider_count = 1 then ' person' else ' people' end || ' in reach, best ' || b.person || coalesce(' (' || b.now_caution || ')', '')
        else w end)
from lead_best b
where b.opportunity_id = l.lead_id
    and (l.best_person is distinct from b.person or l.best_ask is distinct from b.now_ask
        or (b.now_caution is not null and not list_contains(list_transform(l.why, lambda w: contains(w, b.now_caution)), true)));
