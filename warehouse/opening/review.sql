-- One row a pair of openings that may be one: alike, but not enough; the likest first.
-- reads: core.opening, core.posting, opening_compared, opening_said
-- makes: core.opening_review
create or replace table core.opening_review as
select
    x.opportunity_id as a, y.opportunity_id as b, concat_ws(', ', p.title, p.employer_name, p.city, p.state) as a_text,
    concat_ws(', ', q.title, q.employer_name, q.city, q.state) as b_text, max(c.similarity) as score,
    'alike' as reason
from opening_compared c
join core.opening x on x.posting_id = c.a
join core.opening y on y.posting_id = c.b
join core.posting p on p.posting_id = c.a
join core.posting q on q.posting_id = c.b
where x.opportunity_id <> y.opportunity_id and (c.text >= 0.5 or (c.text is null and c.similarity >= 0.7))
    and p.closed_at is null and q.closed_at is null
    and (c.a, c.b) not in (select (least(a, b), greatest(a, b)) from opening_said)
group by
    x.opportunity_id,
    y.opportunity_id,
    p.title,
    p.employer_name,
    p.city,
    p.state,
    q.title,
    q.employer_name,
    q.city,
    q.state
qualify
    row_number()
        over (partition by x.opportunity_id, y.opportunity_id order by max(c.similarity) desc, p.title, q.title)
    = 1
order by score desc, a, b
limit 500;
