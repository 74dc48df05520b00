-- One row a place where somebody but the user works, worked or trained, with who it is; and one row a school of the
-- user's. `is_apart`: at a university, a foundation, a county, a tribe or in the armed forces, in no medicine of it; a
-- student; or of another trade, at what one word or no word of medicine names. `is_doubted`: by whoever wrote it down.
-- reads: core.affiliation, core.mention, core.mention_match, core.organisation, core.person, core.person_record
-- reads: is_civic_trade(), is_doubted(), is_other_school(), is_other_trade(), is_public_body(), is_student()
-- reads: is_unmedical(), is_visitor(), raw.person_record, role_words(), sees_children(), sees_patients()
-- makes: core.worker, my_school
create or replace table core.worker as
with clinician as (
    select distinct c.person_id
    from core.person_record c join raw.person_record r using (record_id)
    where regexp_matches(name_key(r.credentials), '\b(md|do|mbbs|mbbch|np|pa|dnp|crna)\b')
),
keyed as (
    select *, name_key(title) as title_key, name_key(organisation_name) as house_key
    from core.affiliation
    where person_id <> 'me' and kind in ('work', 'training')
)
select
    a.* exclude (title_key, house_key), role_words(a.title, p.role) as role_words, p.name, p.name_key, p.owner, p.label,
    a.kind = 'work' and (
        (coalesce(is_unmedical(title_key) or is_other_school(title_key), false)
            or a.title is not null and n.person_id is null
            and not is_medical(name_key(concat_ws(' ', a.title, p.role)))
            or is_unmedical(house_key))
        and (
            coalesce(o.kind = 'school', false)
            or regexp_matches(house_key, '\b(univ[a-z]*|college|institute of technology)\b')
        )
        and not is_healing(house_key)
        or coalesce(is_student(title_key) or is_visitor(title_key), false)
        -- who gives a hospital's grants away
        or house_key like '% foundation' and not is_medical(name_key(concat_ws(' ', a.title, p.role)))
        or coalesce(is_other_trade(title_key), false)
        and regexp_matches(house_key, '^[a-z]{6,}( inc| llc| corp(oration)?| ltd)?$')
        or n.person_id is null and a.title is not null and not is_medical(house_key) and (
            is_civic_trade(title_key)
            or is_public_body(house_key) and not is_medical(name_key(concat_ws(' ', a.title, p.role))))
    ) as is_apart,
    a.kind = 'work' and coalesce(is_doubted(a.organisation_name), false) as is_doubted,
    a.kind = 'work' and coalesce(sees_patients(title_key, house_key), false) as is_clinical,
    a.kind = 'work' and coalesce(sees_children(title_key, house_key), false) as is_pediatric
from keyed a
join core.person p using (person_id)
left join clinician n using (person_id)
left join core.organisation o on o.organisation_id = a.organisation_id;

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
