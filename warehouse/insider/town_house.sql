-- One row a name of a system with a town ("Renown Health, Reno") and the house of that system there that is meant by
-- it: the only one in town, or the one of several that is called as the system is. Without a place a name may speak of
-- the town ("Mayo Rochester"), or the system have no other house, or but critical access hospitals beside the one that
-- is called as it is. `is_every`: another of several,
-- or one where none is called so: who works there works for the employer of an opening of the system in that town.
-- reads: core.employer_organisation, core.organisation, core.organisation_alias, workplace
-- makes: bare_words(), every_house(), main_house(), only_house(), town_house
-- "Norman Regional Health System" as "Norman Regional" hospital is called.
create or replace macro bare_words(words) as list_filter(words, lambda w: w not in (
    'hospital', 'hospitals', 'medical', 'center', 'health', 'healthcare', 'system', 'services', 'service', 'of', 'the',
    'main', 'campus', 'inc', 'llc'));
-- The shares of openings and colleagues that are that house's, and not an office's or a clinic's in the same town.
create or replace macro only_house() as 0.94;
create or replace macro main_house() as 0.9;
create or replace macro every_house() as 0.9;

create or replace temp table town_house as
with owner as (
    select
        w.mention_id, e.confidence, place_key(w.city) as city,
        case when o.kind = 'system' then e.organisation_id else o.system_id end as system_id,
        upper(w.state) as state, string_split(name_key(w.name), ' ') as words,
        o.kind = 'system' and not regexp_matches(name_key(o.name), '\bpermanente\b') and regexp_matches(
            name_key(w.name), '\b(group|physicians?|providers?|partners|associates)\b') as is_group
    from core.employer_organisation e
    join core.organisation o using (organisation_id)
    join workplace w using (mention_id)
    where e.confidence >= 0.8 and (
        -- who practices in a system's group may see patients in any of its places, where it has several
        o.kind = 'system' and not regexp_matches(name_key(w.name), '\b(network|plan|foundation)\b')
        and (not is_group or w.city is not null)
        -- a Permanente group is the staff of Kaiser's houses
        or o.kind in ('system', 'group') and regexp_matches(name_key(o.name), '\bpermanente\b'))
),
plain as (
    select
        a.organisation_id, bare_words(string_split(name_key(a.alias), ' ')) as bare,
        list_filter(bare, lambda w: w not in ('clinic', 'regional', 'general')) as words
    from core.organisation_alias a
),
standing as (
    select
        organisation_id, system_id, place_key(city) as city, upper(state) as state,
        -- numbers of the form 281303 are critical access hospitals'
        count(*) filter (organisation_id like 'ccn:%') over (partition by system_id) as houses,
        count(*) filter (regexp_matches(organisation_id, '^ccn:..13')) over (partition by system_id) as critical,
        not regexp_matches(organisation_id, '^ccn:..13|^site:') and critical = houses - 1 as is_sole
    from core.organisation
    where kind = 'hospital' and system_id is not null and (source = 'cms' or organisation_id like 'site:%')
),
house as (
    select
        w.mention_id, o.organisation_id, max(w.confidence) as confidence,
        coalesce(bool_or(bare_words(w.words) = p.bare
            or list_has_all(w.words || string_split(w.city, ' '), p.words) and list_has_any(
                w.words, list_filter(p.words, lambda word: not list_contains(string_split(w.city, ' '), word))
            )), false) as is_main
    from owner w
    join standing o on o.system_id = w.system_id and (not w.is_group or o.houses = 1 or o.is_sole)
    join plain p using (organisation_id)
    where o.city = w.city and o.state = w.state
        or w.city is null and (o.state = w.state or w.state is null) and (
            o.houses = 1 and o.organisation_id like 'ccn:%' or list_has_all(w.words, string_split(o.city, ' '))
            or o.is_sole and bare_words(w.words) = p.bare)
    group by all
)
select
    mention_id, organisation_id,
    confidence * case when count(*) over of_name = 1 then only_house() when is_every then every_house()
        else main_house() end as confidence,
    count(*) over of_name = 1 as is_only, is_every
from (
    select *, count(*) over of_name > 1 and not (is_main and count(*) filter (is_main) over of_name = 1) as is_every
    from house window of_name as (partition by mention_id)
)
window of_name as (partition by mention_id);
