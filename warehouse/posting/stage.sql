-- What one run brought, before it touches anything that lasts.
-- reads: core.posting, core.posting_place, raw.record
-- makes: stage_blank, stage_gone, stage_item, stage_place, stage_posting, stage_record, stage_run
create or replace temp table stage_run (
    run_id text, board text, family text, started_at timestamptz, ended_at timestamptz, status text, error text,
    listed integer, fetched integer, requests integer, complete boolean, employer text,
    whole boolean,  -- false: the board's lists hold the newest postings only
    decide boolean  -- whether a posting's own page is a surer witness than the list
);
create or replace temp table stage_item (board text, key text);
-- said: in words, not by 404
create or replace temp table stage_gone (board text, key text, seen_at timestamptz, said boolean);
-- what an answer should tell and does not, by its part: `list`, a listed posting without a title; `entry`, an entry of
-- a list without a key; `page`, a page without a posting, and what it is instead, where that shows
create or replace temp table stage_blank (board text, key text, part text, why text);
create or replace temp table stage_record as from raw.record limit 0;
create or replace temp table stage_posting as
select * exclude (first_seen, last_seen, closed_at, missed_at, first_run) from core.posting limit 0;
create or replace temp table stage_place as from core.posting_place limit 0;
