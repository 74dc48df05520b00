-- One row an opening: all postings that are copies of it.
-- reads: core.opportunity
-- makes: main.opportunities
select
    opportunity_id,
    title,
    employer_name,
    employer_kind,
    organisation_id,
    specialty_code,
    specialty,
    city,
    state,
    latitude,
    longitude,
    pay_year_min,
    pay_year_max,
    posted_on,
    closes_on,
    first_seen,
    last_seen,
    status,
    boards,
    urls,
    posting_count,
    reposts
from core.opportunity order by opportunity_id
