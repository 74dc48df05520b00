-- One row a name that is an agency's by what it posts on boards that many use: in many states, for many fields, locum
-- tenens above all, in words of its own; no employer known to do so. Its postings held and brought all are.
-- reads: core.posting, self_hirer, stage_posting
-- makes: recruiter
-- changes: core.posting, stage_posting
create or replace temp table recruiter as
with posting_any as (
    select board, employer_name, employer_kind, state, specialty_code, title from stage_posting
    union all
    select board, employer_name, employer_kind, state, specialty_code, title from core.posting
    where posting_id not in (select posting_id from stage_posting)
),
shared_board as (
    select board from posting_any group by board having count(distinct name_key(employer_name)) >= 5
),
named as (
    select name_key(employer_name) as employer_key, p.* exclude (board), s.board is not null as is_shared
    from posting_any p left join shared_board s using (board)
    where employer_kind in ('employer', 'agency') and employer_name not in (from self_hirer)
),
in_state as (
    select employer_key, count(*) as postings from named where is_shared and state is not null group by employer_key,
        state
),
-- the share of the state in which it posts most: a health system of several states has a home
home as (select employer_key, max(postings) / sum(postings) as share from in_state group by all),
told as (
    select
        employer_key,
        count(*) filter (is_shared) as postings,
        count(distinct state) filter (is_shared) as states,
        count(distinct specialty_code) filter (is_shared) as fields,
        count(*) filter (is_shared and employer_kind = 'agency') as own_words,
        count(*) filter (is_shared and regexp_matches(title, '\blocums?\b', 'i')) as locums,
        count(*) filter (is_shared and regexp_matches(title, '\bhospital[- ]employed\b', 'i')) as of_hospitals,
        count(distinct state) as all_states,
        count(distinct specialty_code) as all_fields
    from named group by all having bool_or(employer_kind = 'employer')
)
select employer_key
from told left join home using (employer_key)
where
    (states >= 12 and fields >= 6) or (states >= 20 and fields >= 4) or (states >= 8 and fields >= 8)
    or (states >= 6 and fields >= 5 and share <= 0.35)
    or (states >= 2 and own_words >= 2 and own_words >= 0.2 * postings)
    or (states >= 2 and locums >= 2 and locums >= 0.5 * postings)
    or (states >= 4 and of_hospitals >= 2)
    -- on a site of its own, too: no health system is in so many states and fields that is not known for it
    or (all_states >= 25 and all_fields >= 25);
update stage_posting set employer_kind = 'agency'
where employer_kind = 'employer' and name_key(employer_name) in (from recruiter);
update core.posting set employer_kind = 'agency'
where employer_kind = 'employer' and name_key(employer_name) in (from recruiter);
