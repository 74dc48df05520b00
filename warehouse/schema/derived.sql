-- One row a step that is done anew only where its inputs changed: what they were.
-- makes: core.derived
create table if not exists core.derived (step text, inputs text);
