-- One row a thing to do for a relationship.
-- reads: core.reminder
-- makes: main.reminders
select due_on, person_id, person, kind, reason_words(reason) as reason, lead_id, about, reason.code as cause
from core.reminder order by all
