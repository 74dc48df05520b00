-- One row a clinician whom the register lists at the employer of an opening and who may know the user; never a contact.
-- reads: core.may_know
-- makes: main.may_know
select
    opportunity_id, npi, name, clinician_words(name, employer, facts) as path,
    [evidence_words(said('register', [npi]))] as evidence
from core.may_know order by all
