-- One row an opening that meets a search.
-- reads: core.lead, core.lead_best, core.stage
-- makes: main.leads
with lead as (
    select
        l.* exclude (best_person, best_path, best_ask, best_cautions), s.stage, b.lead_id is not null as is_other,
        coalesce(b.insider_count, l.insider_count) as people,
        case when is_other then b.best_person else l.best_person end as best_person,
        case when is_other then b.best_path else l.best_path end as best_path,
        case when is_other then b.best_ask else l.best_ask end as best_ask,
        case when is_other then b.best_cautions else l.best_cautions end as best_cautions
    from core.lead l
    left join core.lead_best b using (lead_id, search)
    left join core.stage s on s.lead_id = l.lead_id and s.n = 1
)
select
    lead_id,
    search,
    score,
    fit,
    insider,
    is_new,
    title,
    employer_name,
    specialty,
    city,
    state,
    miles,
    pay_year_min,
    pay_year_max,
    posted_on, first_seen, boards, url, insider_count, best_person, path_words(best_path) as best_path, best_ask, stage,
    list_transform(reasons, lambda w: why_words(w, people, best_person, best_cautions)) as why,
    list_transform(reasons, lambda w: w.code) as reasons,
    list_filter(reasons, lambda w: w.code = 'near')[1].args[2] as near,
    list_filter(list_transform(reasons, lambda w: step_words(w)), lambda w: w is not null)[1] as next_step
from lead order by score desc, lead_id, search
