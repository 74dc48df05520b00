-- One row a mention that names systems, or a well-known group, beside other words: which ones, and the longest name of
-- a system.
-- reads: core.organisation, plain_word, window_match
-- makes: named_owner, sole_hospital
create or replace temp table named_owner as
select
    mention_id, coalesce(list(x.organisation_id) filter (x.kind = 'system'), [])
        || coalesce(list(o.system_id) filter (x.kind = 'system' and o.system_id is not null), []) as systems,
    arg_max(string_split(canon, ' '), (length(canon), canon)) filter (x.kind = 'system') as words,
    bool_or(x.kind = 'group') as has_group
from window_match x
join core.organisation o using (organisation_id)
cross join plain_word w
where (x.kind = 'system' and since = 1 or x.kind = 'group' and x.organisation_id like 'cur:%')
    and not list_has_all(w.words, string_split(canon, ' '))
group by mention_id;

-- The one hospital of a system in a town, where the system is no larger than a region's; `is_seat`: a system of three
-- or more has its offices there, and its name means those. Where a hospital elsewhere bears the system's own name
-- ("Vanderbilt University Medical Center"), that is meant, and no other.
create or replace temp table sole_hospital as
select h.system_id, min(h.organisation_id) as hospital_id, h.state, place_key(h.city) as city,
    any_value(of_system) = 1 as is_only,
    any_value(of_system) > 2 and bool_or(coalesce(h.state = s.state
        and replace(place_key(h.city), ' ', '') = replace(place_key(s.city), ' ', ''), false)) as is_seat
from (
    select *, count(*) over (partition by system_id) as of_system from core.organisation
    where (organisation_id like 'ccn:%' or organisation_id like 'site:%') and system_id is not null and source = 'cms'
) h
join core.organisation s on s.organisation_id = h.system_id
where of_system <= 6 and not exists (
    select * from core.organisation b
    where b.system_id = h.system_id and b.organisation_id like 'ccn:%' and name_key(b.name) = name_key(s.name)
        and place_key(b.city) <> place_key(h.city)
)
group by h.system_id, h.state, place_key(h.city)
having count(*) = 1;
