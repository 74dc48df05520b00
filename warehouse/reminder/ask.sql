-- One row an insider whom the user's word of today holds back, or speaks of: what to ask them now, and what to mind
-- first; and one row a lead whose best person that changes.
-- reads: core.caution, core.insider, core.insider_rest, core.insider_spot, core.lead, core.person, core.spot_insider
-- makes: core.asking, core.lead_best
create or replace table core.asking as
with insider_today as (
    select
        i.opportunity_id, i.person_id, i.ask, i.cautions,
        bool_or(c.rule not in ('cold')) as is_held, bool_or(c.rule = 'cold') as is_cold,
        list(
            {
                'code': c.caution.code,
                'args': c.caution.args,
                'about': case when i.via_person_id is not null then [v.name] end
            }
            order by c.rule, c.caution
        )
            -- What the insider's own row says already.
            filter (c.rule not in ('bad', 'cold', 'deceased', 'word')
                or not list_contains(list_transform(i.cautions, lambda o: o.code), c.rule)) as more
    from core.insider i
    join core.caution c
        on
            c.person_id = coalesce(i.via_person_id, i.person_id)
            and coalesce(c.lead_id, i.opportunity_id) = i.opportunity_id
    left join core.person v on v.person_id = i.via_person_id
    group by i.opportunity_id, i.person_id, i.ask, i.cautions
)
select
    opportunity_id, person_id,
    case when is_held then null when is_cold and ask = 'good-word' then 'scoop' else ask end as ask,
    coalesce(more, []) || cautions as cautions
from insider_today;

-- Each lead's best person by what may be asked today, ranked as `lead` ranks. Elsewhere than where the word of today
-- holds somebody back, or the user was told of the opening, it is whom `lead` found.
create or replace table core.lead_best as
with ranked as (
    select
        i.opportunity_id, i.person, i.path, case when a.person_id is null then i.ask else a.ask end as now_ask,
        case when a.person_id is null then i.cautions else a.cautions end as now_cautions,
        count(*) over (partition by i.opportunity_id) as insider_count,
        row_number() over (
            partition by i.opportunity_id
            order by now_ask is null, i.confidence < 0.5, i.strength desc, i.confidence desc, i.person_id) as n
    from core.insider i
    left join core.asking a using (opportunity_id, person_id)
    where i.relation <> 'in the market'
        and i.opportunity_id in (
            select opportunity_id from core.asking
            union all
            select w.opportunity_id from core.spot_insider t join core.insider_spot w using (spot) where t.is_told
        )
)
select
    l.lead_id,
    l.search,
    b.person as best_person,
    b.path as best_path,
    b.now_ask as best_ask,
    b.now_cautions as best_cautions,
    b.insider_count + coalesce(
        (select sum(people) from core.insider_rest r where r.opportunity_id = l.lead_id), 0
    ) as insider_count
from core.lead l
join ranked b on b.opportunity_id = l.lead_id and b.n = 1
where l.best_person is distinct from b.person or l.best_ask is distinct from b.now_ask
    or l.best_cautions is distinct from b.now_cautions;
