-- One row a person the user knows or may know; `label` is what the user calls them.
-- reads: core.person
-- makes: main.people
select person_id, name, emails, phones, urls, npi, sources, label from core.person order by person_id
