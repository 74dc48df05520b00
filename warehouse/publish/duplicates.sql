-- One row a posting that is a copy of another opening's first posting, and why.
select posting_id, opportunity_id, reason, similarity from core.duplicate order by all
