-- Schemas and macros that every step uses.
create schema if not exists raw;
create schema if not exists core;
-- Text as a key: lower case, ASCII, words of letters and digits with one space between them.
create or replace macro name_key(s) as
    trim(regexp_replace(regexp_replace(lower(strip_accents(replace(s, '&', ' and '))), '[''’`.]', '', 'g'), '[^a-z0-9]+', ' ', 'g'));
create or replace macro mention_id(name, city, state) as
    substr(sha256(concat_ws('|', name_key(coalesce(name, '')), name_key(coalesce(city, '')), upper(coalesce(state, '')))), 1, 16);
-- The short id that people type: of a posting, and so of an opportunity and its lead.
create or replace macro short_id(posting_id) as substr(sha256(posting_id), 1, 8);
