-- One row a place where somebody but the user works, worked or trained, with who it is; and one row a school of the
-- user's. `is_apart`: at a university, in no medicine of it; a student; or of another trade, at what one word names.
-- reads: core.affiliation, core.mention, core.mention_match, core.organisation, core.person, core.person_record
-- reads: is_medical(), is_other_school(), is_other_trade(), is_student(), is_unmedical(), is_visitor()
-- reads: raw.person_record, role_words()
-- makes: core.worker, my_school
create or replace table core.worker as
with clinician as (
    select distinct c.person_id
    from core.person_record c join raw.person_record r using (record_id)
    where regexp_matches(name_key(r.credentials), '\b(md|do|mbbs|mbbch|np|pa|dnp|crna)\b')
)
select
    a.*, role_words(a.title, p.role) as role_words, p.name, p.name_key, p.owner, p.label,
    a.kind = 'work' and (
        (coalesce(is_unmedical(a.title) or is_other_school(a.title), false)
            or a.title is not null and n.person_id is null and not is_medical(concat_ws(' ', a.title, p.role))
            or is_unmedical(a.organisation_name))
        and (
            coalesce(o.kind = 'school', false)
            or regexp_matches(name_key(a.organisation_name), '\b(univ[a-z]*|college|institute of technology)\b')
        )
        and not regexp_matches(
            name_key(a.organisation_name), '\b(medic[a-z]*|med|hosp[a-z]*|health|healthcare|clinic|nursing)\b'
        )
        or coalesce(is_student(a.title) or is_visitor(a.title), false)
        or coalesce(is_other_trade(a.title), false)
        and regexp_matches(name_key(a.organisation_name), '^[a-z]{6,}$')
    ) as is_apart
from core.affiliation a
join core.person p using (person_id)
left join clinician n using (person_id)
left join core.organisation o on o.organisation_id = a.organisation_id
where a.person_id <> 'me' and a.kind in ('work', 'training');

create or replace temp table my_school as
select distinct t.mention_id
from core.affiliation a
join core.mention t on t.mention_id = a.mention_id or name_key(t.name) = name_key(a.organisation_name)
where a.person_id = 'me' and a.kind = 'training'
union
select y.mention_id
from core.affiliation a
join core.mention_match x on x.mention_id = a.mention_id
join core.mention_match y on y.organisation_id = x.organisation_id
where a.person_id = 'me' and a.kind = 'training' and x.confidence * y.confidence >= 0.5;
