-- Postings as they are now, beside the rows they replace.
-- reads: core.posting, stage_health, stage_place, stage_posting, stage_run
-- makes: or_before(), stage_change, stage_next
-- changes: core.posting, core.posting_history, core.posting_place
-- after: recruiter
-- where a board lost fields, yesterday's values stand
create or replace temp macro or_before(dropped, now, old) as case when dropped then coalesce(now, old) else now end;

create or replace temp table stage_next as
select
    n.* replace (
        or_before(h.fields_dropped, n.employer_name, o.employer_name) as employer_name,
        or_before(h.fields_dropped, n.specialty_code, o.specialty_code) as specialty_code,
        or_before(h.fields_dropped, n.specialty, o.specialty) as specialty,
        or_before(h.fields_dropped, n.specialty_codes, o.specialty_codes) as specialty_codes,
        or_before(h.fields_dropped, n.city, o.city) as city,
        or_before(h.fields_dropped, n.state, o.state) as state,
        or_before(h.fields_dropped, n.postal_code, o.postal_code) as postal_code,
        or_before(h.fields_dropped, n.latitude, o.latitude) as latitude,
        or_before(h.fields_dropped, n.longitude, o.longitude) as longitude,
        case
            when h.fields_dropped and n.pay_min is null and coalesce(n.pay_max, o.pay_max) is not distinct
                from o.pay_max
                then o.pay_min
            else n.pay_min
        end as pay_min,
        case
            when h.fields_dropped and n.pay_max is null and coalesce(n.pay_min, o.pay_min) is not distinct
                from o.pay_min
                then o.pay_max
            else n.pay_max
        end as pay_max,
        or_before(h.fields_dropped, n.pay_period, o.pay_period) as pay_period,
        case when h.fields_dropped and n.employment_types[1] is null then o.employment_types else n.employment_types end
            as employment_types,
        or_before(h.fields_dropped, n.reference, o.reference) as reference,
        or_before(h.fields_dropped, n.contact_name, o.contact_name) as contact_name,
        or_before(h.fields_dropped, n.contact_email, o.contact_email) as contact_email,
        or_before(h.fields_dropped, n.posted_on, o.posted_on) as posted_on,
        or_before(h.fields_dropped, n.description, o.description) as description,
        or_before(h.fields_dropped, n.url, o.url) as url
    ),
    coalesce(o.first_seen, r.started_at) as first_seen,
    coalesce(o.last_seen, r.started_at) as last_seen,
    o.closed_at,
    o.missed_at,
    coalesce(o.first_run, run_order(r.run_id)) as first_run,
    o.posting_id is null as is_new
from stage_posting n
join stage_run r using (board)
left join stage_health h using (board)
left join core.posting o using (posting_id);

create or replace temp table stage_change as
select posting_id, c.field, c.old, c.new, started_at as seen_at
from (
    select n.posting_id, r.started_at, unnest([
        {field: 'title', old: o.title, new: n.title},
        {field: 'employer_name', old: o.employer_name, new: n.employer_name},
        {field: 'employer_kind', old: o.employer_kind, new: n.employer_kind},
        {field: 'profession', old: o.profession, new: n.profession},
        {field: 'specialty', old: o.specialty, new: n.specialty},
        {field: 'city', old: o.city, new: n.city},
        {field: 'state', old: o.state, new: n.state},
        {field: 'employment_types', old: o.employment_types::text, new: n.employment_types::text},
        {field: 'pay_min', old: o.pay_min::text, new: n.pay_min::text},
        {field: 'pay_max', old: o.pay_max::text, new: n.pay_max::text},
        {field: 'pay_period', old: o.pay_period, new: n.pay_period},
        {field: 'sign_on_bonus', old: o.sign_on_bonus::text, new: n.sign_on_bonus::text},
        {field: 'visa_j1', old: o.visa_j1::text, new: n.visa_j1::text},
        {field: 'visa_h1b', old: o.visa_h1b::text, new: n.visa_h1b::text},
        {field: 'loan_repayment', old: o.loan_repayment::text, new: n.loan_repayment::text},
        {field: 'reference', old: o.reference, new: n.reference},
        {field: 'posted_on', old: o.posted_on::text, new: n.posted_on::text},
        {field: 'closes_on', old: o.closes_on::text, new: n.closes_on::text},
        {field: 'url', old: o.url, new: n.url},
        {field: 'description', old: o.description, new: n.description}
    ]) as c
    from stage_next n join core.posting o using (posting_id) join stage_run r on r.board = n.board
)
where c.old is distinct from c.new;

delete from core.posting p using stage_next n where p.posting_id = n.posting_id;
insert into core.posting by name select * exclude (is_new) from stage_next;
delete from core.posting_place p using stage_next n where p.posting_id = n.posting_id;
insert into core.posting_place by name from stage_place;
insert into core.posting_history from stage_change;
