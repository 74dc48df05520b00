-- One row a person whom the user will not ask now: until a day, or not at all (`until` null); about one lead, or any.
-- reads: lead_alias, person_alias, raw.journal
-- makes: put_off
create or replace temp table put_off as
select
    a.person_id,
    coalesce(l.lead_id, j.detail ->> 'lead') as lead_id,
    j.verb = 'skip' as is_never,
    case when j.verb = 'later' then coalesce(try_cast(j.object as date), j.said_at::date + 7) end as until,
    j.said_at
from raw.journal j
join person_alias a on a.id = j.subject
left join lead_alias l on l.id = j.detail ->> 'lead'
where j.verb in ('later', 'skip')
qualify row_number() over (
    partition by a.person_id, coalesce(l.lead_id, j.detail ->> 'lead')
    order by j.said_at desc, is_never desc, until desc
) = 1;
