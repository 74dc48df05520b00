-- One row a way in which a person is tied to the user, those who shared a time with the user too; each with its
-- strength as of today.
-- reads: core.shared_time, either(), faded(), lasting(), repeated(), saturated(), sign_weight()
-- changes: core.tie
insert into core.tie
select
    person_id,
    'me',
    case kind when 'work' then 'worked together' else 'trained together' end,
    null,
    make_date(min(since), 1, 1),
    null,
    count(*)::integer, false, list_sort(list_distinct(list(says || coalesce(' (' || evidence || ')', ''))))
from core.shared_time
group by person_id, kind;

update core.tie set strength = round(either(
    lasting(kind),
    saturated(faded(sign_weight(kind, two_way), date_diff('day', last_contact, getvariable('today'))) * repeated(count))
    ),
    4
    )
where kind not in ('trained together', 'worked together');
update core.tie t set strength = round(s.strength, 4)
from (select person_id, kind, saturated(sum(weight)) as strength from core.shared_time group by all) s
where t.person_id = s.person_id and t.other_id = 'me'
    and t.kind = case s.kind when 'work' then 'worked together' else 'trained together' end;
