-- One row a place of a posting.
-- reads: core.posting_place
-- makes: main.posting_places
select posting_id, city, state, postal_code, country, latitude, longitude from core.posting_place order by all
