-- Connected components of the pairs (a, b) of a table given by name: one row a node, `label` the smallest node it
-- reaches.
-- makes: components()
create or replace macro components(pairs) as table
with recursive reached(node, label) using key (node) as (
    select node, min(other) as label
    from (
        select a as node, least(a, b) as other from query_table(pairs)
        union all
        select b, least(a, b) from query_table(pairs)
    )
    group by node
    union
    select l.node, min(o.label)
    from (select a as node, b as other from query_table(pairs) union all select b, a from query_table(pairs)) l
    join reached o on o.node = l.other
    join recurring.reached p on p.node = l.node
    where o.label < p.label
    group by l.node
)
select node, label from reached;
