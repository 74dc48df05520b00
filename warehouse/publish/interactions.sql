-- One row a contact with a person that the user kept, or that sent mail or calendar show.
-- reads: core.contact
-- makes: main.interactions
select said_at, person_id, "on", how, mood, note, next_on, ask, lead_id, helped, at_place, source
from core.contact order by person_id, "on", said_at, how, source, mood, note, ask, lead_id, helped, next_on
