-- One row a stage of a lead that the user set.
select subject as lead_id, object as stage, said_at, detail ->> 'note' as note
from raw.journal where verb = 'stage' order by said_at, lead_id
