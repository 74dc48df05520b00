-- Who is none of a house's people by their title (a name_key), or not surely by the employer's name as written.
-- makes: is_doubted(), is_student(), is_visitor(), kin(), runs_something()
create or replace macro runs_something(key) as regexp_matches(
    key,
    '\b(coordinat(or|ion)|director|dean|manager|manages|supervisor|administrator|specialist|liaison|educator|chief'
    || '|navigator|recruiters?|recruitment|services|affairs|program lead|team lead|lead physician|committee)\b');
-- Who studies at a school works neither there nor at its hospital yet.
create or replace macro is_student(key) as regexp_matches(
    key,
    '\b(medical|med|md|do|dental|nursing|pharmacy|pa|np|graduate|undergraduate|doctoral|phd|mph|mba|premed)'
    || ' (student|candidate)s?\b|\bstudent (doctor|physician)\b|^(oms|ms|m) ?[1-4]\b|\b(oms|ms) ?[1-4]$'
) and not runs_something(key) and not regexp_matches(
    key, '\b(resident|fellow|attending|faculty|professor|hospitalist|[a-z]+ologist|adviser|advisor)\b');
create or replace macro kin() as ('wife|husband|spouse|fianc[a-z]*|brother|mother|father|son|daughter|mom|dad|cousin'
    || '|uncle|aunt|niece|nephew|roommate');
-- Who came to a house as a patient, to help, to look on, to ask for a place or to sell works there as little; nor does
-- who sits on its board, or whose title tells of somebody else.
create or replace macro is_visitor(key) as regexp_matches(key,
    '^((hospital|er|ed|icu|nicu|community|student|summer|high school|pre ?med|medical|former|job|gift shop|research'
    || '|parent|family|patient|teen|youth|weekend|patient advocate|hospice) )*'
    || '(volunteer(ing)?( (family|patient|advisory|council|guild|auxiliary)( [a-z]+)*)?|patient|interviewe[de]'
    || '|interviewing|donor|benefactor)( interviewed)?( (at|in|with|for|retired) .*)?$')
-- who sells to it
or regexp_matches(key, '\b((device|pharma|pharmaceuticals?|drug|equipment|industry|medical sales|sales)'
    || ' (rep|reps|representative)|territory manager|(regional|area|district) sales)\b'
    || '|^(medtronic|stryker|abbott (vascular|laboratories)|boston scientific|edwards( lifesciences)?'
    || '|zimmer( biomet)?|smith (and )?nephew|depuy|johnson (and )?johnson|j ?and ?j|arthrex|biotronik|abiomed'
    || '|intuitive( surgical)?'
    || '|pfizer|merck|novartis|amgen|gilead|philips|siemens( healthineers)?|ge healthcare) '
    || '|^(outside )?(vendor|supplier)( (for|of|at|to) .*)?$')
-- "knows the CMO", "her husband is a surgeon there", "wife works there"
or regexp_matches(key, '^(knows|met (him|her|them|the|at|in)|friends? (of|with)|married to|engaged to|related to'
    || '|dating|neighbou?r of|(parent|' || kin() || ')( in law)? (of|is|was|works|worked))\b'
    || '|\b(his|her|their|my|whose) (partner|sister|friend|' || kin() || ')\b'
    || '|\b(contacted|emailed|called|texted|messaged) me\b')
or not runs_something(key) and (
    regexp_matches(key, '\b(observers?|observerships?|externs?|externships?|shadow(s|ed|er|ing)?|sub ?intern(s|ship)?'
    || '|acting intern(ship)?|us clinical experience|usce|away (rotation|elective)|visiting (medical )?student'
    || '|(rotating|rotation) student|student rotat(ing|ion))\b')
    and not regexp_matches(key, '\b(resident|fellow|attending|hospitalist|professor|faculty|nurse|rn)\b')
    -- who asks, was asked or has not come
    or regexp_matches(key, '\b(applicants?|(has )?applied (at|to|for|here|[12]|last|this)|applying'
    || '|(job|residency|fellowship|faculty|physician) candidate|candidate for|^aspiring'
    || '|(residency|fellowship|match) hopeful|interview(s|ed|ing)? (at|with|on|in|for|next|there|here|jan|feb|mar|apr'
    || '|may|jun|jul|aug|sep|oct|nov|dec|[0-9])|offer (pending|declined|rejected)'
    || '|(declined|turned down|rejected|considering|awaiting)( (an|the|their|my))? (offer|contract|position|job))')
    and not contains(key, 'motivational')
    -- a seat on the board alone
    or regexp_matches(key, '\b(board|trustees?)\b') and regexp_matches(key, '^((chair[a-z]*|vice|immediate|past|member'
    || '|president|secretary|treasurer|emerit[a-z]+|honorary|community|hospital|foundation|advisory|of|on|the|board'
    || '|trustees?|directors|governors|regents|visitors|since|[0-9]{4}) ?)+$')
);
-- "Elm Hospital?", "Elm Hospital (I think)": whoever wrote it down was not sure.
create or replace macro is_doubted(name) as regexp_matches(lower(name),
    '\?\W*$|\b(i think|i believe|not sure|unsure|unconfirmed|last i heard|to be confirmed)\b'
    || '|\((maybe|perhaps|probably|possibly|tbc)\)|^\W*(maybe|perhaps|probably|possibly|not sure)\b');
