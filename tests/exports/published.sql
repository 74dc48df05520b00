-- The published tables, columns as the contract (section 6) names them.
create table postings (
    posting_id text, board text, board_posting_id text, url text, title text, employer_name text, employer_kind text,
    organisation_id text, profession text, specialty_code text, specialty text, city text, state text, postal_code text,
    country text, latitude double, longitude double, remote boolean, employment_types text[], pay_min double,
    pay_max double, pay_period text, pay_year_min double, pay_year_max double, sign_on_bonus double, pay_text text,
    visa_j1 boolean, visa_h1b boolean, loan_repayment boolean, contact_name text, contact_role text, contact_email text,
    reference text, posted_on date, closes_on date, first_seen timestamptz, last_seen timestamptz, closed_at timestamptz,
    description text, opportunity_id text
);
create table posting_places (
    posting_id text, city text, state text, postal_code text, country text, latitude double, longitude double
);
create table posting_history (posting_id text, field text, old text, new text, seen_at timestamptz);
create table opportunities (
    opportunity_id text, title text, employer_name text, employer_kind text, organisation_id text, specialty_code text,
    specialty text, city text, state text, latitude double, longitude double, pay_year_min double, pay_year_max double,
    posted_on date, closes_on date, first_seen timestamptz, last_seen timestamptz, status text, boards text[],
    urls text[], posting_count bigint, reposts bigint
);
create table duplicates (posting_id text, opportunity_id text, reason text, similarity double);
create table organisations (
    organisation_id text, name text, kind text, city text, state text, parent_id text, system_id text, aliases text[],
    source text
);
create table people (
    person_id text, name text, emails text[], phones text[], urls text[], npi text, sources text[]
);
create table affiliations (
    person_id text, organisation_id text, organisation_name text, kind text, title text, start_year integer,
    end_year integer, is_current boolean, confidence double, source text
);
create table ties (
    person_id text, other_id text, kind text, strength double, last_contact date, evidence text[]
);
create table insiders (
    opportunity_id text, person_id text, person text, relation text, via_person_id text, path text, ask text,
    strength double, confidence double, caution text, evidence text[]
);
create table leads (
    lead_id text, search text, score double, fit double, insider double, is_new boolean, title text, employer_name text,
    specialty text, city text, state text, miles double, pay_year_min double, pay_year_max double, posted_on date,
    first_seen timestamptz, boards text[], url text, insider_count bigint, best_person text, best_path text,
    best_ask text, stage text, why text[]
);
create table markets (
    search text, organisation_id text, organisation_name text, city text, state text, open_postings bigint,
    person_id text, person text, relation text, strength double, path text
);
create table interactions (person_id text, happened_on date, how text, mood text, note text);
create table applications (lead_id text, stage text, changed_at timestamptz);
create table reminders (due_on date, person_id text, person text, kind text, reason text, lead_id text);
create table runs (run_id text, started_at timestamptz, ended_at timestamptz, status text);
create table board_runs (
    run_id text, board text, status text, fetched bigint, new bigint, changed bigint, closed bigint, seconds double,
    error text, coverage map(varchar, double)
);
