-- One row a name that hires in many states, for many fields, on boards that many use, and is no employer known to do
-- so: an agency's, whose postings held and brought all are.
-- reads: core.posting, self_hirer, stage_posting
-- makes: recruiter
-- changes: core.posting, stage_posting
create or replace temp table recruiter as
with posting_any as (
    select board, employer_name, employer_kind, state, specialty_code from stage_posting
    union all
    select board, employer_name, employer_kind, state, specialty_code from core.posting
    where posting_id not in (select posting_id from stage_posting)
),
shared_board as (
    select board from posting_any group by board having count(distinct name_key(employer_name)) >= 5
)
select name_key(employer_name) as employer_key
from posting_any
join shared_board using (board)
where employer_kind in ('employer', 'agency') and employer_name not in (from self_hirer)
group by 1
having count(distinct state) >= 12 and count(distinct specialty_code) >= 6 and bool_or(employer_kind = 'employer');
update stage_posting set employer_kind = 'agency'
where employer_kind = 'employer' and name_key(employer_name) in (from recruiter);
update core.posting set employer_kind = 'agency'
where employer_kind = 'employer' and name_key(employer_name) in (from recruiter);
