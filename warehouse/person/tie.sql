-- One row a way in which a person is tied to the user (`me`) or to another person; strength follows when the day is
-- known.
-- reads: core.person, core.person_record, person_source, raw.contact, raw.journal, raw.tie_record
-- makes: person_called, person_friend, person_tied
-- changes: core.known_tie
create or replace temp table person_friend as
select s.owner, arg_min(r.person_id, (p.label is null, r.person_id)) as person_id
from (select distinct owner, person_key(substr(owner, 8)) as name_key from person_source where owner like 'friend:_%') s
join person_source o on o.owner is not distinct from 'me' and o.name_key = s.name_key
join core.person_record r on r.record_id = o.record_id
join core.person p on p.person_id = r.person_id
group by s.owner;

create or replace temp table person_called as
-- A name means a person of the user's own sources before one of a friend's; a name that two of them bear means nobody.
select name_key, person_id
from core.person
where name_key like '% %'
qualify count(*) over (partition by name_key, owner = 'me') = 1
    and row_number() over (partition by name_key order by owner = 'me' desc, person_id) = 1;

create or replace temp table person_tied as
with said as (
    select
        r.person_id,
        case
            when o.person_id is not null then o.person_id
            when t.other_record_id = 'me' or (t.other_record_id is null and t.other_name is null) then 'me'
            else c.person_id
        end as other_id,
        t.kind, t.since, coalesce(t.last_on, t.since) as last_on, t.count, t.two_way, t.evidence, s.owner
    from raw.tie_record t
    join core.person_record r using (record_id)
    join person_source s using (record_id)
    left join core.person_record o on o.record_id = t.other_record_id
    left join person_called c on o.person_id is null and c.name_key = person_key(t.other_name)
)
select
    said.person_id,
    -- What a friend's export says without a name is the friend's tie, not the user's.
    case when other_id = 'me' and said.owner like 'friend:_%' then f.person_id else other_id end as other_id,
    kind, since, last_on, said.count, two_way, evidence
from said
left join person_friend f on f.owner = said.owner;

insert into core.known_tie
with owned as (
    -- Being in a list is a tie of its own, where the reader names none.
    select
        r.person_id, coalesce(f.person_id, 'me') as other_id,
        case s.source
            when 'linkedin' then 'linkedin' when 'roster' then 'roster' when 'friend' then 'friend' else 'address book'
        end as kind,
        s.connected_on as since, s.connected_on as last_on, 1 as count, false as two_way,
        origin('list', [
            s.source, case when f.person_id is not null then substr(s.owner, 8) end, s.connected_on::text
        ]) as evidence
    from person_source s
    join core.person_record r using (record_id)
    left join person_friend f on f.owner = s.owner
    where s.record_id not in (
        select record_id
        from raw.tie_record
        union all
        select other_record_id
        from raw.tie_record
        where other_record_id is not null
    )
),
every as (
    select * from person_tied where other_id is not null
    union all by name
    select * from owned
)
select
    person_id, other_id, kind, min(since), max(last_on), sum(count)::integer, bool_or(two_way),
    list_sort(list_distinct(list(evidence) filter (evidence is not null)))
from every
where person_id <> other_id and person_id <> 'me'
group by person_id, other_id, kind;

-- One row a contact that the user kept with `log`.
insert into core.known_tie
with logged as (
    select
        r.person_id,
        j.detail ->> 'how' as how,
        coalesce(try_cast(j.detail ->> 'on' as date), j.said_at::date) as last_on
    from raw.journal j
    join core.person_record r on j.subject in (r.alias_id, r.record_id)
    where j.verb = 'log' and r.person_id <> 'me'
)
select
    person_id,
    'me',
    case when how in ('call', 'met') then 'met' else 'message' end,
    min(last_on),
    max(last_on),
    count(*)::integer,
    true,
    [origin('kept', [
        count(*)::text, max(last_on)::text, any_value(case when how in ('call', 'met') then 'talk' else 'message' end)
    ])]
from logged
group by 1, 3;

-- One row a person whom the user's sent mail or calendar names: headers only.
insert into core.known_tie
with owner as (
    select email, person_id
    from (select lower(unnest(emails)) as email, person_id from core.person)
    -- An address that two people share does not say which of them it was.
    qualify count(*) over (partition by email) = 1
)
select
    o.person_id,
    'me',
    case c.how when 'met' then 'met' else 'mail' end,
    min(c.contact_on),
    max(c.contact_on),
    count(*)::integer,
    false,
    [origin(
        case c.how when 'met' then 'calendar' else 'sent mail' end, [count(*)::text, max(c.contact_on)::text]
    )]
from raw.contact c
join owner o on o.email = lower(c.email)
group by o.person_id, c.how;
