-- One row a run.
-- reads: raw.board_run, raw.told
-- makes: main.runs
select
    run_id, min(started_at) filter (hub is null) as started_at, max(ended_at) filter (hub is null) as ended_at,
    case
        when bool_and(status = 'done') then 'done' when bool_and(status = 'failed') then 'failed' else
            'done with failures'
    end as status,
    row_number() over (order by run_order(run_id))::integer as sequence,
    -- Where nothing was told yet, of the newest run alone: what went before is no news.
    run_order(run_id) > coalesce(
        (select max(run_order(run_id)) from raw.told where told_on <> getvariable('today')),
        (select max(run_order(run_id)) from raw.board_run where run_order(run_id) < (
            select max(run_order(run_id)) from raw.board_run
        )),
        ''
    ) as is_untold
from raw.board_run group by run_id order by sequence
