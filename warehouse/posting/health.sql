-- Is what a board answered worth believing? One row a board of this run.
-- reads: core.posting, raw.board_run, raw.gone, stage_item, stage_posting, stage_record, stage_run
-- makes: stage_field, stage_health, stage_normal, stage_present
create or replace temp table stage_present as
select distinct i.board, i.key from (select board, key from stage_item union select board, key from stage_record) i
anti join raw.gone g on g.board = i.board and g.key = i.key;

create or replace temp table stage_field as
with filled as (
    unpivot (
        select
            board,
            (title is not null)::int as title,
            (employer_name is not null)::int as employer_name,
            (specialty is not null)::int as specialty,
            (coalesce(city, state) is not null)::int as place,
            (coalesce(pay_min, pay_max) is not null)::int as pay,
            (posted_on is not null)::int as posted_on,
            (description is not null)::int as description,
            (url is not null)::int as url
        from stage_posting
    ) on columns(* exclude board) into name field value is_filled
)
select board, field, avg(is_filled) as share, count(*) as rows from filled group by all;

-- Filled shares of fresh records in earlier runs that were believed: the board's own normal (never quite 0 or 1).
create or replace temp table stage_normal as
select board, f.key as field, (sum(f.value * fresh_rows) + 1) / (sum(fresh_rows) + 2) as share
from (select board, fresh_rows, unnest(map_entries(fresh)) as f from raw.board_run where fresh_rows >= 10 and status <> 'suspicious')
group by all;

create or replace temp table stage_health as
with dropped as (
    select s.board, string_agg(s.field, ', ' order by s.field) as fields
    from stage_field s join stage_normal n using (board, field)
    where s.rows >= 10 and n.share >= 0.5 and s.share < n.share * 0.5
        -- and no chance of a small batch: four standard deviations of as many postings
        and n.share - s.share > 4 * sqrt(n.share * (1 - n.share) / s.rows)
    group by all
),
present as (select board, count(*) as rows from stage_present group by all),
known as (
    select p.board, count(*) as rows from core.posting p join stage_run r using (board)
    where p.closed_at is null and r.whole group by all
    union all
    -- what a list of the newest only is held against: what it showed the last time
    select b.board, arg_max(b.present, b.run_id) as rows from raw.board_run b join stage_run r using (board)
    where not r.whole and b.status in ('done', 'partial') group by all
),
recent as (
    select board, present, status,
        row_number() over (partition by board order by run_id desc) as nth
    from raw.board_run where status in ('done', 'partial', 'suspicious')
),
-- Three runs on end that agree with this one: the board really is that small now.
settled as (
    select r.board from recent r left join present p using (board)
    where nth <= 3 and r.present > 0
        and p.rows between r.present * 0.8 and r.present * 1.25
    group by r.board having count(*) = 3
)
select
    r.board,
    coalesce(p.rows, 0) as present,
    case
        when r.status = 'failed' then null
        when coalesce(p.rows, 0) = 0 and coalesce(k.rows, 0) > 0
            then 'answered with no posting at all; the ' || k.rows || ' known ones are kept'
        when coalesce(p.rows, 0) = 0 then 'answered with no posting at all'
        when k.rows >= 10 and p.rows < k.rows * 0.5 and s.board is null and r.family <> 'alerts'
            then 'only ' || p.rows || ' postings where ' || k.rows || ' were open; none is closed for that'
        when d.fields is not null then 'fields went missing: ' || d.fields || '; the values known before are kept'
    end as doubt,
    d.fields is not null as fields_dropped
from stage_run r
left join present p using (board) left join known k using (board) left join settled s using (board) left join dropped d using (board)
-- alert mails and the like never hold the whole truth: nothing there is "too few"
where r.family <> 'alerts' or p.rows > 0;
