-- Names and places as keys, by which rows of different sources are joined.
-- Text as a key: lower case, ASCII, words of letters and digits with one space between them.
-- reads: joined(), some_text()
-- makes: firm_name(), generation(), generations(), name_initials(), name_key(), person_key(), phone_key()
-- makes: place_key(), plain_letters(), plain_name(), post_key(), school_key(), town_key()
-- makes: veterans_va(), whole_name(), without_initials()
-- Letters that no decomposition takes apart, by the plain ones that people type: "Łukasz Weiß" is "Lukasz Weiss".
create or replace macro plain_letters(s) as replace(replace(replace(replace(
    translate(strip_accents(s), 'łŁøØđĐðÐıħ', 'lLoOdDdDih'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
create or replace macro name_key(s) as
    trim(regexp_replace(regexp_replace(lower(plain_letters(replace(s, '&', ' and '))), '[''’`.]', '', 'g'),
        '[^a-z0-9]+', ' ', 'g'));
-- Army posts bore other names from 2023 to 2025.
create or replace macro post_key(place) as replace(replace(replace(replace(replace(replace(replace(
    place, 'fort liberty', 'fort bragg'), 'fort cavazos', 'fort hood'), 'fort johnson', 'fort polk'),
    'fort eisenhower', 'fort gordon'), 'fort moore', 'fort benning'), 'fort novosel', 'fort rucker'),
    'fort gregg adams', 'fort lee');
-- "St. Louis" and "Saint Louis", "Ft Worth" and "Fort Worth" are one place.
create or replace macro place_key(city) as post_key(
    regexp_replace(regexp_replace(regexp_replace(name_key(city), '^(st|ste|sainte) ', 'saint '), '^ft ', 'fort '),
        '^mt ', 'mount '));
-- A town with its state, null where either is not known.
create or replace macro town_key(city, state) as place_key(city) || '|' || upper(state);
-- "Barnes-Jewish Hospital" is "bjh".
create or replace macro name_initials(name) as coalesce(joined(list_transform(list_filter(
    string_split(name_key(name), ' '), lambda w: w not in ('the', 'of', 'and', 'at', 'for', 'in', 'inc')),
        lambda w: w[1]), ''), left(name, 0));
-- The ten digits of an American telephone number, however it is written.
create or replace macro phone_key(phone) as right(regexp_replace(phone, '[^0-9]', '', 'g'), 10);
create or replace macro whole_name(name) as coalesce(some_text(
    name_key(regexp_replace(name, '\([^)]*\)|"[^"]*"|\[[^\]]*\]', ' ', 'g'))), lower(trim(name)));
-- Father and son: 'sr', 'jr', 'ii', 'iii' or 'iv' after at least two words of a name.
create or replace macro generations() as ('jr|junior|sr|senior|ii|iii|iv');
create or replace macro generation(name) as replace(replace(
    regexp_extract_all(whole_name(name), '^\S+ .*\S (' || generations() || ')$', 1)[1], 'junior', 'jr'),
    'senior', 'sr');
create or replace macro plain_name(name) as
    regexp_replace(whole_name(name), '^(\S+ .*\S) (' || generations() || ')$', '\1');
-- "Dana M. Whitlock" and "Dana Whitlock" are spelt alike: initials between the first and the last word do not count.
create or replace macro person_key(name) as regexp_replace(plain_name(name), ' (?:[^ ]? )+', ' ', 'g');
-- A medical school as people and CMS write it: "The Ohio State University College of Medicine", "OHIO STATE
-- UNIVERSITY".
create or replace macro school_key(name) as trim(regexp_replace(regexp_replace(
    ' ' || name_key(string_split(name, ',')[1]) || ' ',
    ' (school|college) of (osteopathic )?medicine.*| (medical|med) (school|college|center).*'
    || '| health sciences? center.*',
    ' '), ' (the|at) ', ' ', 'g'));
-- "Mid-Atlantic Permanente Medical Group (MAPMG)" without the initials behind it, where they are its own.
create or replace macro without_initials(name) as case
    when lower(regexp_extract(name, '\(([A-Z]{3,8})\)\s*$', 1))
        = regexp_replace(name_key(regexp_replace(name, '\([A-Z]{3,8}\)\s*$', '')), '(\w)\w* ?', '\1', 'g')
        then regexp_replace(name, '\([A-Z]{3,8}\)\s*$', '')
    else name end;
-- The name of a firm without its article, initials and legal form.
create or replace macro firm_name(name) as regexp_replace(
    name_key(without_initials(name)),
    '^the | (inc|incorporated|llc|llp|pllc|pc|pa|corp|corporation|company|ltd|foundation|us|usa)$', '', 'g');
-- "Veterans Affairs", "Vets Hosp" and "Veterans Administration" are the VA; a home, a network or a society of veterans
-- is none of it.
create or replace macro veterans_va(key) as regexp_replace(regexp_replace(
    regexp_replace(key, '\bvet(?:eran)?s? affairs?\b', 'va', 'g'),
    '\bvet(?:eran)?s? ((?:adm|hosp|health|hlth|hcs|med)[a-z]*)\b', 'va \1', 'g'),
    '\bva( .*)? hcs\b', 'va\1 healthcare system');
