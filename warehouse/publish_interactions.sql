-- One row a contact with a person that the user kept.
select
    said_at, subject as person_id, coalesce((detail ->> 'on')::date, said_at::date) as "on", detail ->> 'how' as how,
    detail ->> 'mood' as mood, detail ->> 'note' as note, (detail ->> 'next')::date as next_on
from raw.journal where verb = 'log' order by 2, 3, 1
