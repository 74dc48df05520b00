-- One row a board that is not the hub's to tell of. Those pulled here: two days after their last run they are the
-- hub's.
-- reads: raw.board_run, raw.hub, replica_said
-- makes: replica_own
-- part: replica
create or replace temp table replica_own as
select b.board
from raw.board_run b cross join replica_said s
where b.hub is null and b.board <> s.hub
group by b.board
having arg_max(b.status, run_order(b.run_id)) <> 'removed'
    and max(b.started_at) >= any_value(s.published_at) - interval 2 days
union
-- and those of another hub, the first by name
select b.board from raw.board_run b join raw.hub h using (hub) cross join replica_said s where b.hub < s.hub;
