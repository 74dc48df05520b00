-- One row a thing to do for a relationship.
-- reads: core.reminder
-- makes: main.reminders
select due_on, person_id, person, kind, reason, lead_id, about from core.reminder order by all
