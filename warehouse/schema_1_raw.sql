-- What came in: landed records (persistent), and the frames that each run hands over anew.
create table if not exists raw.board_run (
    run_id text not null, board text not null, family text not null,
    started_at timestamptz, ended_at timestamptz, status text, error text,
    listed integer, fetched integer, requests integer, complete boolean,
    primary key (run_id, board)
);
create table if not exists raw.me (name text, email text, specialties text[]);
create table if not exists raw.search (
    ord integer, search text, specialties text[], states text[],
    near struct(place text, miles double, latitude double, longitude double)[],
    employment text[], min_pay double, visa text[], agencies boolean, exclude text[]
);
create table if not exists raw.person_record (
    record_id text, source text, file text, owner text, name text, given text, family text, credentials text,
    emails text[], phones text[], urls text[], npi text, label text, role text, city text, state text, note text,
    connected_on date, exported_on date
);
create table if not exists raw.affiliation_record (
    record_id text, kind text, organisation_name text, program text, title text, city text, state text,
    start_year integer, end_year integer, is_current boolean, as_of date, source text, evidence text
);
create table if not exists raw.tie_record (
    record_id text, other_record_id text, other_name text, kind text, since date, last_on date,
    count integer, two_way boolean, evidence text
);
create table if not exists raw.journal (said_at timestamptz, verb text, subject text, object text, detail json);
