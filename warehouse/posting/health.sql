-- Is what a board answered worth believing? One row a board of this run.
-- reads: core.posting, raw.board_run, raw.gone, raw.record, stage_blank, stage_gone, stage_item
-- reads: stage_posting, stage_record, stage_run
-- makes: filled(), stage_field, stage_health, stage_normal, stage_present
create or replace temp table stage_present as
select distinct i.board, i.key from (select board, key from stage_item union select board, key from stage_record) i
anti join raw.gone g on g.board = i.board and g.key = i.key;

-- 1 where it is said now, 2 more where it was before
create or replace temp macro filled(now, old) as (now is not null)::int + 2 * (old is not null)::int;

-- `lost`: postings that had the field and have it no more; `kept`: that have it still
create or replace temp table stage_field as
with fields as (
    unpivot (
        select
            n.board,
            filled(n.title, o.title) as title,
            filled(n.employer_name, o.employer_name) as employer_name,
            filled(n.specialty, o.specialty) as specialty,
            filled(coalesce(n.city, n.state), coalesce(o.city, o.state)) as place,
            filled(n.city, o.city) as city,
            filled(n.state, o.state) as state,
            filled(coalesce(n.pay_min, n.pay_max), coalesce(o.pay_min, o.pay_max)) as pay,
            filled(n.pay_min, o.pay_min) as pay_min,
            filled(n.pay_max, o.pay_max) as pay_max,
            filled(n.employment_types[1], o.employment_types[1]) as employment,
            filled(n.posted_on, o.posted_on) as posted_on,
            filled(n.description, o.description) as description,
            filled(n.reference, o.reference) as reference,
            filled(coalesce(n.contact_name, n.contact_email), coalesce(o.contact_name, o.contact_email)) as contact,
            filled(n.url, o.url) as url
        from stage_posting n left join core.posting o using (posting_id)
    ) on columns(* exclude board) into name field value is_filled
)
select
    board, field, avg(is_filled % 2) as share, count(*) as rows,
    count(*) filter (is_filled = 2) as lost, count(*) filter (is_filled = 3) as kept
from fields group by all;

-- Filled shares of fresh records in earlier runs that were believed: the board's own normal (never quite 0 or 1).
create or replace temp table stage_normal as
select board, f.key as field, (sum(f.value * fresh_rows) + 1) / (sum(fresh_rows) + 2) as share
from
    (
        select board, fresh_rows, unnest(map_entries(fresh)) as f
        from raw.board_run
        where fresh_rows >= 10 and status <> 'suspicious'
    )
group by all;

create or replace temp table stage_health as
with dropped as (
    select s.board, string_agg(s.field, ', ' order by s.field) as fields
    from stage_field s left join stage_normal n using (board, field)
    where
        (
            s.rows >= 10 and n.share >= 0.5 and s.share < n.share * 0.5
            -- and no chance of a small batch: four standard deviations of as many postings
            and n.share - s.share > 4 * sqrt(n.share * (1 - n.share) / s.rows)
        )
        -- a board of a few postings has no normal; that all of them lose a field at once is none
        or (s.lost >= 3 and s.kept = 0 and s.lost * 2 >= (
            select count(*) from core.posting p where p.board = s.board and p.closed_at is null
        ))
    group by all
),
-- The same titles under other keys, where keys had lasted or nobody knows yet: no posting is gone, and none is new.
rekeyed as (
    select p.board, count(*) as rows
    from core.posting p
    join stage_run r on r.board = p.board
    left join (select distinct board, title from stage_posting) s on s.board = p.board and s.title = p.title
    left join stage_present i on i.board = p.board and i.key = p.board_posting_id
    where p.closed_at is null
        and p.last_seen >= (select max(b.started_at) from raw.board_run b where b.board = p.board
            and b.status <> 'failed')
    group by all
    having count(*) >= 3 and count(i.key) = 0 and count(s.title) * 2 >= count(*)
        and (
            count(*) filter (p.last_seen > p.first_seen) * 2 >= count(*)
            or (select count(*) from raw.board_run b where b.board = p.board) = 1
        )
),
present as (select board, count(*) as rows from stage_present group by all),
-- what the board still speaks of: pages that say their opening is closed are no sign of a board gone blind, nor are a
-- handful of pages gone, or many that were asked again and had been gone half a day ago as well
heard as (
    select board, count(*) as rows from (
        from stage_present
        union
        select board, key
        from stage_gone
        qualify said or count(distinct key) over (partition by board) <= 5
        union
        select g.board, g.key
        from raw.gone g
        join stage_gone s using (board, key)
        join stage_run r using (board)
        where g.seen_at + interval 12 hours <= r.started_at
        union
        select i.board, i.key from stage_item i join core.posting p on p.board = i.board and p.board_posting_id = i.key
        where p.closed_at is not null
    ) group by all
),
said as (select board, count(distinct key) as rows from stage_gone where said group by all),
known as (
    select p.board, count(*) as rows from core.posting p join stage_run r using (board)
    where p.closed_at is null and r.whole group by all
    union all
    -- what a list of the newest only is held against: what it showed the last time
    select b.board, arg_max(b.present, run_order(b.run_id)) as rows from raw.board_run b join stage_run r using (board)
    where not r.whole and b.status in ('done', 'partial') group by all
),
recent as (
    select board, present, status,
        row_number() over (partition by board order by run_order(run_id) desc) as nth
    from raw.board_run where status in ('done', 'partial', 'suspicious')
),
-- Three runs on end that agree with this one: the board really is that small now.
settled as (
    select r.board from recent r left join present p using (board)
    where nth <= 3 and p.rows between r.present * 0.8 and r.present * 1.25
    group by r.board having count(*) = 3
),
listed as (select board, count(distinct key) as rows from stage_item group by all),
paged as (select board, count(*) as rows from stage_record where part = 'page' group by all),
-- `lost`: pages that held a posting when they were asked last
blank as (
    select
        b.board,
        count(distinct b.key) filter (b.part = 'list') as untitled,
        count(*) filter (b.part = 'entry') as unkeyed,
        count(distinct b.key) filter (b.part = 'page') as pages,
        count(distinct b.key) filter (b.part = 'page' and r.key is not null) as lost
    from stage_blank b left join raw.record r on r.board = b.board and r.key = b.key and r.part = 'page'
    group by all
),
-- pages without a posting that no list tells of either
hollow as (
    select board, sum(rows) as rows,
        ' (' || string_agg(why || ': ' || rows, ', ' order by rows desc, why) filter (why is not null) || ')' as kinds
    from (
        select b.board, b.why, count(distinct b.key) as rows from stage_blank b
        where b.part = 'page'
            and not exists (from raw.record t where t.board = b.board and t.key = b.key and t.part = 'list')
        group by all
    ) group by all
)
select
    r.board,
    coalesce(p.rows, 0) as present,
    case
        when r.status = 'failed' then null
        when c.rows >= 20 and c.rows > 9 * coalesce(g.rows, 0)
            then 'all of ' || c.rows || ' pages say that their opening is closed; none is closed for that'
        when b.unkeyed > 0 and b.unkeyed >= 0.2 * coalesce(l.rows + b.unkeyed, b.unkeyed)
            then b.unkeyed || ' of ' || coalesce(l.rows + b.unkeyed, b.unkeyed)
                || ' entries of its list have no number that could '
            || 'be read; the board may have changed its format: please report it'
        when coalesce(e.rows, 0) = 0 and coalesce(k.rows, 0) > 0
            then 'answered with no posting at all; the '
                || if(k.rows = 1, 'one that is known is kept', k.rows || ' known ones are kept')
        when coalesce(e.rows, 0) = 0 then 'answered with no posting at all'
        -- more than a handful at once: a board of two or three may well lose most of them in a day
        when k.rows - e.rows > 5 and e.rows < k.rows * 0.5 and s.board is null and r.family <> 'alerts'
            then 'only ' || number_of(e.rows::text, 'posting') || ' where ' || k.rows
                || ' were open; none is closed for that'
        -- a format that changed: a posting that is listed has a title, and pages that held postings hold some
        when
            b.untitled >= 0.2 * l.rows
            then b.untitled || ' of ' || l.rows || ' listed postings have no title that could be read; '
            || 'the board may have changed its format: please report it'
        when l.board is not null and not exists (from raw.record t where t.board = r.board)
            then
                if(l.rows = 1, 'the one listed posting could not', 'none of its ' || l.rows || ' listed postings could')
                || ' be read; the board may have changed its format: please report it'
        when b.lost >= 2 and b.lost >= coalesce(g.rows, 0) + coalesce(c.rows, 0)
            then b.lost || ' pages that held a posting hold none that could be read; what was known is kept'
        when n.rows is not null
            then 'all ' || n.rows
                || ' known postings are gone, and their titles stand under other numbers; none is closed for that'
        when d.fields is not null then 'fields went missing: ' || d.fields || '; the values known before are kept'
    end as doubt,
    d.fields is not null as fields_dropped,
    -- said beside the status: some are left out, and nothing is wrong with the rest
    nullif(concat_ws('; ',
        case when b.untitled > 0 and b.untitled < 0.2 * l.rows
            then b.untitled || ' of ' || l.rows || ' listed postings have no title and are left out' end,
        w.rows || ' of ' || (coalesce(g.rows, 0) + b.pages) || ' pages '
        || if(w.rows = 1, 'holds', 'hold') || ' no posting that could be read' || coalesce(w.kinds, '')
    ), '') as note
from stage_run r
left join present p using (board)
left join known k using (board)
left join settled s using (board)
left join dropped d using (board)
left join listed l using (board) left join paged g using (board) left join blank b using (board)
left join rekeyed n using (board) left join hollow w using (board)
left join heard e using (board) left join said c using (board)
-- alert mails and the like never hold the whole truth: nothing there is "too few"
where r.family <> 'alerts' or p.board is not null;
