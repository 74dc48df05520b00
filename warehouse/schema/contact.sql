-- One row a contact that the user's sent mail or calendar shows: headers only, nothing of what was written.
-- makes: raw.contact
create table if not exists raw.contact (email text, contact_at timestamptz, contact_on date, how text, source text);
