-- One row a person the user knows or may know.
select person_id, name, emails, phones, urls, npi, sources from core.person order by person_id
