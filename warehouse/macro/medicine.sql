-- Words of medicine: which names are of houses that heal, which titles of somebody who does, which schools have none.
-- reads: name_key()
-- makes: is_healing(), is_medical(), is_plain_school()
create or replace macro is_healing(name) as regexp_matches(name_key(name),
    '\b(med|medic[a-z]*|health[a-z]*|clinic[a-z]*|hosp(itals?)?|cancer|childrens|physicians?|nursing|faculty)\b');
-- What somebody does at a medical school or hospital, by a word of their title's key.
create or replace macro is_medical(key) as regexp_matches(
    ' ' || key,
    ' (medic|clinic|health|hosp\b|hospital(s|ists?)?\b|physician|surg|nurs|patient|psychia|patholog|radiol|oncol'
    || '|cardi[ao]|bio(chem|med|eth|stat|phys|inform|eng)|neuro|pa?ediatr|ana?esth|immun|pharm|epidemi|genetic|cancer'
    || '|trauma|anatom|physiol|otolaryng|ophthalm|urolog|orthop|dermat|obstet|gyn|emergency|family'
    || '|intern(s|al|ists?)?\b|critical care|intensiv|rehab|geriatr|palliative|gastro|hepat|nephro|pulmon|endocrin'
    || '|rheum|infect|allerg|ha?emat|transplant|vascular|thoracic|plastic|dental|dentist|nutrition|microbio'
    || '|toxic|radiat|sleep|pain\b|speech|audiol|optomet|neonat|perinat|residen|peds|ob\b|em\b|im\b|ent\b|stroke'
    || '|care\b|wellness|quality|simulation|attending|provider|practitioner|apn\b|aprn\b|np\b|crna|rn\b|pgy'
    || '|team doctor|md\b|do\b|mbbs\b)'
);
-- "Providence College", "Elm University School of Law": a school that says nothing of medicine, or one like
-- "Medical Lake High School" and "Elm Clinic Community College".
create or replace macro is_plain_school(name) as
    regexp_matches(name_key(name), '\b(community|junior|high|middle|elementary|primary|charter) (college|schools?)\b')
    or regexp_matches(name_key(name), ' (college|university|school|schools|academy|seminary)\b')
    and not is_healing(name) and not is_medical(name_key(name));
