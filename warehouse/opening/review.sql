-- One row a pair of openings that may be one, by their likest postings: alike, but not enough; the likest first.
-- reads: core.opening, core.posting, opening_compared, opening_said
-- makes: core.opening_review
create or replace table core.opening_review as
with pair as (
    select
        x.opportunity_id as a, y.opportunity_id as b,
        concat_ws(', ', p.title, p.employer_name, p.city, p.state) as a_text,
        concat_ws(', ', q.title, q.employer_name, q.city, q.state) as b_text, c.similarity as score
    from opening_compared c
    join core.opening x on x.posting_id = c.a
    join core.opening y on y.posting_id = c.b
    join core.posting p on p.posting_id = c.a
    join core.posting q on q.posting_id = c.b
    where x.opportunity_id <> y.opportunity_id and (c.text >= 0.5 or (c.text is null and c.similarity >= 0.7))
        and p.closed_at is null and q.closed_at is null
),
-- A word on two postings is one on their openings: no other pair of theirs is asked about.
said as (
    select x.opportunity_id as a, y.opportunity_id as b
    from opening_said s
    join core.opening x on x.posting_id = s.a
    join core.opening y on y.posting_id = s.b
)
select a, b, a_text, b_text, score, 'alike' as reason
from pair
where (least(a, b), greatest(a, b)) not in (select (least(a, b), greatest(a, b)) from said)
qualify row_number() over (partition by least(a, b), greatest(a, b) order by score desc, a_text, b_text) = 1
order by score desc, a, b
limit 500;
