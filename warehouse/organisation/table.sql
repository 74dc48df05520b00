-- The tables of this step, empty, and how names are made comparable.
-- makes: core.mention, core.mention_match, core.organisation, core.organisation_alias, core.system_today, name_class()
-- makes: compass_points(), department_words(), name_core(), name_phrases(), name_spelling(), sort_words(), spelt_out()
-- makes: tier(), unescaped(), without_form(), word_stem(), word_stems()
create or replace table core.organisation (
    organisation_id text primary key, name text, kind text, city text, state text, postal_code text,
    latitude double, longitude double, parent_id text, system_id text, source text
);
create or replace table core.organisation_alias (
    organisation_id text, alias text, source text, unsafe boolean
);
create or replace table core.system_today (organisation_id text, system_id text);
create or replace table core.mention (mention_id text primary key, name text, city text, state text);
create or replace table core.mention_match (
    mention_id text, organisation_id text, rank integer, tier text, confidence double,
    reason struct(code text, args text[], about text[])
);
-- What a page's markup or a paper's footnotes left in a name.
create or replace macro unescaped(name) as
    regexp_replace(regexp_replace(replace(regexp_replace(regexp_replace(regexp_replace(
        name, '&(?:#0*39|#8216|#8217|[lr]squo|apos|#x27|#x2019);', '''', 'gi'),
        '&(?:[nm]dash|#821[12]|#x201[34]);', '-', 'gi'), '&(?:nbsp|#160|#xa0|quot|#34);', ' ', 'gi'), '&amp;', '&'),
        '<!--.*?-->|<[^<>]*>|#(?:N|TAB)#', ' ', 'g'), '^[∥†‡§¶*\s]*\d{0,2}([A-Z][A-Za-z])', '\1');
-- "Wexner MC" is a medical center, "MC CORMICK" a name.
create or replace macro spelt_out(name) as
    regexp_replace(case when regexp_matches(name, '[a-z]{2}') then regexp_replace(name, '\bMC\b', 'Medical Center', 'g')
        else name end, '(?i)\bMC$', 'Medical Center');
-- "Twin Cities Orthopedics, P.A.", "Charlotte Eye, Ear, Nose and Throat Associates, PA" without the legal form, which
-- is no state there.
create or replace macro without_form(name) as regexp_replace(regexp_replace(name,
    '(?i)[\s,]+(?:p\.\s?(?:l\.\s?l\.\s?)?[acs]|m\.d\.,?\s+p\.?[ac]|l\.\s?l\.\s?[cp])\.?$', ''),
    '(?i)\b(associates|physicians|surgeons|specialists|consultants|\w+olog(?:y|ists)|orthopa?edics'
    || '|pediatrics)[\s,]+(?:PA|S\.?C\.?|PS)$', '\1');
-- "E A Conway" and "EA Conway", "health care" and "healthcare", "U Iowa" and "University of Iowa".
create or replace macro name_spelling(name) as
    veterans_va(replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(name_key(spelt_out(without_form(unescaped(name)))),
            '^(?:the )?(?:u|univ)(?: of)?(?: the)? ([a-z]{3,})', 'university of \1'),
        '\bmc ([a-z]{2,})', 'mc\1', 'g'), '\b([a-z]) ([a-z]) ([a-z])\b', '\1\2\3', 'g'),
        '\b([a-z]) ([a-z])\b', '\1\2', 'g'), 'health care', 'healthcare'));
-- "University of Washington" and "Washington University" are two: the word after "of" is one of its own.
create or replace macro name_phrases(words) as
    trim(replace(regexp_replace(regexp_replace(words, '\buniversity of (the )?([a-z]+)', 'university uof\2', 'g'),
        '\b(va )+', 'va ', 'g'), ' of ', ' '));
create or replace macro tier(confidence) as
    case when confidence >= 0.9 then 'confirmed' when confidence >= 0.8 then 'likely' else 'possible' end;
create or replace macro word_stem(word) as
    case when length(word) > 4 and word like '%s' and word not like '%ss' and word not like '%us'
        and word not like '%is'
        then word[:-2] else word end;
-- What sort of hospital a name says it is; most say none.
create or replace macro name_class(words) as list_distinct(list_filter([
    case when list_has_any(words, ['psychiatric', 'behavioral', 'mental', 'recovery', 'addiction', 'psychology'])
        then 'psychiatric' end,
    case when list_has_any(words, ['rehabilitation', 'rehab']) then 'rehabilitation' end,
    case when list_has_any(words, ['children', 'pediatric']) then 'children' end,
    case when list_has_any(words, ['va']) then 'va' end,
    case when list_has_any(words, ['army', 'naval', 'navy', 'air', 'military', 'base']) then 'military' end,
    case when list_has_any(words, ['ltac', 'specialty', 'transitional', 'select', 'kindred', 'extended'])
        then 'long stay' end,
    case when list_has_any(words, ['surgery', 'orthopedic', 'heart', 'spine']) then 'surgery' end,
    case when list_has_any(words, ['women']) then 'women' end,
    case when list_has_any(words, ['cancer', 'oncology']) then 'cancer' end
], lambda c: c is not null));
create or replace macro compass_points(words) as list_filter(words, lambda w: list_contains(
    ['north', 'south', 'east', 'west', 'northeast', 'northwest', 'southeast', 'southwest'], w));
create or replace macro word_stems(words) as
    joined(list_transform(string_split(words, ' '), lambda w: word_stem(w)), ' ');
-- Words that say of what sort a body of medicine is, and the departments that are one's as well as another's.
create or replace macro sort_words() as ['medicine', 'medical', 'physician', 'faculty', 'group', 'practice',
    'associate', 'foundation', 'health', 'center', 'clinic', 'care', 'system', 'service', 'network', 'partner',
    'provider', 'program', 'institute'];
create or replace macro department_words() as ['heart', 'vascular', 'surgery', 'pediatric', 'neurology', 'radiology',
    'anesthesiology', 'emergency', 'cardiology', 'orthopedic', 'ophthalmology', 'psychiatry', 'oncology', 'dermatology',
    'urology', 'pathology', 'hospitalist'];
-- What is left of a school's or system's name without the words for its faculty, practice or departments.
create or replace macro name_core(tokens) as list_sort(list_filter(tokens, lambda t: not list_contains(
    sort_words() || department_words() || ['school', 'college', 'department', 'science', 'division', 'residency',
        'fellowship', 'campus'], t)));
