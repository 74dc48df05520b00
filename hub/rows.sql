-- One row a posting that is published: its columns, its places and its history, and the part that it belongs to.
create or replace temp table hub_posting as
with told as (
    select p.* from core.posting p
    where p.board in (select unnest($boards)) and p.posting_id not in (select posting_id from core.hub_posting)
),
place as (
    select posting_id, list({city: city, state: state, postal_code: postal_code, country: country, latitude: latitude,
        longitude: longitude} order by all) as places
    from (
        select posting_id, city, state, postal_code, country, latitude, longitude from core.posting_place order by all
    )
    group by posting_id
),
history as (
    select posting_id, list({field: field, old: old, new: new, seen_at: seen_at} order by seen_at, field, old, new)
        as history
    from core.posting_history group by posting_id
),
-- where somebody looks for it: the states of all its places
placed as (
    select posting_id, list_distinct(list(upper(state)) filter (regexp_full_match(state, '[A-Za-z]{2}'))) as states
    from (select posting_id, state from core.posting_place union all select posting_id, state from told)
    group by posting_id
),
latest as (select board, max(last_seen) as last_seen from told group by board)
select
    -- seen with the rest of its board: the manifest says when, so that a quiet day changes no file
    t.* exclude (first_run) replace (case when t.last_seen < l.last_seen then t.last_seen end as last_seen),
    p.places, h.history,
    case len(d.states) when 0 then $none when 1 then d.states[1] else $many end as part_state,
    case when regexp_full_match(t.specialty_code, '\w{10}') then left(t.specialty_code, $letters) else $none end
        as part_specialty
from told t
join latest l using (board)
left join placed d using (posting_id)
left join place p using (posting_id)
left join history h using (posting_id)
order by part_state, part_specialty, posting_id;
