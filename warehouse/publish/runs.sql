-- One row a run.
-- reads: raw.board_run
-- makes: main.runs
select
    run_id, min(started_at) filter (hub is null) as started_at, max(ended_at) filter (hub is null) as ended_at,
    case
        when bool_and(status = 'done') then 'done' when bool_and(status = 'failed') then 'failed' else
            'done with failures'
    end as status,
    row_number() over (order by run_order(run_id))::integer as sequence
from raw.board_run group by run_id order by sequence
