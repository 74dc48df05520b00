-- One row a pair of entries of one name: those that may be one person, never merged; and, last, those taken for one
-- (`is_entry`: its ids are of entries, not of people).
-- reads: core.person, core.person_record, person_edge, person_pair, person_source, person_word
-- makes: asked_from(), core.person_review
create or replace macro asked_from() as 0.1;
create or replace table core.person_review as
with told as (
    select
        p.*, x.person_id as a_person, y.person_id as b_person, x.alias_id as a_alias, y.alias_id as b_alias,
        [
            how,
            case
                when same_employer then 'employer' when same_house then 'school' when same_town then 'town'
                when same_state then 'state'
            end,
            case when is_moved then 'moved' end,
            case when says < 0.2 or is_heir then 'differ' end,
            case when others >= 1 then ceil(others)::bigint::text when others >= 0.1 then 'perhaps' end
        ] as facts
    from person_pair p
    join core.person_record x on x.record_id = p.a
    join core.person_record y on y.record_id = p.b
),
apart as (
    select least(x.person_id, y.person_id) as a, greatest(x.person_id, y.person_id) as b
    from person_word w
    join core.person_record x on x.record_id = w.a
    join core.person_record y on y.record_id = w.b
    where w.verb = 'different'
),
open as (
    select
        least(a_person, b_person) as a,
        greatest(a_person, b_person) as b,
        round(max(certainty), 3) as score,
        said('alike', arg_max(facts, (certainty, facts))) as reason
    from told
    where a_person <> b_person and a_person <> 'me' and b_person <> 'me' and certainty >= asked_from()
    group by 1, 2
),
taken as (
    select a_person, a_alias, b_alias, certainty, facts, a as a_record, b as b_record
    from told
    where a_person = b_person and a_person <> 'me' and (a, b) in (select (a, b) from person_edge where rank = 1)
        and (a, b) not in (select (least(a, b), greatest(a, b)) from person_edge where rank > 1)
    qualify row_number() over (partition by a_person order by certainty, a, b) = 1
)
select
    a,
    b,
    x.name || ' (' || array_to_string(x.sources, ', ') || ')' as a_text,
    y.name || ' (' || array_to_string(y.sources, ', ') || ')' as b_text,
    score,
    reason,
    false as is_entry
from open o
join core.person x on x.person_id = o.a
join core.person y on y.person_id = o.b
where (a, b) not in (from apart)
union all
select
    a_alias,
    b_alias,
    x.name || ' (' || x.source || ')',
    y.name || ' (' || y.source || ')',
    round(1 - certainty, 3),
    said('taken', facts),
    true
from taken t
join person_source x on x.record_id = t.a_record
join person_source y on y.record_id = t.b_record;
