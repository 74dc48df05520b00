-- One row a name that no register explains, with the organisation that its mentions found.
-- reads: core.mention, core.mention_match, core.posting, other_campus, placeholder, plain_word, text_token, tier()
-- reads: untrained()
-- makes: all_match, founded, founder
-- changes: core.mention_match, core.organisation
-- after: match, twin
create or replace temp table founder as
with unmatched as (
    select mention.mention_id, name, city as city_name, place_key(city) as city, state, canon, tokens
    from core.mention
    join text_token on text = untrained(name)
    where mention.mention_id not in (select mention_id from core.mention_match where confidence >= 0.8)
        and name_key(name) not in (select name from placeholder)
),
-- "Village MD" and "VillageMD", "Farm Workers Clinic" and "Farmworkers Clinic" are one name.
joined as (
    select * replace (min(canon) over (partition by replace(canon, ' ', '')) as canon) from unmatched
),
judged as (
    select
        *,
        list_has_any(tokens, ['hospital', 'infirmary']) or canon like '%medical center%' as is_hospital,
        -- "Dermatology Associates" are several, as "Community Hospital" is
        not bool_or(list_has_all(anybody, tokens)) over (partition by canon) as is_rare
    from joined
    cross join plain_word
),
-- A rare hospital's name holds for a state, a common name for a city; a rare name of a system or group holds
-- everywhere.
scoped as (
    select *, case when is_hospital or not is_rare then state end as in_state,
        case when not is_rare then city end as in_city
    from judged
)
select
    *,
    (not (is_hospital and is_rare) or state is not null)
        and (is_rare or (state is not null and city is not null)) as is_whole,
    found_id(concat_ws('|', canon, coalesce(in_state, ''), coalesce(in_city, ''))) as organisation_id
from scoped;

-- One row a mention and an organisation that it may mean: a name without its place means those that bear it, if any do.
create or replace temp table founded as
with doubtful as (
    select mention_id from core.mention_match group by 1 having sum(confidence) >= 0.4
),
bearer as (
    select distinct organisation_id, canon, in_state, in_city from founder where is_whole
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
from shared;

insert into core.organisation
select
    organisation_id, mode(name order by name),
    case
        when bool_or(name_key(name) in (select name_key(employer_name) from core.posting
            where employer_kind = 'agency')) then 'agency'
        when any_value(canon) similar to '.*\b(university|school|college)\b.*'
            and not bool_or(is_hospital) then 'school'
        when bool_or(is_hospital) then 'hospital'
        when any_value(canon) similar to '.*\bhealth( system| network)?|.*\bsystem' then 'system'
        else 'group'
    end,
    any_value(city_name) filter (in_city is not null or is_hospital), any_value(state) filter (in_state is not null),
    null, null, null, null,
    -- another site of a hospital is of its system
    case when bool_and(c.system_id is not null) and count(distinct c.system_id) = 1 then any_value(c.system_id) end,
    'mention'
from founder
left join (select distinct mention_id, system_id from other_campus) c using (mention_id)
where organisation_id in (select organisation_id from founded)
group by organisation_id;

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
