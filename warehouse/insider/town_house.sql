-- One row a name of a system with a town ("Renown Health, Reno") and the house of that system there that is meant by
-- it: the only one in town, or the one of several that is called as the system is.
-- reads: core.employer_organisation, core.organisation, core.organisation_alias, workplace
-- makes: only_house(), main_house(), town_house
-- The shares of openings and colleagues that are that house's, and not an office's or a clinic's in the same town.
create or replace macro only_house() as 0.94;
create or replace macro main_house() as 0.9;

create or replace temp table town_house as
with owner as (
    select
        w.mention_id, e.organisation_id as system_id, e.confidence, place_key(w.city) as city,
        upper(w.state) as state, string_split(name_key(w.name), ' ') as words
    from core.employer_organisation e
    join core.organisation o using (organisation_id)
    join workplace w using (mention_id)
    -- who practices in a system's group may see patients in any of its places
    where o.kind = 'system' and e.confidence >= 0.8
        and not regexp_matches(
            name_key(w.name), '\b(group|physicians?|providers?|partners|associates|network|plan|foundation)\b')
),
plain as (
    select a.organisation_id, list_filter(string_split(name_key(a.alias), ' '), lambda w: w not in (
        'hospital', 'medical', 'center', 'clinic', 'health', 'healthcare', 'system', 'regional', 'general', 'main',
        'campus', 'of', 'the', 'inc', 'llc')) as words
    from core.organisation_alias a
),
house as (
    select
        w.mention_id, o.organisation_id, any_value(w.confidence) as confidence,
        bool_or(list_has_all(w.words || string_split(w.city, ' '), p.words) and list_has_any(
            w.words, list_filter(p.words, lambda word: not list_contains(string_split(w.city, ' '), word))
        )) as is_main
    from owner w
    join core.organisation o
        on o.system_id = w.system_id and o.kind = 'hospital' and place_key(o.city) = w.city and upper(o.state) = w.state
    join plain p using (organisation_id)
    where o.source = 'cms' or o.organisation_id like 'site:%'
    group by all
)
select
    mention_id, organisation_id,
    confidence * case when count(*) over of_name = 1 then only_house() else main_house() end as confidence,
    count(*) over of_name = 1 as is_only
from house
window of_name as (partition by mention_id)
qualify count(*) over of_name = 1 or is_main and count(*) filter (is_main) over of_name = 1;
