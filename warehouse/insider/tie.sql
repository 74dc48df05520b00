-- One row a way in which a person is tied to the user or to another person, those who shared a time with the user too;
-- each with its strength as of today.
-- reads: core.known_tie, core.shared_time, either(), faded(), lasting(), repeated(), saturated(), sign_weight()
-- reads: steady()
-- makes: core.tie
create or replace table core.tie as
select
    person_id, other_id, kind,
    round(either(
        lasting(kind),
        saturated(
            faded(sign_weight(kind, two_way), date_diff('day', last_contact, getvariable('today'))) * repeated(count))
    ), 4) as strength,
    since, last_contact, count, two_way, list_transform(evidence, lambda e: said('given', [e])) as evidence
from core.known_tie
union all
select
    person_id, 'me', case kind when 'work' then 'worked together' else 'trained together' end,
    round(saturated(steady(sum(weight))), 4), make_date(min(since), 1, 1), null, count(*)::integer, false,
    list_sort(list_distinct(list(said(together.code, together.args || [evidence]))))
from core.shared_time
group by person_id, kind;
