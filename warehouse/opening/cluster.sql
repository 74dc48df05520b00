-- One row a pair that is one opening; the pairs in which both have a text make the wordings that texts fall into.
create or replace temp table opening_edge as
select a, b, similarity, reason, text is not null as is_worded from opening_compared where reason is not null;

create or replace temp table opening_link as
select a as posting_id, b as other from opening_edge where is_worded
union
select b, a from opening_edge where is_worded;

create or replace temp table opening_cluster as
select posting_id, posting_id as cluster from opening_link group by posting_id;
