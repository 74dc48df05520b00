-- What a title says of whether its bearer works there: 'there', 'left', 'deceased', 'not yet'.
-- A title has parts ("Former Chief, Staff Surgeon"); a part without a mark that names a role means somebody who works
-- there.
-- reads: name_key()
-- makes: first_month(), has_begun(), has_moved_on(), is_all_left(), is_comer()
-- makes: is_coming_employer(), is_deceased(), is_leaver(), is_left_employer(), is_left_trade(), is_past(), is_role()
-- makes: is_trainee(), is_within()
-- makes: left_service(), long_years(), month_words(), part_says(), place_parts(), plain_part(), standing()
-- makes: title_parts(), year_ended(), year_gone(), year_over()
create or replace macro title_parts(title) as list_filter(list_transform(
    regexp_split_to_array(
        lower(strip_accents(regexp_replace(title, '\b(now|currently|presently|current)\b', ';\1', 'gi'))),
        '[,;|()\[\]•·–—:>→]| - | / '), lambda p: trim(p)), lambda p: p <> '');
create or replace macro is_left_trade(part) as
    regexp_matches(part, '\b(retired|former|ex)[ -](engineer|teacher|nurse|paramedic|emt)\b');
-- Soldiers and athletes retire from that and practice on; an alumni office has people who work in it.
create or replace macro left_service() as (
    '(retired|separated|discharged) from (the )?(us |u\.s\. |active )?(army|navy|air force|military|duty|service)\b');
create or replace macro plain_part(part) as trim(regexp_replace(part,
        '\b(semi[ -]?retired|(retired|former|ex)[ -](us |u\.s\. )?(army|navy|air force|marines?|military|'
        || 'colonel|lt|captain|commander|major|veteran|athlete|engineer|teacher|nurse|paramedic|emt)\b.*'
        || '|' || left_service() || '.*|(retired|separated|discharged) from (the )?(us |u\.s\. |active )?'
        || '(marines?|nfl|nba|teaching|engineering|nursing|football)\b.*'
        || '|alum(ni|nae) (relations|affairs|engagement|association|office|council|board|network|programs?|'
        || 'services|giving)|(relations|affairs) alumni)',
    ' ',
    'g'
    )
    );
create or replace macro is_role(part) as regexp_matches(part,
        '(\b[a-z]*(ologist|iatrist|iatrician|internist|ospitalist|octurnist|nsivist|aborist|physician|'
        || 'surgeon|practitioner|pathist|pharmacist|thesiologist|dermatologist|generalist|therapist|'
        || 'anesthetist)s?\b'
        || '|\b(doctor|chief|chair[a-z]*|director|professor|faculty|attending|nurse|provider|president|'
        || 'officer|dean|head|fellow|resident|intern|recruiter|manager|owner|partner|founder|lead|'
        || 'instructor|lecturer|researcher|scientist|administrator|coordinator|liaison|specialist|'
        || 'consultant|md|do|np|pa|rn|crna|ob|gyn)\b)'
    );
create or replace macro is_deceased(part) as regexp_matches(
    part,
        '\b(deceased|in memoriam|in (loving )?memory( of)?|rest in peace|r\.i\.p|passed away|'
        || 'passed on)\b|^rip$|^d\. ?(19|20)[0-9]{2}|†|✝'
);
create or replace macro is_leaver(part) as regexp_matches(part,
        '\b(retired|retiree|ret''d|jubilad[oa]|retirad[oa]'
        || '|emerit[a-z]+|alum|alumn[a-z]+)\b|^ret\.? |^(ret|ret\.)$|^(former|'
        || 'formerly|previous|previously|past|ex)\b|^ex-|\b(former|formerly)$|\bex-[a-z]'
    );
-- "ED physician until 2020", "left the group in 2021": the year in which it was over.
create or replace macro year_gone(part) as try_cast(nullif(regexp_extract(part,
    '\b(?:until|till?|thru|through|ended|left|departed|resigned|retired)\b(?: [a-z'']+){0,4} ((?:19|20)[0-9]{2})$', 1
), '') as integer);
-- "2014-16": the second year as the first; which century it is decides nothing here.
create or replace macro long_years(text) as
    regexp_replace(text, '\b(19|20)([0-9]{2})\s*[-–—]\s*([0-9]{2})\b', '\1\2-\1\3', 'g');
-- "Telehospitalist 2020-2023"
create or replace macro year_over(part) as try_cast(nullif(regexp_extract(long_years(part),
    '\b(?:19|20)[0-9]{2} ?(?:-|to) ?((?:19|20)[0-9]{2})$', 1), '') as integer);
-- A part that is nothing but the mark belongs to the whole title: "Cardiologist, retired", "Retired from practice".
create or replace macro is_all_left(part) as regexp_matches(part,
        '^(was|once|(back )?then|used to( be| work)?|worked|trained|left|formerly (at|with))$'
        -- "Worked here 2017-2019", "Did 2 yrs here after residency"
        || '|^(i )?(was|were|worked|used to (be|work)|spent|did|practiced|trained)\b.{0,24}\b(here|there)\b'
        || '|^(did|completed|finished) ((my|his|her|their) )?([a-z]+ )?(residency|fellowship|internship|training)$'
        || '|^(my |the )?(contract|assignment|position|job|employment) (has |was |is )?(ended|over|finished|eliminated'
        || '|completed)\b|^(laid off|furloughed|let go)\b'
        || '|^((recently |now |fully )?(retired|retiree|ret''d|ret\.?)( (in |since |as of )?(19|20)[0-9]{2}|'
        || ' from [a-z ]+)?|(professor )?emerit[a-z]+|(proud )?alum(n[a-z]+)?( of .*)?|former|formerly|past|'
        || 'previous|ex)$'
    );
-- A month in full or cut short: no "Mayo" and no "Decatur".
create or replace macro month_words() as (
    '(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?'
    || '|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\b');
create or replace macro is_comer(part) as regexp_matches(part,
        '\bincoming\b|^(future|rising|soon[ -]to[ -]be|soon (at|to|with|joining|starting))\b|^soon$'
        || '|\bmatched (at|to|into)\b|\b(starts?|starting|'
        || 'joins?|joining|begins?|beginning|effective|commencing)\b.{0,16}\b(' || month_words()
        || '|spring|summer|fall|autumn|20[0-9]{2}|[0-9]{1,2}/[0-9]{2,4})\b'
    );
create or replace macro first_month(text) as list_position(
    ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
    regexp_extract(text, '\b' || month_words())[:3]);
create or replace macro has_begun(title, as_of) as coalesce(
    make_date(
        try_cast(regexp_extract(title, '\b(20[0-9]{2})\b', 1) as integer),
        coalesce(nullif(first_month(lower(title)), 0), 7)::integer,
        1
    )
    <= as_of,
    false
    );
-- "Hepatologist (1998-2016)", "(1948-2022) Surgeon": the year in which all that the title names ended; of several roles
-- ("Internist, Chair of Medicine 2018-2020") the last alone has ended.
create or replace macro year_ended(title) as try_cast(coalesce(
    nullif(regexp_extract(long_years(title),
        '^[^,;|/·•]*[^,;|/·•\s(\[][\s,(\[]+(19|20)[0-9]{2}\s*(-|–|—|to)\s*((19|20)[0-9]{2})\s*[)\]]?\s*$', 3), ''),
    nullif(regexp_extract(long_years(title),
        '^\s*[(\[](19|20)[0-9]{2}\s*(-|–|—|to)\s*((19|20)[0-9]{2})[)\]]', 3), '')
    ) as integer);
-- What a part of a title says: each mark is looked for once, however many rules go by it.
create or replace macro part_says(part, as_of) as {
    'deceased': is_deceased(part), 'all_left': is_all_left(part), 'leaver': is_leaver(part), 'comer': is_comer(part),
    'role': is_role(part), 'gone': year_gone(part) < year(as_of::date),
    'over': coalesce(year_gone(part), year_over(part)) < year(as_of::date)
};
create or replace macro is_past(said) as said.leaver or coalesce(said.over and said.role, false);
create or replace macro standing(title, as_of) as (
    select case
        when list_bool_or(list_transform(parts, lambda p: p.deceased)) then 'deceased'
        when list_bool_or(list_transform(parts, lambda p: p.all_left)) then 'left'
        when year_ended(title) < year(as_of::date) then 'left'
        when list_bool_or(list_transform(parts, lambda p: p.gone and not p.role)) then 'left'
        when list_bool_or(list_transform(parts, lambda p: p.comer)) and not has_begun(title, as_of)
            and (list_bool_or(list_transform(parts, lambda p: p.comer and not p.role))
                or not list_bool_or(list_transform(parts, lambda p: p.role and not p.comer and not p.leaver)))
            then 'not yet'
        -- "Former nurse, Hospitalist" practices on; "Retired nurse manager" does not
        when list_bool_or(list_transform(title_parts(title), lambda p: is_left_trade(p)))
            and not coalesce(list_bool_or(list_transform(parts, lambda p: p.role)), false) then 'left'
        when list_bool_or(list_transform(parts, lambda p: is_past(p)))
            and not list_bool_or(list_transform(parts, lambda p: p.role and not is_past(p))) then 'left'
        else 'there' end
    from
        (
            select list_transform(list_filter(
                list_transform(title_parts(coalesce(title, '')), lambda p: plain_part(p)), lambda p: p <> ''
            ), lambda p: part_says(p, as_of)) as parts
        )
);
-- "Formerly Mercy Hospital" as an employer, "Mercy Hospital (ret.)", "Mercy Hospital (2001-2012)"; not "Formerly Mercy,
-- now Loring Hospital".
create or replace macro is_left_employer(name) as
    regexp_matches(
        lower(name), '^(former(ly)?|previous(ly)?|retired|emerit[a-z]+|ex)\b'
        || '|[\s,(-](ret\.|\(?(ret''d|retired)( (in |since )?(19|20)[0-9]{2})?|\(ret)\s*\)?$'
        || '|[\s,(](19|20)[0-9]{2}\s*[-–—]\s*(19|20)?[0-9]{2}\)?$'
        || '|[(,;–-] *(alum|alumn[aiu][a-z]*|alumnae|graduate|former|left|departed)( (in )?(19|20)[0-9]{2})?\)?$'
        || '|[(,;–-] *(until|till?|thru|through|ended|resigned) ([a-z]+ )?(19|20)[0-9]{2}\)?$'
    )
    and not regexp_matches(lower(name), '\b(now|currently)\b');
-- "Incoming PGY-1, Yale New Haven Hospital" as an employer; "Future Care" is a firm.
create or replace macro is_coming_employer(name) as regexp_matches(
    lower(name), '^incoming\b|\bincoming (pgy|intern|resident|fellow|attending|hospitalist|physician|faculty)\b'
    || '|^future (pgy|intern|resident|fellow|attending|hospitalist|physician|faculty)\b'
    || '|^(joining|starting) (at|with|as|in)\b|\bmatched (at|to|into)\b'
    || '|^(will (join|start|be)|about to (join|start)|soon (at|to|with)|signed with|accepted (at|by|with)'
    || '|headed (to|for)|moving to|going to)\b'
    || '|^(joining|starting|begins?|starts) .* (in |on )?(' || month_words()
    || '|spring|summer|fall|autumn|soon|20[0-9]{2})( 20[0-9]{2})?$'
    -- "Elm Hospital (incoming)", "Elm Clinic - starting July 2026"
    || '|[(,;–-] *(incoming|future|matched|signed'
    || '|(starts?|starting|joining)( (in|on))?( [a-z]+\.?)? ([0-9/]+|soon|spring|summer|fall|autumn))\)?$');
-- "Fellow 2019, now at Duke" beside another employer than Duke, "Separated from the Army" beside one of the Army's
-- hospitals, "now in private practice" beside any: who says so has left whom the row names.
create or replace macro has_moved_on(title, employer) as coalesce((
    select
        length(to_place) > 2 and not list_has_any(string_split(name_key(employer), ' '), list_filter(
            string_split(name_key(to_place), ' '), lambda w: length(w) > 2 and w not in (
                'the', 'and', 'hospital', 'medical', 'center', 'health', 'clinic', 'university')))
        or is_private and regexp_matches(employer,
            '(?i:\b(hospital|medical center|health|university|school|system|va)\b)|^[A-Z]{3,}$')
        or has_served and regexp_matches(employer, '(?i)\b(army|navy|naval|air force|military|veterans|va)\b|AMC\b')
        or is_gone
    from (
        select
            -- "now at Duke", "now attending at Swedish"
            regexp_extract(text, '\b(?:now|currently|presently|moved|relocated|transferred) (?:back )?'
                || '(?:(?:an? )?(?:(?:attending|faculty|hospitalist|fellow|physician|staff) )?(?:at|with)|to) '
                || '([^,;|()]+)', 1) as to_place,
            regexp_matches(text, '\bnow (in )?(private|solo|group|locums?) ?(practice|tenens)?\b') as is_private,
            regexp_matches(text, '\b' || left_service()) as has_served,
            regexp_matches(text, '\bno longer (at|with|there|here|work\w*|employed|affiliated)\b') as is_gone
        from (select lower(title) as text)
    )
), false);
-- The places that a text names between commas and dashes: "NHS, London, UK" → nhs, london, uk, "nhs london", "london
-- uk".
create or replace macro place_parts(text) as (
    select parts || list_transform(list_zip(parts[:-2], parts[2:]), lambda z: z[1] || ' ' || z[2])
        -- "Consultant, Nottingham UK"
        || list_filter(list_transform(parts, lambda p: regexp_extract(p, ' (uk|scotland|wales|ireland|canada|australia'
            || '|new zealand|india|pakistan|germany|nigeria|south africa)$', 1)), lambda p: p <> '')
    from (select list_filter(list_transform(
        regexp_split_to_array(lower(coalesce(text, '')), '[,;|()\[\]•·–—:/]| - | @ | at | in '), lambda p: name_key(p)),
        lambda p: p <> ''
        ) as parts
        )
);
-- "Fellow of the American College of Cardiology" is a title for life, and whoever directs fellows is none.
create or replace macro is_trainee(title) as regexp_matches(
    lower(title), '\b(residents?|interns?|house (officer|staff))\b|\bpgy[ -]*[0-9]*\b')
    or (regexp_matches(lower(title), '\bfellow\b') and not regexp_matches(
        lower(title),
        '\bfellow,? (of|in) the\b|\bfellow,? (american|royal|society|college|academy|f?ac[a-z]{1,2}\b)'
        || '|\b(attending|director|professor|faculty|chair|distinguished|senior|staff)\b'));
-- "Grady" and "Grady / Morehouse" of one town.
create or replace macro is_within(named, other) as (
    contains(' ' || other || ' ', ' ' || named || ' ') and not regexp_matches(
        named, '^((the|a|of|and|private|practice|hospitals?|clinics?|medical|medicine|health|healthcare|care|centers?'
        || '|university|college|community|regional|general|memorial|group|system|department|school|heart|eye|cancer'
        || '|surgery|surgical|womens|family|urgent|emergency|rehabilitation)( |$))*$'));
