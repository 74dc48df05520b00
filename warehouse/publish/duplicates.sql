-- One row a posting that is a copy of another opening's first posting, and why.
-- reads: core.duplicate
-- makes: main.duplicates
select posting_id, opportunity_id, duplicate_words(reason) as reason, similarity from core.duplicate order by all
