-- The tables of this step, empty, and how two people's names are compared.
-- makes: core.affiliation, core.clinician_match, core.clinician_place, core.known_tie, core.person
-- makes: core.person_record, first_word(), is_common_field(), is_desk(), is_profile(), url_key(), years_apart()
create or replace table core.person (
    person_id text primary key, name text, emails text[], phones text[], urls text[], npi text, sources text[],
    label text, role text, city text, state text, owner text, note text, name_key text
);
-- One row a record: `alias_id` is the id that the person has, or once had, when this record named it.
create or replace table core.person_record (record_id text primary key, person_id text, alias_id text);
create or replace table core.affiliation (
    affiliation_id bigint,
    person_id text,
    mention_id text,
    organisation_id text,
    organisation_name text,
    kind text,
    program text,
    title text, city text, state text, start_year integer, end_year integer, is_current boolean, as_of date,
    confidence double, candidates integer, source text, evidence text, standing text, is_abroad boolean
);
create or replace table core.known_tie (
    person_id text,
    other_id text,
    kind text,
    since date,
    last_contact date,
    count integer,
    two_way boolean,
    evidence text[]
);
-- These two stay empty where no register of clinicians is loaded.
create or replace table core.clinician_match (
    person_id text, npi text, school text, graduation_year integer, p double, certainty decimal(3, 2), how text
);
create or replace table core.clinician_place (
    person_id text, mention_id text, organisation_id text, name text, city text, state text, confidence decimal(6, 3),
    how text, reason struct(code text, args text[], about text[])
);
create or replace macro first_word(key) as string_split(key, ' ')[1];
-- An address that belongs to one person; others are web sites, which colleagues share.
create or replace macro is_profile(url) as
    regexp_matches(
        url,
            '^(linkedin\.com/(in|pub)/|doximity\.com/(pub|profiles)/|orcid\.org/|'
            || 'researchgate\.net/profile/|(twitter|x|facebook|instagram)\.com/)[^/]'
    );
-- "jos%C3%A9", "José" and "josé/en" are one profile.
create or replace macro url_key(url) as regexp_replace(rtrim(regexp_replace(regexp_replace(
    nfc_normalize(lower(coalesce(try(url_decode(trim(url))), trim(url)))), '^[a-z]+://', ''), '^www\.|[?#].*$', '', 'g'
    ),
    '/'
    ),
    '^(?:[a-z]{2,3}\.)?(linkedin\.com/in/[^/]+)(/[a-z]{2}([-_][a-z]{2})?)?$', '\1');
-- An office's address, not one person's.
create or replace macro is_desk(email) as regexp_matches(string_split(email, '@')[1],
        '^(info|office|front[._-]?desk|reception|contact|admin(istration)?|clinic|practice|appointments?|'
        || 'scheduling|billing|staff|team|hello|mail|support|hr|jobs|careers|recruit[a-z]*|referrals?|'
        || 'nurses?|doctors?|physicians?|residency|fellowship|gme|chiefs?|coordinator|department|dept|'
        || 'hospital|medical|secretary|home|family)([._-].*|[0-9]*)$'
    );
-- Each of these has one physician in twenty or more, no other field one in thirty.
create or replace macro is_common_field(code) as regexp_matches(
    code, '^(207[QPLR]0{5}X|207V0{5}X|208M0{5}X|2080{6}X|20860{5}X|2084P0800X|2085R0202X|36.*)$');
create or replace macro years_apart(years, others) as list_min(flatten(list_transform(
    years, lambda y: list_transform(others, lambda o: abs(y - o)))));
