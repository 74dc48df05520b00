-- One row an opening that closed within a month and was a lead until then.
-- reads: lead_match, opening_fact
-- makes: core.lead_closed
create or replace table core.lead_closed as
select opportunity_id
from lead_match
where not is_open
union
select opportunity_id
from opening_fact
where not is_open and (is_tip or is_added);
