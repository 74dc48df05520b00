-- One row a pair that is one opening; and one row a posting with the wording that its text falls into.
-- reads: opening_compared
-- makes: opening_edge, opening_worded, opening_wording
create or replace temp table opening_edge as
select a, b, similarity, reason, text is not null as is_worded from opening_compared where reason is not null;

create or replace temp table opening_worded as
select a, b from opening_edge where is_worded;

create or replace temp table opening_wording as
select node as posting_id, label as wording from components('opening_worded');
