-- One row a person whose employer changed between two of the user's exports.
-- reads: core.person, core.person_record, raw.move
-- makes: main.moves
select
    p.person_id, p.name as person, m.old as old_employer, m.new as new_employer, m.last_seen_on, m.seen_on, m.noticed_on
from raw.move m join core.person_record r using (record_id) join core.person p using (person_id)
order by m.seen_on desc, p.person_id, m.old, m.new
