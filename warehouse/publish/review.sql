-- One row a thing curbside was not sure of: `same A B` or `different A B` settles it.
select kind, a, b, a_text, b_text, score, reason from core.review order by score desc, kind, a, b
