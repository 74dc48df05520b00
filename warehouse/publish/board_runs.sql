-- One row a board a run; a board that is still being asked has a row that says so.
-- reads: raw.board_run, raw.under_way
-- makes: main.board_runs
select
    run_id,
    board,
    status,
    fetched,
    new,
    changed,
    closed,
    date_diff('millisecond', started_at, ended_at) / 1000 as seconds,
    error, coverage, listed, present, requests
from (
    from raw.board_run
    union all by name
    select
        run_id, board, 'partial' as status, 'still being asked; it joins when it is done' as error, started_at,
        started_at as ended_at, 0 as fetched, 0 as new, 0 as changed, 0 as closed
    from raw.under_way anti join raw.board_run using (run_id, board)
)
order by run_order(run_id), board
