-- One row a contact with a person: what the user kept with `log` and `met`, and what sent mail and calendar show.
-- reads: core.affiliation, core.opening, core.person, core.person_record, core.tie, raw.contact, raw.journal,
-- reads: raw.person_record
-- makes: acquaintance, core.contact, done_word, lead_alias, person_alias
create or replace temp table person_alias as
select alias_id as id, person_id from core.person_record where person_id <> 'me'
union
select record_id, person_id from core.person_record where person_id <> 'me';

create or replace temp table lead_alias as
select id, arg_min(lead_id, (length(lead_id), lead_id)) as lead_id
from (
    select short_id(posting_id) as id, opportunity_id as lead_id from core.opening
    union all
    select opportunity_id, opportunity_id from core.opening
)
group by id;

create or replace table core.contact as
with kept as (
    select
        j.said_at, a.person_id, coalesce(try_cast(j.detail ->> 'on' as date), j.said_at::date) as "on",
        coalesce(j.detail ->> 'how', 'message') as how, j.detail ->> 'mood' as mood, j.detail ->> 'note' as note,
        try_cast(j.detail ->> 'next' as date) as next_on, j.detail ->> 'ask' as ask,
        coalesce(l.lead_id, j.detail ->> 'lead') as lead_id,
        j.detail ->> 'helped' as helped,
        j.detail ->> 'at' as at_place,
        coalesce(try_cast(j.detail ->> 'first' as boolean), false) as is_first,
        j.detail ->> 'group' as "group",
        j.detail ->> 'answer' as answer,
        coalesce(try_cast(j.detail ->> 'nudge' as boolean), false) as is_nudge,
        'journal' as source
    from raw.journal j
    join person_alias a on a.id = j.subject
    left join lead_alias l on l.id = j.detail ->> 'lead'
    where j.verb = 'log'
),
shown as (
    select distinct
        c.contact_at as said_at, p.person_id, c.contact_on as "on", c.how,
        false as is_first, false as is_nudge, c.source
    from raw.contact c
    join (
        select email, person_id
        from (select lower(unnest(emails)) as email, person_id from core.person)
        -- An address that two people share does not say which of them it was.
        qualify count(*) over (partition by email) = 1
    ) p on p.email = lower(c.email)
)
from kept
union all by name
-- What the user kept of a day says more than the headers of the same mail or meeting.
from shown s
where
    not exists (from kept k where k.person_id = s.person_id and k."on" = s."on" and (k.how = 'met') = (s.how = 'met'));

-- One row a reminder that the user called done: of a person, or of a lead, whatever is null.
create or replace temp table done_word as
with word as (
    select
        j.said_at, a.person_id, null as lead_id, j.object as kind, cast(j.detail -> 'reminders' as json[]) as reminders
    from raw.journal j
    join person_alias a on a.id = j.subject
    where j.verb = 'done'
    union all
    select j.said_at, null, l.lead_id, j.object, cast(j.detail -> 'reminders' as json[])
    from raw.journal j
    join lead_alias l on l.id = j.subject
    where j.verb = 'done'
),
each as (
    select said_at, person_id, lead_id, kind, unnest(case when len(reminders) > 0 then reminders else [null] end) as r
    from word
)
select
    e.said_at,
    e.person_id,
    e.lead_id,
    coalesce(r ->> 'kind', e.kind) as kind,
    r ->> 'about' as about,
    coalesce(l.lead_id, r ->> 'lead_id') as about_lead
from each e
left join lead_alias l on l.id = e.r ->> 'lead_id';

-- One row a person: when they were last in contact, as far as anything dated tells, and how that went.
create or replace temp table acquaintance as
with dated as (
    -- Ties from the user's own log are taken from core.contact, which is never older.
    select person_id, max(last_contact) as last_on
    from core.tie
    -- To be connected on LinkedIn is no contact, whatever day it bears.
    where
        other_id = 'me'
        and last_contact <= getvariable('today')
        and kind <> 'linkedin'
    group by person_id
    union all
    select person_id, max("on") from core.contact where "on" <= getvariable('today') group by person_id
),
last as (
    select person_id, max(last_on) as last_on from dated group by person_id
),
kept as (
    select
        person_id, count(*) as contacts,
        arg_max(mood, ("on", said_at, mood, note)) filter (mood is not null) as mood,
        max(("on", said_at)) filter (mood is not null) as mood_at,
        arg_max_null(note, ("on", said_at, mood, note)) filter (mood is not null) as mood_note
    from core.contact
    where "on" <= getvariable('today')
    group by person_id
),
labelled as (
    select
        a.person_id, arg_max(j.object, (j.said_at, j.object)) as label, max(j.said_at) as said_at,
        arg_max(coalesce(try_cast(j.detail ->> 'every' as integer), 0), (j.said_at, j.object)) as every
    from raw.journal j
    join person_alias a on a.id = j.subject
    where j.verb = 'label'
    group by a.person_id
),
listed as (
    select r.person_id, max(s.exported_on) as listed_on
    from raw.person_record s
    join core.person_record r using (record_id)
    group by r.person_id
)
select
    p.person_id, p.name, coalesce(l.label, p.label) as label, l.said_at::date as labelled_on,
    l.said_at as labelled_at, x.listed_on, last.last_on,
    coalesce(k.contacts, 0) as contacts, k.mood, k.mood_at[1] as mood_on, k.mood_at[2] as mood_said_at, k.mood_note,
    coalesce(
        nullif(l.every, 0),
        case label_weight(coalesce(l.label, p.label)) when 0.8 then 30 when 0.5 then 90 when 0.2 then 180 else 365 end
    ) as every,
    is_off_limits(coalesce(l.label, p.label)) as is_off_limits,
    p.person_id in (select person_id from core.affiliation where standing = 'deceased') as is_dead,
    last.last_on < getvariable('today') - interval 3 year as is_cold
from core.person p
left join last using (person_id)
left join kept k using (person_id)
left join labelled l using (person_id)
left join listed x using (person_id);
