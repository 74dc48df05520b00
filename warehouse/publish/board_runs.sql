-- One row a board a run.
-- reads: raw.board_run
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
from raw.board_run order by run_order(run_id), board
