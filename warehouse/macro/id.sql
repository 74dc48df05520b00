-- The ids that curbside makes, for SQL and Python: one home each.
-- reads: name_key()
-- makes: alias_id(), found_id(), long_id(), mention_id(), run_order(), short_id(), tip_id(), well_known_id()
create or replace macro mention_id(name, city, state) as
    substr(sha256(concat_ws(
        '|', name_key(coalesce(name, '')), name_key(coalesce(city, '')), upper(coalesce(state, '')))), 1, 16);
-- The short id that people type: of a posting, and so of an opportunity and its lead.
create or replace macro short_id(posting_id) as substr(sha256(posting_id), 1, 8);
-- The id of an opening whose short one another has already.
create or replace macro long_id(posting_id) as substr(sha256(posting_id), 1, 16);
-- The id of a person as long as this record says best who it is.
create or replace macro alias_id(record_id) as ('p' || substr(sha256(record_id), 1, 10));
-- A tip's number on the board `tip`, by who told it and of what.
create or replace macro tip_id(subject, object, detail) as
    substr(sha256(concat_ws('|', subject, object, detail ->> 'title', detail ->> 'place')), 1, 12);
-- An organisation that no register has, by what makes its name one.
create or replace macro found_id(text) as ('emp:' || substr(sha256(text), 1, 12));
create or replace macro well_known_id(name) as ('cur:' || substr(sha256(name), 1, 12));
-- What runs sort by, whatever the clock said: the number in the id, then the id (`landing.order` says the same).
create or replace macro run_order(run_id) as (
    lpad(coalesce(nullif(regexp_extract(run_id, '-(\d{6,12})$', 1), ''), '0'), 12, '0') || '-' || run_id);
