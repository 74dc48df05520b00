-- One row an ask of a person, and what became of it.
-- reads: core.ask, core.person
-- makes: main.asks
select a.asked_on, a.person_id, p.name as person, a.ask, a.lead_id, a.state, a.state_on, a.helped, a.nudged_on
from core.ask a
join core.person p using (person_id)
order by all
