-- One row a posting a board ever showed.
-- reads: core.mention_match, core.opening, core.posting
-- makes: main.postings
select
    p.posting_id, p.board, p.board_posting_id, p.url, p.title, p.employer_name, p.employer_kind,
    m.organisation_id, p.profession, p.specialty_code, p.specialty, p.city, p.state, p.postal_code, p.country,
    p.latitude,
    p.longitude,
    p.remote,
    p.employment_types,
    p.pay_min,
    p.pay_max,
    p.pay_period,
    p.pay_year_min,
    p.pay_year_max,
    p.sign_on_bonus,
    p.pay_text,
    p.visa_j1,
    p.visa_h1b,
    p.loan_repayment,
    p.contact_name,
    p.contact_role,
    p.contact_email,
    p.reference, p.posted_on, p.closes_on, p.first_seen, p.last_seen, p.closed_at, p.description, o.opportunity_id,
    p.contact_phone,
    p.agency_client,
    p.place_text,
    p.academic,
    p.call,
    p.shift,
    p.conrad_30,
    p.new_grad,
    p.board_eligible,
    p.fellowship, p.terms_text, p.pay_table, p.closes_synthetic, p.professions,
    p.specialty_codes
from core.posting p
left join core.opening o using (posting_id)
left join core.mention_match m
    on m.mention_id = mention_id(p.employer_name, p.city, p.state) and m.rank = 1 and m.confidence >= 0.8
    and p.employer_kind <> 'agency'
order by p.posting_id
