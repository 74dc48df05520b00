-- What is known of each open opening, from all of its open postings, and of those that closed within a month;
-- and what no digest has told of.
-- reads: core.opening, core.opportunity, core.posting, core.posting_place, raw.board_run, raw.told, raw.told_lead
-- makes: latest_run, opening_fact, opening_news, opening_place, word_pattern()
create or replace macro word_pattern(word) as ('\b' || regexp_replace(name_key(word), ' ', '[^a-z0-9]*', 'g') || '\b');

-- What no digest of another day has told is new, in the order of runs, whatever the clock said: the leads of a killed
-- run, too. A second digest of a day tells them again.
create or replace temp table latest_run as
with told as (
    select max(run_order(run_id)) as until from raw.told where told_on <> getvariable('today')
),
untold as (
    select min(run_order(run_id)) as first_run, arg_min(started_at, run_order(run_id)) as started_at
    from raw.board_run where hub is null and run_order(run_id) > (select until from told)
)
select
    case when until is null then '' else coalesce(first_run, 'none') end as first_run,
    case when until is null then timestamptz '1900-01-01' else coalesce(started_at, timestamptz 'infinity') end
        as started_at
from told, untold;

-- The run that brought an opening's first posting; where all of it was told by people, when it was told. An opening
-- that was there before and that no search met until today (the user widened one, a posting says more now) is new, too.
create or replace temp table opening_news as
with told as (select posting from raw.told_lead where told_on <> getvariable('today'))
select
    opportunity_id,
    coalesce(min(p.first_run) >= r.first_run, min(p.first_seen) >= r.started_at)
    or (exists (from told) and not bool_or(md5(p.posting_id) in (from told))) as is_news
from core.opening o join core.posting p using (posting_id), latest_run r
group by opportunity_id, r.first_run, r.started_at;

create or replace temp table opening_fact as
select
    o.opportunity_id,
    bool_or(x.status = 'open') as is_open,
    list_sort(list_distinct(flatten(list(coalesce(p.specialty_codes, [p.specialty_code])) filter (
        p.specialty_code is not null
    )))) as specialty_codes,
    list_sort(list_distinct(flatten(list(coalesce(p.employment_types, [])))
        || list_filter(
            [case when bool_or(p.fellowship) then 'fellowship' end, case when bool_or(p.academic) then 'academic' end],
            lambda e: e is not null
        )
    )) as employment,
    bool_and(p.fellowship is not distinct from true) as is_fellowship,
    coalesce(bool_or(p.remote), false) as is_remote,
    max(coalesce(p.pay_year_max, p.pay_year_min)) as pay,
    case when bool_or(p.visa_j1 = false) then false else bool_or(p.visa_j1) end as visa_j1,
    case when bool_or(p.visa_h1b = false) then false else bool_or(p.visa_h1b) end as visa_h1b,
    list(distinct name_key(p.title) order by name_key(p.title)) as titles,
    bool_and(p.employer_kind is not distinct from 'agency' and p.agency_client is null) as is_hidden,
    bool_or(p.board = 'tip') as is_tip,
    bool_or(p.board in ('added-page', 'added-mail', 'added-text')) as is_added,
    max(p.posted_on) as posted_on,
    arg_min(p.contact_name, p.posting_id) filter (p.contact_name is not null) as contact_name
from core.opening o
join core.posting p using (posting_id)
join core.opportunity x on x.opportunity_id = o.opportunity_id
where case x.status
    when 'open' then p.closed_at is null else cast(p.closed_at as date) >= getvariable('today') - 31 end
    and coalesce(p.profession, 'physician') = 'physician'
    and coalesce(p.country, 'US') in ('US', 'PR', 'GU', 'VI', 'AS', 'MP')
group by o.opportunity_id;

create or replace temp table opening_place as
select distinct o.opportunity_id, upper(q.state) as state, q.latitude, q.longitude
from core.opening o
join opening_fact f using (opportunity_id)
join core.posting p on p.posting_id = o.posting_id and (p.closed_at is null or not f.is_open)
join core.posting_place q on q.posting_id = o.posting_id
where (q.state is not null or q.latitude is not null)
union
select opportunity_id, upper(state), latitude, longitude
from core.opportunity
where opportunity_id in (select opportunity_id from opening_fact) and (state is not null or latitude is not null);
