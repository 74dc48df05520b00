-- One row a name of an employer or workplace, with its place, and the organisations that it may be: those of postings
-- and of the user's files, and the hospitals where the register of clinicians lists a contact.
-- reads: core.clinician_place, core.mention, core.mention_match
-- makes: workplace, workplace_match
create or replace temp table workplace as
select mention_id, name, city, state from core.mention
union all
select distinct mention_id, name, city, state from core.clinician_place;

create or replace temp table workplace_match as
select mention_id, organisation_id, confidence, reason from core.mention_match
union all
select distinct mention_id, organisation_id, confidence, reason from core.clinician_place;
