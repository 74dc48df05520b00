-- One row a tie between a person and the user (`me`) or another person.
-- reads: core.tie
-- makes: main.ties
select person_id, other_id, kind, strength, last_contact, evidence from core.tie order by all
