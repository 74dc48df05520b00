-- One row something that asks for a contact: with whom, why, since when, and from which day on a contact settles it.
-- `about` tells the causes of one person and kind apart: of one cause only the latest word is told.
-- reads: acquaintance, core.affiliation, core.ask, core.contact, core.insider, core.lead, core.opportunity, core.stage
-- reads: done_word, lead_group, lead_helper, person_alias, raw.journal
-- makes: cause, upkeep
create or replace temp table cause as
with lead_name as (
    select opportunity_id as lead_id, lead_words(title, employer_name) as lead
    from core.opportunity
),
ended as (
    select *, lead_words(title, employer) as lead from core.stage where n = 1
),
promised as (
    select
        person_id, 'follow up' as kind, 'promise' as about, lead_id, next_on as due_on, said_at, "on" as since,
        -- Two or three days early is kept too; a contact of today is not.
        greatest("on" + 1, next_on - 3) as settled_from, 1 as rank,
        said('promise', ["on"::text, note]) as reason
    from core.contact
    where next_on is not null
    qualify row_number() over (partition by person_id, lead_id order by said_at desc, next_on, note) = 1
),
first_met as (
    select
        person_id,
        'follow up' as kind,
        'first meeting' as about,
        null as lead_id,
        "on" + 2 as due_on,
        said_at,
        "on" as since,
        "on" as settled_from,
        2 as rank,
        said('first meeting', ["on"::text, at_place]) as reason
    from core.contact
    where is_first
),
told as (
    -- A tip, told by whom, on which day.
    select distinct
        a.person_id,
        j.said_at,
        coalesce(try_cast(j.detail ->> 'on' as date), j.said_at::date) as "on",
        coalesce(j.object, 'an employer') as employer
    from raw.journal j
    join person_alias a on a.id = j.subject or list_contains(cast(j.detail -> 'ids' as text[]), a.id)
    where j.verb = 'tip'
),
helped as (
    select
        c.person_id,
        'thank' as kind,
        'help' as about,
        c.lead_id,
        c."on" + 1 as due_on,
        c.said_at,
        c."on" as since,
        c."on" as settled_from,
        3 as rank,
        said('help', [c.helped, l.lead, c."on"::text]) as reason
    from core.contact c
    left join lead_name l using (lead_id)
    where c.helped is not null
    union all by name
    select
        person_id,
        'thank' as kind,
        'help' as about,
        null as lead_id,
        "on" + 1 as due_on,
        said_at,
        "on" as since,
        "on" as settled_from,
        3 as rank,
        said('tip', [employer, "on"::text]) as reason
    from told
),
interview as (
    select
        h.person_id,
        'thank' as kind,
        'help' as about,
        s.lead_id,
        s."on" + 1 as due_on,
        s.said_at,
        s."on" as since,
        s."on" as settled_from,
        4 as rank,
        said('interview', [lead_words(s.title, s.employer), h.helped]) as reason
    from core.stage s
    join lead_helper h using (lead_id)
    where s.stage = 'interview' and h.has_helped and h.helped_at <= s.said_at
),
outcome as (
    select
        h.person_id,
        case when h.has_helped then 'thank' else 'close out' end as kind,
        'ending' as about,
        s.lead_id,
        s."on" + 1 as due_on,
        s.said_at,
        s."on" as since,
        s."on" as settled_from, 5 as rank,
        said('outcome', [s.stage, s.lead, h.helped, h.asked_on::text]) as reason
    from ended s
    join lead_helper h using (lead_id)
    where s.stage in ('accepted', 'declined', 'withdrawn', 'rejected', 'dismissed')
),
-- Whoever handles applications there waits for a word, whoever of the user's own people was in it.
employer as (
    select
        null as person_id,
        'close out' as kind,
        'application' as about,
        s.lead_id,
        s."on" + 1 as due_on,
        s.said_at,
        s."on" as since,
        s."on" as settled_from,
        5 as rank,
        said('application', [s.stage, s.lead]) as reason
    from ended s
    where
        (
            s.stage in ('declined', 'withdrawn')
            and exists (from core.stage e where e.lead_id = s.lead_id and e.stage in ('applied', 'interview', 'offer'))
        )
        or (
            s.stage = 'rejected'
            and exists (from core.stage e where e.lead_id = s.lead_id and e.stage in ('interview', 'offer'))
        )
),
leaving as (
    select
        t.person_id,
        'thank' as kind,
        'leaving' as about,
        s.lead_id,
        s."on" + 14 as due_on,
        s.said_at,
        s."on" as since,
        s."on" as settled_from,
        6 as rank,
        said('leaving', [any_value(m.organisation_name order by m.organisation_name)]) as reason
    from ended s
    join core.affiliation m on m.person_id = 'me' and m.kind = 'work' and m.is_current
    join core.affiliation t on t.kind = 'work' and t.is_current and t.person_id <> 'me'
        and (
            t.mention_id = m.mention_id
            or t.organisation_id = m.organisation_id
            or name_key(t.organisation_name) = name_key(m.organisation_name)
        )
    join acquaintance a on a.person_id = t.person_id and (a.label is not null or a.contacts > 0) and not a.is_off_limits
    where s.stage = 'accepted'
    group by t.person_id, s.lead_id, s.said_at, s."on"
),
-- No answer within a week: one more word, once; three weeks on the ask is over, and with the lead it is at once.
nudge as (
    select
        a.person_id,
        'follow up' as kind,
        'nudge' as about,
        a.lead_id,
        a.asked_on + 7 as due_on,
        a.said_at,
        a.asked_on as since,
        a.asked_on + 1 as settled_from,
        2 as rank,
        said('nudge', [a.asked_on::text, a.ask, l.lead]) as reason
    from core.ask a
    left join lead_name l using (lead_id)
    where a.state = 'asked' and a.nudged_on is null and not exists (
        from ended e
        where
            e.lead_id = a.lead_id
            and e.stage in ('accepted', 'declined', 'withdrawn', 'rejected', 'dismissed')
    )
),
-- The search is over: whoever still waits for the user at another place hears it from the user.
over as (
    select
        null as person_id,
        'close out' as kind,
        'withdraw' as about,
        s.lead_id,
        t."on" + 1 as due_on,
        t.said_at,
        t."on" as since,
        t."on" as settled_from,
        5 as rank,
        said('withdraw', [t.lead, s.lead]) as reason
    from ended t
    join ended s on s.lead_id <> t.lead_id and s.stage in ('applied', 'interview', 'offer')
    where t.stage = 'accepted'
),
bad as (
    select
        person_id,
        'make up' as kind,
        'quarrel' as about,
        null as lead_id,
        mood_on + 7 as due_on,
        mood_said_at as said_at,
        mood_on as since,
        mood_on as settled_from,
        0 as rank,
        said('quarrel', [mood_on::text, mood_note]) as reason
    from acquaintance
    where mood = 'bad' and not is_off_limits
)
from promised
union all by name from first_met
union all by name from helped
union all by name from interview
union all by name from outcome
union all by name from employer
union all by name from leaving
union all by name from nudge
union all by name from over
union all by name from bad;

-- Staying in touch, by the user's label; and whom to reconnect with before asking, by the best lead they are near to.
create or replace temp table upkeep as
with settled as (
    select
        a.*, d.done_on,
        -- Where no contact is known, the days count from the user's label, or from the list that names the person.
        coalesce(greatest(a.last_on, d.done_on), a.labelled_on, a.listed_on) as base
    from acquaintance a
    left join (
        select person_id, max(said_at)::date as done_on
        from done_word
        where coalesce(kind, 'follow up') in ('follow up', 'reconnect')
        group by person_id
    ) d using (person_id)
    where not a.is_off_limits and not a.is_dead and a.mood is distinct from 'bad'
),
touch as (
    select
        person_id,
        case when is_cold then 'reconnect' else 'follow up' end as kind,
        'upkeep' as about,
        null as lead_id,
        base + every as due_on,
        said('upkeep', [label, last_on::text, every::text]) as reason,
        date_diff('day', base, getvariable('today'))::double / every as urgency
    from settled
    where
        -- Nobody is written to by the calendar whom the user never called anything.
        (label_weight(label) > 0 or labelled_on is not null)
        and base + every <= getvariable('today') + 14
    qualify row_number() over (order by urgency desc, person_id) <= 5
),
near as (
    select
        a.person_id,
        'reconnect' as kind,
        'asking' as about,
        l.lead_id,
        -- A run of the evening is tomorrow's by the clock of `first_seen`: the reminder is today's all the same.
        greatest(least(l.first_seen::date, getvariable('today')), a.done_on + 180) as due_on,
        said('asking', [a.last_on::text, lead_words(l.title, l.employer_name)]) as reason,
        l.score as urgency,
        i.strength
    from core.lead l
    join core.insider i on i.opportunity_id = l.lead_id and i.relation <> 'in the market' and i.confidence >= 0.5
    join settled a on a.person_id = coalesce(i.via_person_id, i.person_id)
    left join core.stage s on s.lead_id = l.lead_id and s.n = 1
    where a.is_cold and coalesce(s.stage, 'saved') in ('saved', 'asked', 'applied', 'interview')
        and (a.done_on is null or a.done_on + 180 <= getvariable('today'))
    qualify row_number() over (partition by a.person_id order by l.score desc, l.lead_id, i.strength desc) = 1
),
-- One old friend a hospital at a time.
near_one as (
    select n.*
    from near n
    left join lead_group g using (lead_id)
    qualify row_number() over (
        partition by coalesce(g."group", n.lead_id) order by n.urgency desc, n.strength desc, n.person_id
    ) = 1
)
select person_id, kind, about, lead_id, due_on, reason from touch
union all by name
(
    select person_id, kind, about, lead_id, due_on, reason
    from near_one
    where person_id not in (select person_id from touch) qualify
        row_number() over (order by urgency desc, person_id) <= 5
);
