-- One row a person who would be two: of two NPIs, or two whom the user told apart. The weakest links of each are cut.
-- reads: person_edge, person_label, person_name, person_source, person_word
-- makes: person_cut, person_torn
-- changes: person_edge, person_label
-- after: smaller
-- repeats: until empty person_cut, from smaller
create or replace temp table person_torn as
select l.label
from person_label l
join person_source s using (record_id)
where l.label <> ''
group by l.label
having count(distinct s.npi) > 1
union
-- Jr. and III, by way of one whose suffix is left out.
select l.label
from person_label l
join person_name n using (record_id)
where l.label in (select f.label from person_edge e join person_label f on f.record_id = e.a where e.rank = 1)
    and l.label <> ''
group by l.label
having count(distinct n.generation) > 1
union
select x.label
from person_word w
join person_label x on x.record_id = w.a
join person_label y on y.record_id = w.b
where w.verb = 'different' and x.label = y.label;

create or replace temp table person_cut as
select e.a, e.b, e.rank
from person_edge e
join person_label l on l.record_id = e.a
join person_torn using (label)
qualify e.rank = min(e.rank) over (partition by label);

delete from person_edge e using person_cut c where e.a = c.a and e.b = c.b and e.rank = c.rank;
update person_label set label = record_id where label in (from person_torn);
