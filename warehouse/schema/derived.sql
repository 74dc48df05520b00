-- Derived tables that a step may leave untouched when there is nothing to derive from.
create table if not exists core.review (kind text, a text, b text, a_text text, b_text text, score double, reason text);
create table if not exists core.reminder (
    due_on date, person_id text, person text, kind text, reason text, lead_id text, about text
);
