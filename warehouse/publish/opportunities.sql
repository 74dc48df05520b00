-- One row an opening: all postings that are copies of it.
-- reads: core.lead_closed, core.opportunity
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
    reposts,
    opportunity_id in (select opportunity_id from core.lead_closed) as was_lead
from core.opportunity order by opportunity_id
