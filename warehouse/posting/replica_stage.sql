-- What one reading of a hub brought, before it touches anything that lasts.
-- reads: core.posting, core.posting_history, core.posting_place, raw.board_run
-- makes: replica_history, replica_part, replica_place, replica_posting, replica_run, replica_said, replica_seen
-- part: replica
create or replace temp table replica_said (
    hub text, run_id text, family text, started_at timestamptz, ended_at timestamptz, status text, error text,
    listed integer, fetched integer, requests integer,
    is_taken boolean,  -- whole and newer than what was read before
    is_over boolean,  -- the user took the hub out
    serial bigint, published_at timestamptz
);
-- Files that the searches need today; those that differ from the last time were read.
create or replace temp table replica_part (path text, is_read boolean);
create or replace temp table replica_posting as
select
    p.*,
    ''::text as path -- noqa: AL03
from core.posting p limit 0;
create or replace temp table replica_place as from core.posting_place limit 0;
create or replace temp table replica_history as from core.posting_history limit 0;
create or replace temp table replica_run as from raw.board_run limit 0;
create or replace temp table replica_seen (board text, last_seen timestamptz);
