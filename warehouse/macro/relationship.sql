-- What titles, labels and dates say of a person: the model of docs/strength.md.
-- makes: currency(), is_chief(), is_dear(), is_off_limits(), is_recruiter(), label_weight(), led_field(), year_span()
create or replace macro label_weight(label) as case
    when label is null then 0.0
    when regexp_matches(lower(label), 'not a friend|\bavoid\b|do not ask|don.t ask') then 0.0
    when regexp_matches(lower(label), '\b(best |close )?friends?\b|\bfamily\b|\bmentor\b|\bspouse\b') then 0.8
    when regexp_matches(lower(label), 'colleague|co-?workers?|respect|classmate|mentee|teammate') then 0.5
    when regexp_matches(lower(label), '\bmet\b|acquaint|\bknown?\b') then 0.2
    else 0.0 end;
create or replace macro is_dear(label) as regexp_matches(
    lower(coalesce(label, '')), '\bfriends?\b|\bfamily\b|\bmentor\b|respect'
)
    and not regexp_matches(lower(coalesce(label, '')), 'not a friend');
create or replace macro is_off_limits(label) as regexp_matches(
    lower(coalesce(label, '')), '\bavoid\b|do not ask|don.t ask'
);
-- An employer last confirmed years ago may be left by now: half of them in six years.
create or replace macro currency(as_of, today) as
    power(0.5, greatest(0, date_diff('day', coalesce(as_of, today), today) / 365.25 - 1) / 6.0);
-- What physicians practise, as titles of those who lead them name it.
create or replace macro led_field() as concat(
    '(medicine|[a-z]*surg(ery|ical services)|medical services|[a-z]+ology|psychiatry|physiatry|pa?ediatrics',
    '|ana?esthesia|geriatrics|obstetrics|ob gyn|obgyn|orthop[a-z]+|hospitalists?|intensivists?',
    '|(critical|intensive|primary|urgent|palliative|ambulatory) care|icu|emergency( department)?|trauma',
    '|transplant[a-z]*|imaging)'
);
create or replace macro is_chief(words) as regexp_matches(words,
    '\b(chair(man|woman|person)?|cmo|(medical|program|programme|residency|fellowship|clerkship|clinical) director'
    || '|chief (and|(medical|executive|clinical|academic|quality)( and [a-z]+)? officer)'
    || '|chief (of )?(the )?(department|division|section|service|staff|medical staff)'
    || '|chief (of |for |in )?(the )?([a-z]+ ){0,3}' || led_field()
    || '|chief ([a-z]+ ){0,2}(physician|surgeon|psychiatrist|pediatrician|obstetrician|[a-z]+ologist)'
    || '|(department|division|section|service|site|medical|clinical|' || led_field() || ') chief'
    || '|director (of )?(the )?([a-z]+ ){0,3}(medicine|surgery|[a-z]+ology|psychiatry|pediatrics|paediatrics|anesthesia'
    || '|emergency department|intensive care|icu|surgical services|catheterization|stroke (program|center))'
    || '|(medicine|surgery|[a-z]+ology|psychiatry|pediatrics|anesthesia|hospitalist|emergency department) director'
    || '|head of (the )?(department|division|section|[a-z]+ology|surgery|medicine)'
    || '|(department|division|section|service) head|physician (in chief|leader|lead|executive)'
    || '|(lead|managing|supervising) (physician|hospitalist|intensivist)|hospitalist lead'
    || '|vpma|(vice president|vp) (of )?medical affairs|(practice|clinic) owner|managing partner)\b'
    || '|^ *((acting|interim) )?chief *$'
    );
create or replace macro is_recruiter(words) as regexp_matches(
    words,
    '\b(recruit[a-z]*|talent (acquisition|partner|advisor)'
    || '|physician (relations|sourc[a-z]+|liaison)|provider (talent|relations|sourc[a-z]+))\b'
);
create or replace macro year_span(start_year, end_year) as case
    when start_year is not null and end_year is not null then start_year || '–' || end_year
    when start_year is not null then 'since ' || start_year
    when end_year is not null then 'until ' || end_year end;
