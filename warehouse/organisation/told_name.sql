-- What a name says besides whom it names: a program or department behind it, where somebody trained, a unit of a house.
-- reads: unescaped(), without_form()
-- makes: program_words(), says_department(), told_name(), told_text(), unit_house(), unit_house_of_town()
-- makes: unit_words(), untrained(), without_program(), without_unit()
-- A program or department behind a name or its town, as match lists shorten them: "…-Spokane IM", "… Hershey-Ortho",
-- "… SGME-Rochester MN".
create or replace macro program_words() as ('(?:[\s/–-]+(?:EM|[FIE]MR?|FP|S?GME|(?:Med-?)?Peds|Pediatrics'
    || '|Psych|Psychiatry|(?:Gen |Vasc |CT )?Surg(?:ery)?|Anesth?|Anesthesia|Ortho|Neuro|Neurology|NSGY|OB(?:/?-?GYN)?'
    || '|TY|Prelim|Rads|DR|IR|Derm|ENT|PM&R|Ophtho|Path|Uro|Urology|Rad ?Onc|Heme/?-?Onc|Cards|GI|Pulm(?:/?CC)?|PCCM'
    || '|N?ICU|PICU|ED|ER|Res(?:idency)?|Program))+');
-- "Maimonides EM" without its department.
create or replace macro without_unit(text) as trim(regexp_replace(text, program_words() || '\s*$', ''));
-- "SLU SOM" is the university's letters; of "Baylor COM" the college is the name.
create or replace macro without_program(text) as trim(regexp_replace(regexp_replace(
    regexp_replace(text, '^([A-Z]{2,6}) [SC]OM\b', '\1'),
    '([^,\s])' || program_words() || '\s*([-–,/])', '\1\2', 'g'), '([^,\s])' || program_words() || '\s*$', '\1'));
-- "Private practice (residency: Mayo Clinic)": where somebody trained is not where they work.
create or replace macro untrained(name) as trim(regexp_replace(regexp_replace(name,
    '(?i)\s*\((?:[^()]*\b)?(?:residency|fellowship|internship|trained|training|alum\w*|med(?:ical)? school|graduate)'
    || '\b[^()]*\)', '', 'g'),
    '(?i)^((?:private|solo|group|own|independent) practice|locums?(?: tenens)?)\s*[,;:–—-]\s*'
    || '(?:residency|fellowship|internship|trained|training|alum)\b.*', '\1'));
-- "GBMC Hospitalists", "KUMC Radiology", "Billings Clinic Internal Medicine Residency": a house before one of its
-- units: of letters any, behind words only what no practice in town is called.
create or replace macro unit_words(kinds) as ('\s+(?i:(?:(?:internal|family|emergency|hospital|critical|care'
    || '|general|community|palliative|vascular|pulmonary|[efi]m|peds|psych|ortho|and|&)\s+)*(?:' || kinds || ')'
    || '(?:\s+(?:department|dept\.?|division|service|program|team|group|residents?|residency|fellowship|faculty))*)$');
create or replace macro unit_house(text) as coalesce(
    nullif(regexp_extract(text, '^([A-Z]{3,6})' || unit_words('[a-z]*(?:ology|iatry|iatrics?|surgery|medicine'
        || '|orthopa?edics|obstetrics)|anesthesia|ob/?-?gyn|hospitalists?|intensivists?|nocturnists?|trauma'
        || '|critical care|emergency(?: room)?|residency|fellowship|ed|er|n?icu'), 1), ''),
    nullif(regexp_extract(text, '^([^,;|/@()]{5,}?)' || unit_words('hospitalists?|(?:[a-z]+ )?residency'), 1), ''),
    -- "Elm Hospital Trauma Services", "Elm Medical Ctr ED", but no "Elm Hospital Medicine" or "… Surgery Associates"
    nullif(regexp_extract(text, '^([^,;|/@()]*\b(?i:hospital|hosp\.?|medical center'
        || '|med(?:ical)?\.? c(?:en)?te?r\.?|infirmary))\s+(?i:(?:(?:internal|family|emergency|critical|care'
        || '|general|palliative|vascular|pulmonary|sleep|sports|geriatric|pediatric|cardiac|surgical|medical'
        || '|neonatal|inpatient|and|&)\s+)*(?:[a-z]*(?:ology|iatry|iatrics?|surgery|orthopa?edics|obstetrics)'
        || '|(?:internal|family|emergency|sleep|sports|pulmonary|geriatric|care) medicine|anesthesia|ob/?-?gyn'
        || '|trauma|emergency(?: room)?|ed|er|[nmsp]?icu|intensive care|labor (?:and|&) delivery|nursing|pharmacy'
        || '|rehab(?:ilitation)?|radiology)'
        || '(?:\s+(?:department|dept\.?|division|services?|svcs?\.?|unit|team|program))*)$', 1), ''));
-- "FGH Family Medicine Residency, Hattiesburg"
create or replace macro unit_house_of_town(text) as case when contains(text, ',')
    then unit_house(split_part(text, ',', 1)) || text[length(split_part(text, ',', 1)) + 1:] end;
-- A mention's name as it is read; of a contact who gives no place, without a program behind it: a practice that is
-- posted in a town may be called "Memorial Ortho".
create or replace macro told_text(text, is_placeless) as coalesce(
    unit_house(text), unit_house_of_town(text),
    case when is_placeless then without_program(without_form(text)) else without_form(text) end);
create or replace macro told_name(name, city, state) as
    told_text(trim(untrained(unescaped(name))), city is null and state is null);
-- "Departments of Urology and Immunology, Mayo Clinic, Rochester": a clinic or a school, none of its hospitals.
create or replace macro says_department(name) as regexp_matches(name, '(?i)\b(?:departments?|divisions?) of\b');
