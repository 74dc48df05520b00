-- One row a posting that is published, its columns, places and history, and the part that it belongs to. What is
-- wide (the posting's text) is carried through no common table and no ordered list, so that a million postings stay
-- within the memory allowed.

-- Where somebody looks for each: the states of all its places.
create or replace temp table hub_part as
with published as (
    select
        posting_id, board, state, last_seen,
        list_distinct(list_transform(
            list_filter(coalesce(specialty_codes, [specialty_code]), lambda c: regexp_full_match(c, '\w{10}')),
            lambda c: left(c, $letters)
        )) as fields
    from core.posting
    where board in (select unnest($boards)) and posting_id not in (select posting_id from core.hub_posting)
),
placed as (
    select posting_id, list_distinct(list(upper(state)) filter (regexp_full_match(state, '[A-Za-z]{2}'))) as states
    from (select posting_id, state from core.posting_place union all select posting_id, state from published)
    group by posting_id
),
latest as (select board, max(last_seen) as last_seen from published group by board)
select
    p.posting_id,
    p.last_seen < l.last_seen as is_behind,
    case len(d.states) when 0 then $none when 1 then d.states[1] else $many end as part_state,
    -- of two fields, it is read by whoever looks for any
    case when len(p.fields) = 1 then p.fields[1] else $none end as part_specialty
from published p
join latest l using (board)
left join placed d using (posting_id);

create or replace temp table hub_posting as
with place as (
    select posting_id, list_sort(list({city: city, state: state, postal_code: postal_code, country: country,
        latitude: latitude, longitude: longitude})) as places
    from core.posting_place group by posting_id
),
history as (
    select posting_id, list({field: field, old: old, new: new, seen_at: seen_at} order by seen_at, field, old, new)
        as history
    from core.posting_history group by posting_id
)
select
    -- seen with the rest of its board: the manifest says when, so that a quiet day changes no file
    t.* exclude (first_run) replace (case when k.is_behind then t.last_seen end as last_seen),
    p.places, h.history, k.part_state, k.part_specialty
from core.posting t
join hub_part k using (posting_id)
left join place p using (posting_id)
left join history h using (posting_id)
-- a part's rows lie together: each is written without looking at the others
order by k.part_state, k.part_specialty, t.posting_id;
