-- One row a mention and an organisation that no register has and that it may mean: a name without its place means those
-- that bear it, if any do.
-- reads: core.mention_match, core.posting, founder, other_campus, tier()
-- makes: all_match, founded
-- changes: core.mention_match, core.organisation, core.organisation_alias
-- after: school
create or replace temp table founded as
with doubtful as (
    select mention_id from core.mention_match
    -- whose other site it is, it does not mean
    where (mention_id, organisation_id) not in (select (mention_id, organisation_id) from other_campus)
    group by 1 having sum(confidence) >= 0.4
),
bearer as (
    select distinct coalesce(firm_id, organisation_id) as organisation_id, canon, in_state,
        case when firm_id is null then in_city end as in_city
    from founder where is_whole
),
shared as (
    select f.mention_id, b.organisation_id, f.is_rare, count(*) over (partition by f.mention_id) as bearers
    from founder f
    join bearer b on b.canon = f.canon
        and (b.in_state = f.in_state or f.in_state is null)
        and (b.in_city = f.in_city or f.in_city is null)
    where not f.is_whole
)
select mention_id, organisation_id, 1.0 as confidence, said('given', []) as reason
from founder
where is_whole
    or (mention_id not in (select mention_id from shared) and mention_id not in (select mention_id from doubtful))
union all
select
    mention_id, organisation_id,
    case when is_rare and bearers = 1 then 0.9 else round(0.7 / bearers, 3) end,
    case when bearers = 1 then said('echo', []) else said('shared', [bearers]) end
from shared
union all
-- at another town's site of a name that many may bear, somebody may work all the same
select mention_id, firm_id, 0.7, said('given', []) from founder where is_whole and not is_firm
    and firm_id <> organisation_id;

insert into core.organisation
select
    organisation_id, mode(name order by name),
    case
        when bool_or(name_key(name) in (select name_key(employer_name) from core.posting
            where employer_kind = 'agency')) then 'agency'
        when min(canon) similar to '.*\b(university|school|college)\b.*'
            and not bool_or(is_hospital) then 'school'
        when bool_or(is_hospital) then 'hospital'
        when min(canon) similar to '.*\bhealth( system| network)?|.*\bsystem' then 'system'
        else 'group'
    end,
    -- the town that most of those who name it give
    mode(city_name order by city_name) filter (in_city is not null or is_hospital),
    mode(state order by state) filter (in_state is not null),
    null, null, null, null,
    -- another site of a hospital is of its system
    case when bool_and(c.system_id is not null) and count(distinct c.system_id) = 1 then min(c.system_id)
        when any_value(is_firm) and min(firm_id) <> organisation_id then min(firm_id) end,
    'mention'
from founder
left join (select distinct mention_id, system_id from other_campus) c using (mention_id)
where organisation_id in (select organisation_id from founded)
group by organisation_id;

-- The firm itself, where a site of it is known.
insert into core.organisation
select firm_id, mode(name order by name), case when any_value(is_firm) then 'system' else 'group' end, null,
    mode(case when not is_national then state end order by state), null, null, null, null, null, 'mention'
from founder
where firm_id <> organisation_id and is_whole
group by firm_id
on conflict do update set kind = excluded.kind;
insert into core.organisation_alias
select distinct firm_id, name, 'mention', false from founder where is_firm and firm_id <> organisation_id and is_whole;

create or replace temp table all_match as
select mention_id, organisation_id, confidence, reason, rank::double as ord from core.mention_match
union all
select mention_id, organisation_id, confidence, reason, 0.5 from founded;

delete from core.mention_match;
insert into core.mention_match
select
    mention_id, organisation_id, row_number() over (partition by mention_id order by (confidence >= 0.8) desc, ord,
        confidence desc, organisation_id),
    tier(confidence), confidence, reason
from all_match;
