-- A hub's postings as they stand there, with their history, as if this workspace had pulled the boards itself.
-- reads: core.hub_posting, core.posting, raw.hub, replica_history, replica_own
-- reads: replica_part, replica_place, replica_posting, replica_run, replica_said, replica_seen
-- makes: replica_last, replica_new, replica_old
-- changes: core.hub_posting, core.posting, core.posting_history, core.posting_place, raw.board_run, raw.hub
-- changes: raw.hub_part
-- after: replica_said, replica_rows
-- part: replica
-- What stood in files that changed, or are needed no more.
create or replace temp table replica_old as
select h.*
from core.hub_posting h join replica_said s using (hub)
left join replica_part r using (path)
where s.is_over or (s.is_taken and (r.path is null or r.is_read));

create or replace temp table replica_new as
select
    p.posting_id, s.hub, p.path, p.last_seen is null as is_latest,
    coalesce(o.first_run, run_order(s.run_id)) as first_run, o.first_run is null as is_new
from replica_posting p cross join replica_said s
left join core.posting o using (posting_id)
where s.is_taken and p.board not in (from replica_own);

delete from core.hub_posting h using replica_old o where h.posting_id = o.posting_id and h.hub = o.hub;
insert into core.hub_posting by name select * exclude (first_run, is_new) from replica_new;

-- What the searches need no longer is followed no longer.
insert into core.posting_history
select p.posting_id, 'closed_at', null, s.started_at::text, s.started_at
from core.posting p join replica_old o using (posting_id) cross join replica_said s
where p.closed_at is null and p.board not in (from replica_own)
    and p.posting_id not in (select posting_id from replica_new);
update core.posting p set closed_at = s.started_at
from replica_old o, replica_said s
where o.posting_id = p.posting_id and p.closed_at is null and p.board not in (from replica_own)
    and p.posting_id not in (select posting_id from replica_new);

delete from core.posting p using replica_new n where p.posting_id = n.posting_id;
delete from core.posting_place p using replica_new n where p.posting_id = n.posting_id;
delete from core.posting_history p using replica_new n where p.posting_id = n.posting_id;
insert into core.posting by name
select p.* exclude (path) replace (n.first_run as first_run)
from replica_posting p join replica_new n using (posting_id);
insert into core.posting_place by name
select p.* from replica_place p where p.posting_id in (select posting_id from replica_new);
insert into core.posting_history by name
select p.* from replica_history p where p.posting_id in (select posting_id from replica_new);

update core.posting p set last_seen = b.last_seen
from core.hub_posting h, replica_said s, replica_seen b
where h.posting_id = p.posting_id and h.hub = s.hub and h.is_latest and b.board = p.board;

-- Each board's last run there stands under the run that read of it, with what changed since the reading before.
insert into raw.board_run by name
select r.* replace (
    s.run_id as run_id, s.hub as hub, sum(r.new) over whole as new, sum(r.changed) over whole as changed,
    sum(r.closed) over whole as closed
)
from replica_run r cross join replica_said s left join raw.hub h on h.hub = s.hub
where s.is_taken and r.board not in (from replica_own) and run_order(r.run_id) > coalesce(h.last_run, '')
window whole as (partition by r.board)
qualify row_number() over (partition by r.board order by run_order(r.run_id) desc) = 1;

insert into raw.board_run by name
select
    run_id, hub as board, family, started_at, ended_at, status, error, listed, fetched, requests, is_taken as complete,
    (select count(*) from core.hub_posting h join core.posting p using (posting_id)
        where h.hub = s.hub and p.closed_at is null) as present,
    (select count(*) from replica_new where is_new) as new,
    (
        select count(distinct h.posting_id) from replica_history h join replica_new n using (posting_id)
        where h.field <> 'closed_at' and not n.is_new
            and h.seen_at > coalesce((select max(published_at) from raw.hub x where x.hub = s.hub), h.seen_at)
    ) as changed,
    (
        select count(distinct h.posting_id) from replica_history h join replica_new n using (posting_id)
        where h.field = 'closed_at' and h.new is not null and not n.is_new
            and h.seen_at > coalesce((select max(published_at) from raw.hub x where x.hub = s.hub), h.seen_at)
    ) as closed,
    0 as fresh_rows
from replica_said s;

create or replace temp table replica_last as select max(run_order(run_id)) as last_run from replica_run;
delete from raw.hub h using replica_said s where h.hub = s.hub and (s.is_taken or s.is_over);
insert into raw.hub
select s.hub, s.serial, s.published_at, (select list(board order by board) from replica_own), l.last_run
from replica_said s cross join replica_last l where s.is_taken;
delete from raw.hub_part h using replica_said s where h.hub = s.hub and (s.is_taken or s.is_over);
insert into raw.hub_part
select s.hub, p.path from replica_said s cross join replica_part p where s.is_taken;
