-- One row an opening and a relation in which so many people are in reach that only the best stand in `insiders`.
-- reads: core.insider_rest
-- makes: main.more_insiders
select opportunity_id, relation, people from core.insider_rest order by all
