-- One row a posting, in the words that copies of one opening share.
-- reads: core.mention_match, core.organisation, core.posting
-- makes: board_number, job_codes(), opening_posting, own_text(), own_words(), plain_text(), quoted_number()
-- makes: text_begun(), text_words(), title_stem(), without_tags(), word_mark()
create or replace macro title_stem(word) as regexp_replace(word, '(ists?|ians?|ics?|y|s)$', '');
create or replace macro own_words(words, others, specialty) as list_filter(words,
    lambda w: not list_contains(others, w) and not list_contains(specialty, w) and not regexp_matches(w, '[0-9]'));
create or replace macro without_tags(text) as case
    when contains(text, '<') then regexp_replace(text, '<[^>]*>', '. ', 'g') else text
end;
-- A word as a number: lists of these are compared pair by pair.
create or replace macro word_mark(w) as (hash(w) >> 32)::uinteger;
create or replace macro plain_text(text) as trim(regexp_replace(lower(without_tags(text)), '[^a-z0-9]+', ' ', 'g'));
create or replace macro text_words(text) as
    list_distinct(list_transform(string_split(plain_text(text), ' '), lambda w: word_mark(w)));
-- What is left of a text that its board cut off: "… joins three partners and…", "[...] Read more".
create or replace macro text_begun(text) as some_text(plain_text(regexp_extract(without_tags(text),
    '(?is)^(.{60,}?)[\s.]*\[?(?:\.\.\.|…|&hellip;)\]?(?:\s*(?:read|show|see)?\s*more)?\s*$', 1)));

-- A text that begins with the title and says hardly more is a site's own summary of its page.
create or replace macro own_text(title, text) as case
    when starts_with(lower(trim(text)), lower(trim(title))) and length(trim(text)) <= length(trim(title)) + 80 then null
    else text
end;

-- Some boards number their postings and call that a reference: it runs beside the number in the address, for any
-- employer.
create or replace temp table board_number as
with numbered as (
    select
        board, employer_name,
        try_cast(reference as bigint)
        - try_cast(coalesce(regexp_extract(url, '([0-9]+)[^0-9]*$', 1), board_posting_id) as bigint) as distance
    from core.posting
    where reference is not null
)
select board
from numbered
group by board
having count(*) >= 3 and count(distinct employer_name) >= 2 and count(distance) >= 0.9 * count(*)
    and max(distance) = min(distance);

-- The number that a text or title gives its job: "Job ID Number: 13375", "Refer to job #2653281",
-- "… near Dayton (7115)".
create or replace macro quoted_number(title, text) as some_text(upper(regexp_replace(coalesce(
    some_text(regexp_extract(
        concat_ws(' . ', title, without_tags(text)),
        '(?i)\b(?:job|req|requisition|position|posting|vacancy|reference|ref)'
        || '(?:[^a-z0-9.]{0,3}(?:id|number|num|no|code|#)){1,2}'
        || '[^a-z0-9]{0,8}((?:[a-z]{1,5}[-_ ]?)?[0-9][0-9-]{3,12})\b', 1)),
    some_text(regexp_replace(regexp_extract(
        concat_ws(' . ', title, without_tags(text)),
        '(?i)\b(?:job|req|requisition|vacancy)\.?[ :#]{1,3}((?:[a-z]{1,5}-)?[0-9][0-9-]{3,12})\b', 1),
        '^(19|20)[0-9][0-9]$', '')),
    some_text(regexp_extract(title, '\((?:#|no\.? ?|id:? ?)?([0-9]{4,8})\)', 1)),
    some_text(regexp_extract(title, '[^0-9,$] #?([0-9]{5,8})\s*$', 1))
), '[^A-Za-z0-9]', '', 'g')));

-- Every code that looks like a job's own: "R-3301", "RAD-77". Too short a one is a grade, a road or a visa.
create or replace macro job_codes(title, text) as list_filter(list_distinct(list_transform(
    regexp_extract_all(concat_ws(' . ', title, without_tags(text)), '\b[A-Z]{1,6}-?[0-9]{2,8}\b'),
    lambda c: replace(c, '-', ''))),
    lambda c: length(c) >= 5 and not regexp_matches(c, '^(COVID|SARS|ICD|PGY)'));

create or replace temp table opening_posting as
with employer as (
    select mention_id, organisation_id from core.mention_match where rank = 1 and confidence >= 0.8
),
named as (
    select
        p.*, name_key(title) as title_text,
        coalesce(
            agency_client, case when coalesce(employer_kind, 'employer') = 'employer' then employer_name end
        ) as client,
        case when employer_kind = 'agency' then name_key(employer_name) end as agency
    from core.posting p
),
told as (
    select
        *, name_key(client) as client_text, string_split(title_text, ' ') as said,
        string_split(name_key(coalesce(city, '')) || ' ' || lower(coalesce(state, '')), ' ') as place_words,
        regexp_matches(title_text, '\b(professors?|instructors?)\b') as is_faculty
    from named
),
worded as (
    select
        *,
        list_distinct(list_transform(list_filter(said, lambda w: w <> ''
            and not list_contains(getvariable('title_noise'), w) and not list_contains(place_words, w)),
            lambda w: title_stem(w))) as title_words,
        list_filter(said, lambda w: list_contains(getvariable('title_faculty'), w)) as faculty_words,
        list_distinct(list_transform(list_filter(said, lambda w: list_contains(getvariable('title_rank'), w)
            and not (coalesce(is_faculty, false) and list_contains(getvariable('title_faculty'), w))),
            lambda w: title_stem(w))) as rank_words
    from told
),
keyed as (
    select *, array_to_string(list_sort(title_words), ' ') as title_key from worded
)
select
    n.posting_id, n.board, n.first_seen, n.closed_at, n.specialty_code, n.title,
    -- "western Minnesota": as much of a place as a title gives that names no town.
    case when n.city is null then some_text(regexp_extract(lower(n.title), getvariable('title_region'))) end as region,
    own_text(n.title, n.description) as description,
    list_contains(getvariable('primary_care'), n.specialty_code) as is_primary,
    coalesce(e.organisation_id, nullif(n.client_text, '')) as employer, n.agency,
    coalesce(o.system_id, o.parent_id, e.organisation_id) as system,
    upper(n.state) as state, some_text(place_key(n.city)) as city,
    case
        when
            n.board not in (from board_number)
            then some_text(upper(regexp_replace(n.reference, '[^A-Za-z0-9]', '', 'g')))
    end as requisition,
    quoted_number(n.title, n.description) as quoted, job_codes(n.title, n.description) as codes,
    string_split(name_key(coalesce(n.client, n.employer_name, '')), ' ') as name_words,
    list_has_any(coalesce(n.employment_types, []), ['locum tenens', 'per diem'])
        or regexp_matches(n.title, '(?i)\btemporary\b') as is_temporary,
    -- for how many hours, where one of the two is said
    case when list_contains(n.employment_types, 'part-time') <> list_contains(n.employment_types, 'full-time')
        then list_contains(n.employment_types, 'part-time') end as is_part_time,
    n.title_words,
    -- Words of the title that make it another job, whatever else is alike.
    list_sort(list_distinct(list_transform(
        list_filter(n.said, lambda w: list_contains(getvariable('title_role'), w)), lambda w: title_stem(w)
    ))) as role_words,
    -- An assistant professor is no assistant; of which rank the professor is, other boards leave out.
    case when n.is_faculty then array_to_string(list_sort(n.faculty_words), ' ') end as faculty,
    array_to_string(list_sort(n.rank_words), ' ') as rank,
    n.title_key,
    -- The government announces one vacancy twice, to those in its service and to the public, under two numbers: by one
    -- unit, on one day, in one city.
    case when n.url like 'https://www.usajobs.gov/%' and n.title_key <> '' and n.posted_on is not null
        then md5(concat_ws('|', coalesce(e.organisation_id, n.client_text), n.title_key, n.city, n.posted_on,
            array_to_string(n.employment_types, ',')))
    end as vacancy,
    list_transform(string_split(name_key(coalesce(n.specialty, '')), ' '), lambda w: title_stem(w)) as specialty_words
from keyed n
left join employer e on e.mention_id = mention_id(n.client, n.city, n.state)
left join core.organisation o on o.organisation_id = e.organisation_id;
