-- One row an ask: of whom, for what, about which lead, and what has become of it by today.
-- reads: core.contact, done_word
-- makes: core.ask
create or replace table core.ask as
with asked as (
    select
        row_number() over (order by said_at, person_id, ask) as n,
        person_id, lead_id, ask, "group", said_at, "on" as asked_on
    from core.contact
    where ask in ('opening', 'scoop', 'good-word', 'introduction') and "on" <= getvariable('today')
),
-- What was said between the two afterwards: about this lead, or about none in particular. The user's own mail is no
-- answer.
later as (
    select a.n, k.said_at, k."on", k.helped, k.answer, k.is_nudge
    from asked a
    join core.contact k
        on
            k.person_id = a.person_id and k.ask is null and k."on" between a.asked_on and getvariable('today')
            and (k.said_at > a.said_at or k.source <> 'journal')
            and (k.source = 'journal' or k.how = 'met')
            and (k.lead_id is null or a.lead_id is null or k.lead_id = a.lead_id)
),
answered as (
    select
        n,
        min("on") filter (not is_nudge and answer is distinct from 'no') as answered_on,
        min("on") filter (helped is not null) as helped_on,
        arg_min(helped, (said_at, helped)) filter (helped is not null) as helped,
        min(said_at) filter (helped is not null) as helped_at,
        min("on") filter (answer = 'no') as refused_on,
        arg_max(answer, (said_at, answer)) as last_answer,
        max("on") filter (is_nudge) as nudged_on
    from later
    group by n
),
thanked as (
    select n, min("on") as thanked_on
    from (
        select a.n, l."on" from answered a join later l using (n) where l.said_at > a.helped_at and l.helped is null
        union all
        select a.n, d.said_at::date
        from answered a
        join asked k using (n)
        join done_word d
            on d.person_id = k.person_id and d.said_at > a.helped_at and coalesce(d.kind, 'thank') = 'thank'
    )
    group by n
)
select
    a.person_id,
    a.lead_id,
    a.ask,
    a."group",
    a.said_at,
    a.asked_on,
    case
        when t.thanked_on is not null then 'thanked'
        when w.helped_on is not null then 'helped'
        -- A talk after a no is no yes.
        when w.last_answer = 'no' then 'said no'
        when w.answered_on is not null then 'answered'
        when a.asked_on + 21 <= getvariable('today') then 'no answer'
        else 'asked'
    end as state,
    coalesce(
        t.thanked_on,
        w.helped_on,
        case when w.last_answer = 'no' then w.refused_on end,
        w.answered_on,
        case when a.asked_on + 21 <= getvariable('today') then a.asked_on + 21 end,
        a.asked_on
    ) as state_on,
    w.helped,
    w.nudged_on
from asked a
left join answered w using (n)
left join thanked t using (n);
