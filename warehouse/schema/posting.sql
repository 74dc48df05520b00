-- One row a posting a board ever showed, as last read: the columns of the published `postings`, and what the state
-- needs.
-- makes: core.hub_posting, core.posting, core.posting_history, core.posting_place
create table if not exists core.posting (
    posting_id text not null, board text not null, board_posting_id text not null, url text,
    title text, employer_name text, employer_kind text, agency_client text,
    profession text, specialty_code text, specialty text,
    city text, state text, postal_code text, country text, latitude double, longitude double, place_text text,
    remote boolean, employment_types text[],
    pay_min double, pay_max double, pay_period text, pay_year_min double, pay_year_max double,
    sign_on_bonus double, pay_text text,
    visa_j1 boolean, visa_h1b boolean, loan_repayment boolean,
    contact_name text, contact_role text, contact_email text, contact_phone text, reference text,
    posted_on date, closes_on date, first_seen timestamptz, last_seen timestamptz, closed_at timestamptz,
    description text,
    academic boolean,
    call text,
    shift text,
    conrad_30 boolean,
    new_grad boolean,
    board_eligible boolean,
    fellowship boolean, terms_text text, pay_table boolean, closes_synthetic boolean, professions text[],
    specialty_codes text[],
    missed_at timestamptz,  -- the first of the whole lists on end that lack it
    first_run text  -- run_order() of the run that saw it first; null: a tip
);
create table if not exists core.posting_place (
    posting_id text, city text, state text, postal_code text, country text, latitude double, longitude double
);
create table if not exists core.posting_history (
    posting_id text, field text, old text, new text, seen_at timestamptz
);
-- Which of them a hub told of, in which of its files; `is_latest`: seen when the board was seen last.
create table if not exists core.hub_posting (posting_id text not null, hub text not null, path text, is_latest boolean);
