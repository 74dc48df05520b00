-- One row a thing curbside was not sure of: `same A B` or `different A B` settles it.
-- reads: core.employer_review, core.opening_review, core.person_review
-- makes: main.review
select 'employer' as kind, a, b, a_text, b_text, score, reason from core.employer_review
union all
select 'opening', a, b, a_text, b_text, score, reason from core.opening_review
union all
select 'person', a, b, a_text, b_text, score, reason from core.person_review
order by score desc, kind, a, b
