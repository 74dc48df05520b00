-- Seen again, missed, closed, opened again. Only a whole and believable list can miss a posting.
-- reads: core.posting, raw.board_run, raw.gone, stage_change, stage_field, stage_health, stage_next
-- reads: stage_present, stage_run
-- makes: stage_believed, stage_over, stage_turn
-- changes: core.posting, core.posting_history, raw.board_run
-- `jumped`: by the clock it began before the run before it. No hours are counted between those two.
create or replace temp table stage_believed as
with before as (select board, arg_max(started_at, run_order(run_id)) as started_at from raw.board_run group by board)
select r.board, r.started_at, coalesce(r.started_at < b.started_at, false) as jumped
from stage_run r join stage_health h using (board) left join before b using (board)
where r.complete and r.whole and h.doubt is null;

-- Postings whose closing day is over where they are.
create or replace temp table stage_over as
select
    p.posting_id, r.now as seen_at,
    greatest(p.first_seen, timezone(last_zone(p.state), (p.closes_on + 1)::timestamp)) as closed_at
from core.posting p cross join (select max(started_at) as now from stage_run) r
where
    timezone(last_zone(p.state), (p.closes_on + 1)::timestamp) <= r.now
    and p.closes_on >= coalesce(p.posted_on, p.closes_on);

-- One row a posting whose being open changes.
create or replace temp table stage_turn as
with seen as (
    select p.posting_id, p.closed_at as old, null::timestamptz as new, r.started_at as seen_at
    from core.posting p
    join stage_present i on i.board = p.board and i.key = p.board_posting_id
    join stage_run r on r.board = p.board
    anti join stage_over o on o.posting_id = p.posting_id
    where p.closed_at is not null
),
over as (
    select p.posting_id, null::timestamptz as old, o.closed_at as new, o.seen_at
    from core.posting p join stage_over o using (posting_id)
    where p.closed_at is null
),
-- The second whole list without it closes it, as of the first, where an hour lies between: lists of one minute are one.
missing as (
    select p.posting_id, null::timestamptz as old, p.missed_at as new, b.started_at as seen_at
    from core.posting p
    join stage_believed b using (board)
    anti join stage_present i on i.board = p.board and i.key = p.board_posting_id
    where p.closed_at is null and not b.jumped and p.missed_at + interval 1 hour <= b.started_at
),
-- Its own page says so; where a board is in doubt, not before it is believed again.
gone as (
    select p.posting_id, null::timestamptz as old, g.seen_at as new, r.started_at as seen_at
    from core.posting p
    join raw.gone g on g.board = p.board and g.key = p.board_posting_id
    join stage_run r on r.board = p.board
    left join stage_health h on h.board = p.board
    where p.closed_at is null and h.doubt is null
),
-- The user took the board out.
let_go as (
    select p.posting_id, null::timestamptz as old, r.started_at as new, r.started_at as seen_at
    from core.posting p
    join stage_run r using (board)
    where r.status = 'removed' and p.closed_at is null
)
from seen
union all from over
union all (from missing anti join over using (posting_id))
union all (from gone anti join missing using (posting_id) anti join over using (posting_id))
union all (from let_go anti join over using (posting_id));

-- After a jump of the clock the count begins anew, with the next list.
update core.posting p set missed_at = case when not b.jumped then coalesce(p.missed_at, b.started_at) end
from stage_believed b
where p.board = b.board and p.closed_at is null
    and not exists (from stage_present i where i.board = p.board and i.key = p.board_posting_id);

update core.posting p set missed_at = null, last_seen = r.started_at
from stage_present i, stage_run r
where i.board = p.board and i.key = p.board_posting_id and r.board = p.board;

update core.posting p set closed_at = t.new from stage_turn t where p.posting_id = t.posting_id;
insert into core.posting_history select posting_id, 'closed_at', old::text, new::text, seen_at from stage_turn;

insert into raw.board_run by name
select
    r.run_id, r.board, r.family, r.started_at, r.ended_at,
    case when h.doubt is not null then 'suspicious' else r.status end as status,
    case
        -- of files of the user's own, for which nothing is asked, the error names those that gave nothing
        when h.doubt is not null and r.listed = 0 and r.requests > 0 then h.doubt else
            nullif(concat_ws('; ', h.doubt, h.note, r.error), '')
    end as error,
    r.listed, r.fetched, r.requests, r.complete,
    coalesce(h.present, 0) as present,
    (select count(*) from stage_next n where n.board = r.board and n.is_new) as new,
    (
        select count(distinct c.posting_id)
        from stage_change c
        join stage_next n using (posting_id)
        where n.board = r.board
    ) as changed,
    (
        select count(*)
        from stage_turn t
        join core.posting p using (posting_id)
        where p.board = r.board and t.new is not null
    ) as closed,
    (select map_from_entries(list((f.field, f.share) order by f.field)) from stage_field f where f.board = r.board)
        as fresh,
    coalesce((select max(f.rows) from stage_field f where f.board = r.board), 0) as fresh_rows,
    (
        select map {
            'title': avg((p.title is not null)::int), 'employer_name': avg((p.employer_name is not null)::int),
            'specialty': avg((p.specialty is not null)::int),
            'place': avg((coalesce(p.city, p.state) is not null)::int),
            'pay': avg((coalesce(p.pay_min, p.pay_max) is not null)::int),
            'posted_on': avg((p.posted_on is not null)::int),
            'description': avg((p.description is not null)::int), 'url': avg((p.url is not null)::int)
        }
        from core.posting p where p.board = r.board and p.closed_at is null
    ) as coverage
-- the user's word is beyond doubt
from stage_run r left join stage_health h on h.board = r.board and r.status <> 'removed';
