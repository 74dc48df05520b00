-- One row a contact that the user's sent mail or calendar shows: headers only, nothing of what was written.
create table if not exists raw.contact (email text, contact_at timestamptz, contact_on date, how text, source text);
alter table raw.contact add column if not exists contact_on date;  -- databases of before it was kept
-- What `reminder` derives, so that a copy can be published before there is anything to derive from.
create table if not exists core.contact (
    said_at timestamptz, person_id text, "on" date, how text, mood text, note text, next_on date, ask text, lead_id text,
    helped text, at_place text, is_first boolean, "group" text, source text
);
create table if not exists core.stage (
    lead_id text, stage text, said_at timestamptz, "on" date, note text, title text, employer text, n bigint
);
create table if not exists core.caution (person_id text, rule text, caution text, lead_id text);
create table if not exists core.asking (opportunity_id text, person_id text, ask text, caution text);
