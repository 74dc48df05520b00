-- What came in: landed records (persistent), and the frames that each run hands over anew.
-- makes: raw.affiliation_record, raw.board_run, raw.gone, raw.hub, raw.hub_part, raw.journal, raw.me, raw.move
-- makes: raw.network_file, raw.person_record
-- makes: raw.record, raw.search, raw.tie_record, raw.told, raw.told_lead, raw.under_way
create table if not exists raw.board_run (
    run_id text not null, board text not null, family text not null,
    started_at timestamptz, ended_at timestamptz, status text, error text,
    listed integer, fetched integer, requests integer, complete boolean,
    present integer, new integer, changed integer, closed integer,
    fresh map(text, double), fresh_rows integer,  -- filled shares of the records read anew in that run
    coverage map(text, double),  -- filled shares of the postings open after it
    hub text,  -- the board of family `hub` that told of it; null: this workspace's own
    primary key (run_id, board)
);
create table if not exists raw.record (
    board text, key text, part text, family text, seen_at timestamptz, run_id text, digest ubigint,
    url text, title text, employer text, employer_type text,
    places struct(
        "text" text, city text, state text, postal_code text, country text, latitude double, longitude double
    )[],
    categories text[], employment text[],
    pay_min text, pay_max text, pay_unit text, pay_currency text, pay_text text,
    posted text, closes text, remote text, reference text, description text,
    contact_name text, contact_role text, contact_email text, contact_phone text, apply_url text
);
-- Postings whose own page said 404 or 410: a list that still names them does not open them again.
create table if not exists raw.gone (board text, key text, seen_at timestamptz);
-- What was read of each hub last; `own`: boards that this workspace pulled itself then; `last_run`: run_order() there.
create table if not exists raw.hub (hub text, serial bigint, published_at timestamptz, own text[], last_run text);
create table if not exists raw.hub_part (hub text, path text);
create table if not exists raw.told (told_on date, run_id text);
-- Postings (md5 of the id) of the leads that digests told, each with the first such day.
create table if not exists raw.told_lead (told_on date, posting text);
-- Boards of a run that are still being asked while the day's leads are built without them.
create table if not exists raw.under_way (run_id text, board text, started_at timestamptz);
create table if not exists raw.me (name text, email text, specialties text[]);
create table if not exists raw.search (
    ord integer, search text, specialties text[], states text[],
    near struct(place text, miles double, latitude double, longitude double)[],
    employment text[], min_pay double, visa text[], agencies boolean, "exclude" text[], own_employer boolean
);
create table if not exists raw.person_record (
    record_id text, source text, file text, owner text, name text, given text, family text, born text, credentials text,
    emails text[], phones text[], urls text[], npi text, label text, role text, city text, state text, note text,
    connected_on date, exported_on date
);
create table if not exists raw.affiliation_record (
    record_id text, kind text, organisation_name text, program text, title text, city text, state text,
    start_year integer, end_year integer, is_current boolean, as_of date, source text, evidence text,
    is_titled boolean
);
create table if not exists raw.tie_record (
    record_id text, other_record_id text, other_name text, kind text, since date, last_on date,
    count integer, two_way boolean, evidence text
);
create table if not exists raw.journal (said_at timestamptz, verb text, subject text, object text, detail json);
-- Each file of [network], as the run found it and as it was before; `network/health.py` has the words of `status`.
create table if not exists raw.network_file (
    file text, kind text, friend text, status text, read_on date, people bigint, meetings bigint, messages bigint,
    left_out bigint, left_out_why text[], exported_on date, age_days bigint, unknown_columns text[],
    people_before bigint, meetings_before bigint, messages_before bigint, read_before date, note text
);
-- Whose employer differs between two exports of the same address book.
create table if not exists raw.move (
    record_id text, old text, new text, last_seen_on date, seen_on date, noticed_on date
);
