-- One row a thing curbside was not sure of: `same A B` or `different A B` settles it. What would change most leads
-- first, and of employers and people only what would change one; both sides with where they are.
-- reads: core.bond, core.employer_organisation, core.employer_review, core.insider, core.lead, core.opening_review
-- reads: core.opening_target, core.person_record, core.person_review, core.worker, raw.affiliation_record
-- makes: main.review
with asked as (
    select distinct t.opportunity_id, t.target_id
    from core.opening_target t
    join core.lead l on l.lead_id = t.opportunity_id
),
at_work as (
    select distinct w.mention_id, e.organisation_id
    from core.worker w
    join core.employer_organisation e using (mention_id)
    where e.confidence >= 0.5
),
touched as (
    -- By name: who says which of two is meant, says it of the other as well.
    -- The employer of an opening: whoever works at the other side would be there.
    select r.a, x.opportunity_id
    from core.employer_review r
    join asked x on x.target_id = r.a
    where r.b in (select organisation_id from at_work)
    union
    -- The employer of a contact: the openings of the other side.
    select r.a, x.opportunity_id
    from core.employer_review r
    join core.employer_organisation e on e.organisation_id = r.b and e.confidence >= 0.5
    join asked x on x.target_id = e.mention_id
    join core.worker w on w.mention_id = r.a
    -- Of whom it is known by other clues, it need not be asked.
    left join core.insider i
        on i.opportunity_id = x.opportunity_id and i.person_id = w.person_id and i.confidence >= 0.8
        and i.relation in ('decision maker', 'trained with you, works there', 'works there')
    where x.target_id <> r.a and i.person_id is null
),
-- Who gives the name: the nearest to the user.
giver as (
    select w.mention_id, max_by(w.name, (w.is_current, b.tie, w.name)) as name, count(distinct w.person_id) as people
    from core.worker w
    left join core.bond b on b.person_id = w.person_id and b.other_id = 'me'
    where w.mention_id in (select a from core.employer_review)
    group by 1
),
side as (
    select distinct a as id, is_entry from core.person_review
    union
    select distinct b, is_entry from core.person_review
),
entry as (
    select s.id, s.is_entry, r.record_id, r.person_id
    from side s
    join core.person_record r on r.alias_id = s.id or (r.person_id = s.id and not s.is_entry)
),
workplace as (
    select
        e.id, e.is_entry,
        concat_ws(' at ', a.title, concat_ws(', ', a.organisation_name, a.city, a.state)) as words
    from entry e
    join raw.affiliation_record a using (record_id)
    qualify row_number() over (
        partition by e.id, e.is_entry
        order by a.kind = 'work' desc, coalesce(a.is_current, false) desc, a.end_year desc nulls last, words
    ) = 1
),
met as (
    select e.id, e.is_entry, list(distinct i.opportunity_id) as openings
    from entry e
    join core.insider i using (person_id)
    where i.opportunity_id in (select opportunity_id from asked)
    group by all
),
person as (
    select
        r.a, r.b, r.a_text || coalesce('; ' || x.words, '') as a_text,
        r.b_text || coalesce('; ' || y.words, '') as b_text, r.score, r.reason, r.is_entry,
        len(list_distinct(coalesce(m.openings, []) || coalesce(n.openings, []))) as leads
    from core.person_review r
    left join workplace x on x.id = r.a and x.is_entry = r.is_entry
    left join workplace y on y.id = r.b and y.is_entry = r.is_entry
    left join met m on m.id = r.a and m.is_entry = r.is_entry
    left join met n on n.id = r.b and n.is_entry = r.is_entry
)
select 'employer' as kind, r.a, r.b, r.a_text, r.b_text, r.score,
    match_words(r.reason) || coalesce(
        '; named by ' || g.name || case when g.people > 1 then ' and ' || g.people - 1 || ' more' else '' end, ''
    ) as reason,
    count(distinct opportunity_id) as leads, false as is_taken, null::text as why
from core.employer_review r
join touched using (a)
left join giver g on g.mention_id = r.a
group by all
union all
select
    'opening', a, b, a_text, b_text, score, duplicate_words(reason),
    (select count(distinct lead_id) from core.lead where lead_id in (a, b)), false, null
from core.opening_review
union all
select
    'person', a, b, a_text, b_text, score, pair_words(reason), leads, is_entry,
    case when is_entry then likeness_words(reason.args) end
from person where leads > 0
order by leads desc, score desc, kind, a, b
