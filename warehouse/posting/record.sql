-- Latest record of each (board, key, part); what differs from the one before is read again.
-- reads: raw.record, stage_gone, stage_record, stage_run
-- makes: stage_changed, stage_foreign, stage_fresh
-- changes: raw.gone, raw.record, stage_blank, stage_record
-- A page that was the posting's and is another now (the site's own start, a list of jobs) tells nothing of it.
create or replace temp table stage_foreign as
select s.board, s.key from stage_record s join raw.record r using (board, key, part)
where s.part = 'page' and s.employer is null and s.posted is null and coalesce(r.employer, r.posted) is not null
    and not list_has_any(
        regexp_extract_all(lower(s.title), '[a-z]{4,}'), regexp_extract_all(lower(r.title), '[a-z]{4,}')
    );

delete from stage_record s using stage_foreign f where s.board = f.board and s.key = f.key and s.part = 'page';
insert into stage_blank by name select board, key, 'page' as part from stage_foreign;

create or replace temp table stage_fresh as
select s.* from stage_record s left join raw.record r using (board, key, part)
where r.digest is null or r.digest <> s.digest;

delete from raw.record r using stage_fresh s where r.board = s.board and r.key = s.key and r.part = s.part;
insert into raw.record by name from stage_fresh;

delete from raw.gone g using stage_record s where g.board = s.board and g.key = s.key and s.part = 'page';
insert into raw.gone
select board, key, min(seen_at) from stage_gone anti join raw.gone using (board, key) group by all;

-- One row a posting with news: what its own page says wins over what the list says; an interface's list that changed
-- since then knows the title better.
create or replace temp table stage_changed as
with touched as (select distinct board, key from stage_fresh),
page as (from raw.record where part = 'page'),
list as (from raw.record where part = 'list')
select
    t.board || ':' || t.key as posting_id,
    t.board,
    coalesce(p.family, l.family) as family,
    t.key as board_posting_id,
    coalesce(p.url, l.url) as url,
    case
        when (run_order(l.run_id), l.seen_at) > (run_order(p.run_id), p.seen_at) and not r.decide
            then coalesce(l.title, p.title)
        else coalesce(p.title, l.title)
    end as title,
    coalesce(p.employer, l.employer, r.employer) as employer,
    coalesce(p.employer_type, l.employer_type) as employer_type,
    -- a list that names several places knows more of them than one page, which may be of one place
    case
        when len(p.places) > 0 and len(l.places) > 1 then list_concat(p.places, l.places)
        when len(p.places) > 0 then p.places
        else l.places
    end as places,
    case when len(p.categories) > 0 then p.categories else l.categories end as categories,
    case when len(p.employment) > 0 then p.employment else l.employment end as employment,
    coalesce(p.pay_min, case when p.pay_max is null then l.pay_min end) as pay_min,
    coalesce(p.pay_max, case when p.pay_min is null then l.pay_max end) as pay_max,
    coalesce(p.pay_unit, l.pay_unit) as pay_unit,
    coalesce(p.pay_currency, l.pay_currency) as pay_currency,
    coalesce(p.pay_text, l.pay_text) as pay_text,
    coalesce(p.posted, l.posted) as posted,
    coalesce(p.closes, l.closes) as closes,
    coalesce(p.remote, l.remote) as remote,
    coalesce(p.reference, l.reference) as reference,
    coalesce(p.description, l.description) as description,
    coalesce(p.contact_name, l.contact_name) as contact_name,
    coalesce(p.contact_role, l.contact_role) as contact_role,
    coalesce(p.contact_email, l.contact_email) as contact_email,
    coalesce(p.contact_phone, l.contact_phone) as contact_phone,
    coalesce(p.apply_url, l.apply_url) as apply_url,
    -- a relative date ("3 days ago") counts from the answer that holds it
    case when p.posted is not null or l.seen_at is null then p.seen_at else l.seen_at end as seen_at
from touched t
join stage_run r on r.board = t.board
left join page p on p.board = t.board and p.key = t.key
left join list l on l.board = t.board and l.key = t.key
order by posting_id;
