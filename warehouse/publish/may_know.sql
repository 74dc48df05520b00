-- One row a clinician whom the register lists at the employer of an opening and who may know the user; never a contact.
-- reads: core.may_know
-- makes: main.may_know
select opportunity_id, npi, name, path, evidence from core.may_know order by all
