-- One row a person to ask at an employer of a search's place, with or without a posting.
-- reads: core.market
-- makes: main.markets
select
    search, organisation_id, organisation_name, city, state, open_postings, person_id, person, relation, strength,
    path_words(path) as path, near
from core.market order by all
