-- One row a name of a school of medicine, its university or faculty practice, and the hospital at which most of its
-- clinicians, or its pediatricians (`is_children`), see patients, with how sure one of them does: judged, not measured.
-- A name that gives another town than the school's or the hospital's is another campus.
-- reads: core.employer_organisation, core.organisation, core.school_hospital, workplace
-- makes: faculty, is_clinician(), own_faculty(), pediatric_words(), sees_children(), sees_patients()
-- makes: staffed_faculty()
create or replace macro own_faculty() as 0.9;
create or replace macro staffed_faculty() as 0.85;
-- Of a school's people, those whose title is of a ward and not of a laboratory or an office.
-- `house`: the key of the school's name; of a school of medicine most professors are clinicians.
create or replace macro is_clinician(title, house) as regexp_matches(title,
    '\b(professor|prof|instructor|faculty|lecturer|clinician|attending|physician|surgeon|hospitalist|intensivist'
    || '|resident|fellow|pgy|chief|chair|chairman|chairwoman|director|head'
    || '|[a-z]{4,}(ologist|iatrist|iatrician|etrician)|md|do)\b')
and (regexp_matches(house, '\b(medicine|medical|physicians|hospital|clinical|som|pediatrics?)\b')
    or is_medical(title))
and not regexp_matches(title, '\b(bio(chem|stat|phys|inform|med|eng|eth|log)[a-z]*|microbiolog[a-z]*|anatom[a-z]*'
    || '|physiolog(y|ist)'
    || '|epidemiolog[a-z]*|pharmac[a-z]*|molecular|genomics?|neurosciences?|public health'
    || '|health (policy|services|sciences|administration)|population'
    || '|research[a-z]*|scientist|postdoc[a-z]*|lab|laborator[a-z]*|nursing|nurse|dent[a-z]*|librar[a-z]*|admissions'
    || '|admin[a-z]*|program manager|coordinator|student|students|veterinary|va|veterans|adjunct|volunteer|community'
    || '|emerit[a-z]*|humanities|history|ethics|statistics|engineering)\b');

-- "Assistant Professor of Pediatrics", or of a school's section of it.
create or replace macro pediatric_words() as '\b(pa?ediatr[a-z]*|peds|neonat[a-z]*)\b';
create or replace macro sees_children(title, house) as
    regexp_matches(title || ' ' || house, pediatric_words()) and is_clinician(title, house);
create or replace macro sees_patients(title, house) as
    is_clinician(title, house) and not regexp_matches(title || ' ' || house, pediatric_words() || '|\bchild');

create or replace temp table faculty as
select
    e.mention_id, s.hospital_id as organisation_id, s.is_children,
    max(e.confidence * case when s.is_own then own_faculty() else staffed_faculty() end) as confidence,
    bool_or(s.is_own) as is_own
from core.employer_organisation e
join core.school_hospital s on s.school_id = e.organisation_id and s.is_main
join workplace w using (mention_id)
join core.organisation o on o.organisation_id = s.school_id
join core.organisation h on h.organisation_id = s.hospital_id
where e.confidence >= 0.5
    and (w.state is null or upper(w.state) = h.state)
    and (w.city is null or place_key(w.city) in (place_key(h.city), place_key(o.city)))
group by e.mention_id, s.hospital_id, s.is_children;
