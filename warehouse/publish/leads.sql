-- One row an opening that meets a search.
-- reads: core.lead
-- makes: main.leads
select
    lead_id, search, score, fit, insider, is_new, title, employer_name, specialty, city, state, miles, pay_year_min, pay_year_max,
    posted_on, first_seen, boards, url, insider_count, best_person, best_path, best_ask, stage, why
from core.lead order by score desc, lead_id, search
