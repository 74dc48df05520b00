-- One row a word of the register's names: the fewer organisations bear it, the more it says.
-- reads: core.organisation, core.organisation_alias, text_token
-- makes: alias_token, hospital_token, rarity
create or replace temp table alias_token as
with named as (
    select a.organisation_id, t.canon, any_value(t.tokens) as tokens, list(distinct name_key(a.alias)) as raws,
        bool_and(a.unsafe) as is_unsafe,
        bool_or(a.source = 'curbside') as is_listed, bool_or(a.source = 'from memory') as is_spoken
    from core.organisation_alias a
    join text_token t on t.text = a.alias
    where not (a.unsafe and a.organisation_id like 'ccn:%')
    group by all
),
-- A spoken name that another hospital bears as well tells nobody by itself.
borne as (
    select canon from named where organisation_id like 'ccn:%' or organisation_id like 'site:%'
    group by canon having count(*) = 1
)
select
    organisation_id, row_number() over (order by organisation_id, canon) as alias_id, canon, tokens, raws, is_unsafe,
    is_listed or is_spoken and canon in (from borne) as is_known, is_listed or not is_spoken
        or len(tokens) > 1 as is_worded,
    o.kind, o.state, place_key(o.city) as city
from named
join core.organisation o using (organisation_id);

-- All the words that a hospital's names have.
create or replace temp table hospital_token as
select organisation_id, list_distinct(flatten(list(tokens))) as tokens
from alias_token
where organisation_id like 'ccn:%' or organisation_id like 'site:%'
group by organisation_id;

-- Rarity is among hospitals, where a register of them is loaded: other registers must not make a hospital's words
-- common.
create or replace temp table rarity as
with worn as (
    select distinct organisation_id, organisation_id like 'ccn:%' as is_hospital, unnest(tokens) as token
        from alias_token
),
total as (
    select is_hospital, count(distinct organisation_id) as organisations from worn group by 1
)
select
    token,
    ln(1 + arg_max(organisations, is_hospital) / arg_max(bearers, is_hospital)) as weight,
    arg_max(bearers, is_hospital) as bearers
from (select is_hospital, token, count(*) as bearers from worn group by all)
join total using (is_hospital)
group by token;
