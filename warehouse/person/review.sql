-- One row a pair of people of one name who may be one: suggested, never merged.
-- reads: core.affiliation, core.person, core.person_record, person_word
-- makes: core.person_review
create or replace table core.person_review as
with named as (
    select
        p.*, count(*) over (partition by name_key) as bearers,
        len(list_filter(urls, lambda u: starts_with(u, 'linkedin.com/in/'))) > 0 as has_profile
    from core.person p
    where name_key like '% %'
),
place as (
    select person_id, list_distinct(list(coalesce(organisation_id, mention_id))) as organisations from core.affiliation group by person_id
),
pair as (
    select
        a.person_id as a, b.person_id as b, a.name as a_name, b.name as b_name, a.sources as a_sources, b.sources as b_sources, a.bearers,
        len(list_intersect(coalesce(x.organisations, []), coalesce(y.organisations, []))) > 0 as same_place,
        coalesce(a.state = b.state, false) as same_state
    from named a
    join named b on b.name_key = a.name_key and b.person_id > a.person_id
    left join place x on x.person_id = a.person_id
    left join place y on y.person_id = b.person_id
    where a.bearers <= 6
        -- Two profiles or two NPIs are two people.
        and not (a.has_profile and b.has_profile) and not (coalesce(a.npi <> b.npi, false))
),
apart as (
    select least(x.person_id, y.person_id) as a, greatest(x.person_id, y.person_id) as b
    from person_word w
    join core.person_record x on x.record_id = w.a
    join core.person_record y on y.record_id = w.b
    where w.verb = 'different'
)
select
    a, b, a_name || ' (' || array_to_string(a_sources, ', ') || ')' as a_text, b_name || ' (' || array_to_string(b_sources, ', ') || ')' as b_text,
    round(case when same_place then 0.9 when same_state then 0.7 else 0.5 end / (bearers - 1), 3) as score,
    'the same name' || case when same_place then ' and the same employer or school' when same_state then ' and the same state' else '' end
        || case when bearers > 2 then '; ' || bearers || ' bear it' else '' end as reason
from pair
where (a, b) not in (select (a, b) from apart);
