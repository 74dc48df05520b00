-- One row a change of a posting that a run saw.
-- reads: core.posting_history
-- makes: main.posting_history
select posting_id, field, old, new, seen_at from core.posting_history order by seen_at, posting_id, field
