-- One row a pair that nothing keeps apart, with what speaks for one opening and how much.
-- reads: opening_brief, opening_pair, opening_posting, own_words(), plain_text(), text_begun(), text_words()
-- reads: title_stem(), without_tags(), word_mark()
-- makes: beginning(), cut_off(), like_name(), named_words(), opening_compared, opening_met, opening_part
-- makes: opening_word, own_marks(), same_field(), same_number()
create or replace macro same_number(x, y) as coalesce(x.requisition = y.requisition, false)
    or coalesce(x.quoted = y.quoted, false)
    or coalesce(x.requisition = y.quoted, false)
    or coalesce(x.quoted = y.requisition, false);

-- "Prairie Digestive Care", "Prairie Digestive Care, P.C.": one name says all of the other.
create or replace macro like_name(x, y) as least(len(x), len(y)) >= 2
    and len(list_intersect(x, y)) = least(len(list_distinct(x)), len(list_distinct(y)));

-- One advertisement filed under several headings of primary care is one opening: its title names none of them, but says
-- what is to be done ("Primary Care near Eugene", not "Living near Eugene").
create or replace macro same_field(x, y) as x.specialty_code = y.specialty_code
    or x.specialty_code is null or y.specialty_code is null
    or (
        x.is_primary and y.is_primary and x.title_key = y.title_key and x.state = y.state
        and list_has_any(x.title_words, getvariable('primary_work'))
        and coalesce(x.employer, x.agency) = coalesce(y.employer, y.agency)
    );

-- One title is the beginning of the other, cut off by its board: "Radiologist needed for Locum Tenens Coverage at …"
create or replace macro beginning(title) as rtrim(regexp_extract(title, '^(.*?)\s*(?:\.\.\.|…)$', 1));
create or replace macro cut_off(x, y) as length(beginning(x)) >= 40 and starts_with(y, beginning(x))
    or length(beginning(y)) >= 40 and starts_with(x, beginning(y));

-- A title's own words as its text would say them.
create or replace macro own_marks(title, own) as list_transform(list_filter(
    string_split(name_key(title), ' '), lambda w: list_contains(own, title_stem(w))), lambda w: word_mark(w));

create or replace temp table opening_met as
with met as (
    select
        p.a, p.b,
        x.employer = y.employer as same_employer,
        x.system = y.system as same_system,
        x.agency = y.agency as same_agency,
        x.employer is null or y.employer is null as hidden,
        x.agency is not distinct from y.agency and coalesce(x.agency, x.employer) = coalesce(y.agency, y.employer)
            as same_poster,
        x.agency is not null or y.agency is not null as is_agency,
        like_name(x.name_words, y.name_words) as like_name,
        len(list_intersect(x.codes, y.codes)) > 0 as same_code,
        -- Listed by one board at one time.
        x.board = y.board and not coalesce(x.closed_at <= y.first_seen or y.closed_at <= x.first_seen, false) as same_board,
        coalesce(x.city = y.city or x.region = y.region and x.state = y.state, false) as same_city,
        x.state is null and y.state is null as nowhere,
        coalesce(x.specialty_code = y.specialty_code, false) as same_specialty,
        x.specialty_code is not distinct from y.specialty_code as like_specialty,
        coalesce(x.specialty_code <> y.specialty_code, false) as other_heading,
        same_number(x, y) as same_requisition, coalesce(x.vacancy = y.vacancy, false) as same_vacancy,
        length(coalesce(x.requisition, x.quoted)) >= 5 as is_numbered,
        x.role_words = y.role_words as same_role,
        -- One title leaves out what the other says: "Psychiatrist", "Outpatient Psychiatrist".
        len(list_intersect(x.role_words, y.role_words)) = least(len(x.role_words), len(y.role_words)) as like_role,
        list_distinct(x.role_words || y.role_words) as roles,
        case when cut_off(x.title, y.title) then 1 else len(list_intersect(x.title_words, y.title_words))
            / greatest(1, len(list_distinct(x.title_words || y.title_words))) end as title,
        len(list_filter(list_intersect(x.title_words, y.title_words), lambda w: not list_contains(x.specialty_words, w)))
            as telling,
        own_words(x.title_words, y.title_words, x.specialty_words) as x_only,
        own_words(y.title_words, x.title_words, y.specialty_words) as y_only,
        x.title as x_title, y.title as y_title
    from opening_pair p
    join opening_posting x on x.posting_id = p.a
    join opening_posting y on y.posting_id = p.b
    where (x.city = y.city or x.city is null or y.city is null)
        and (x.region = y.region or x.region is null or y.region is null)
        and (x.state = y.state or x.state is null or y.state is null)
        and (x.requisition = y.requisition or x.requisition is null or y.requisition is null or x.vacancy = y.vacancy)
        and (
            x.quoted = y.quoted or x.quoted is null or y.quoted is null
            or coalesce(x.employer, x.agency) is distinct from coalesce(y.employer, y.agency)
        )
        and same_field(x, y)
        -- Written so that it cannot be what x and y are joined by: two sides of a feed would be all its pairs.
        and x.is_temporary::integer + y.is_temporary::integer <> 1
        and (x.is_part_time is null or y.is_part_time is null or x.is_part_time = y.is_part_time or same_number(x, y))
        and (
            x.rank = y.rank and (x.faculty = y.faculty or x.faculty is null or y.faculty is null)
            or x.requisition = y.requisition
        )
)
select
    * exclude (x_only, y_only, x_title, y_title),
    -- Each title has a word of its own that names neither the specialty nor a number: "Bariatric Surgeon", "General
    -- Surgeon".
    len(x_only) > 0 and len(y_only) > 0 as rival,
    case when len(x_only) > 0 and len(y_only) > 0 then own_marks(x_title, x_only) end as x_own,
    case when len(x_only) > 0 and len(y_only) > 0 then own_marks(y_title, y_only) end as y_own
from met;

-- Names and numbers within sentences: they tell the advertisements of two clinics apart, written after one model.
create or replace macro named_words(text) as list_distinct(
    regexp_extract_all(text, '[a-z,] ([A-Z][a-z]+)', 1) || regexp_extract_all(text, '[0-9][0-9,.:]*[0-9]|[0-9]'));

-- A text too short says nothing of other boards; only a long one can prove that two postings are copies.
create or replace temp table opening_word as
select
    posting_id, hash(description) as whole, text_words(description) as words, text_begun(description) as begun,
    named_words(without_tags(description)) as named, length(description) >= 400 as is_long,
    -- how large the house is, or its units
    regexp_extract_all(
        without_tags(description), '(?i)\b([0-9]{2,4})[ -](?:licensed |staffed |inpatient )?beds?\b', 1) as beds,
    length(description) < 120 as is_short
from opening_posting
where length(description) >= 20 and posting_id in (select a from opening_met union select b from opening_met);

-- One text is the beginning of the other, cut off by its board: what it leaves out speaks against nothing.
create or replace temp table opening_part as
select m.a, m.b
from opening_met m
join opening_word w on w.posting_id = m.a and w.begun is not null
join opening_posting y on y.posting_id = m.b
where starts_with(plain_text(y.description), w.begun)
union
select m.a, m.b
from opening_met m
join opening_word w on w.posting_id = m.b and w.begun is not null
join opening_posting x on x.posting_id = m.a
where starts_with(plain_text(x.description), w.begun);

create or replace temp table opening_compared as
with counted as (
    select
        m.*, len(x.words) as x_words, len(y.words) as y_words,
        coalesce(x.whole = y.whole and not x.is_short, false) as same_whole,
        case
            when x.whole = y.whole then len(x.words) else
                len(x.words) + len(y.words) - len(list_distinct(x.words || y.words))
        end as both_words,
        x.is_long and y.is_long as is_long,
        x.is_short or y.is_short as is_short, (m.a, m.b) in (from opening_part) as is_part,
        coalesce(m.same_board and x.whole <> y.whole
        and len(list_filter(x.named, lambda w: not list_contains(y.named, w))) > 0
        and len(list_filter(y.named, lambda w: not list_contains(x.named, w))) > 0, false) as other_names,
        coalesce(len(x.beds) > 0 and len(y.beds) > 0 and not list_has_any(x.beds, y.beds), false) as other_beds,
        -- Two employers of one model text, each of whose texts names what the other's does not.
        coalesce(not m.same_employer and not m.hidden and not m.is_agency and not m.like_name
            and not coalesce(m.same_system, false) and x.whole <> y.whole
            and len(list_filter(x.named, lambda w: not list_contains(y.named, w))) > 0
            and len(list_filter(y.named, lambda w: not list_contains(x.named, w))) > 0, false) as other_house,
        -- A title's own words that stand in its own text alone: one model text serves the jobs of two clinics, where
        -- each has one; where one has, it may advertise ("near skiing"), unless it is of the work.
        list_filter(m.x_own, lambda w: list_contains(x.words, w) and not list_contains(y.words, w)) as x_told,
        list_filter(m.y_own, lambda w: list_contains(y.words, w) and not list_contains(x.words, w)) as y_told,
        coalesce(
            len(x_told) > 0 and len(y_told) > 0
            or list_has_any(
                x_told || y_told, list_transform(getvariable('title_work')::varchar[], lambda w: word_mark(w))
            )
            -- "Colorectal Surgeon", "Bariatric Surgeon": each title says another work, whatever the texts say
            or list_has_any(m.x_own, list_transform(getvariable('title_work')::varchar[], lambda w: word_mark(w)))
            and list_has_any(m.y_own, list_transform(getvariable('title_work')::varchar[], lambda w: word_mark(w))),
            false
        ) as told_apart,
        -- Of two short texts, how many words and numbers both have, and which share of the shorter one that is.
        len(list_intersect(v.words, w.words)) as both_brief,
        both_brief / least(len(v.words), len(w.words)) as brief,
        -- What a title adds to the other, the other's text says.
        list_has_all(v.words, m.roles) and list_has_all(w.words, m.roles) as brief_role
    from opening_met m
    left join opening_word x on x.posting_id = m.a
    left join opening_word y on y.posting_id = m.b
    left join opening_brief v on v.posting_id = m.a
    left join opening_brief w on w.posting_id = m.b
),
compared as (
    select *, both_words / (x_words + y_words - both_words) as any_text from counted
),
read as (
    select
        *, case when not is_short and not (is_part and any_text < $text_apart) then any_text end as text,
        0.5 * title
        + 0.2 * same_city::int
        + 0.2 * coalesce(same_employer or same_agency, false)::int
        + 0.1 * same_specialty::int as structure
    from compared
)
select
    a, b,
    case
        when other_heading then case
            when
                same_role and not (same_board and (other_names or coalesce(any_text < $text_twice, false)))
                and coalesce(text, 1) >= $text_apart
                and (same_requisition or telling >= 3 or telling = 2 and same_city)
                then 'advertisement'
        end
        when same_requisition and (same_employer or same_agency) then 'requisition'
        when same_vacancy and same_employer then 'vacancy'
        when
            same_requisition and is_numbered and hidden and same_city and same_specialty and same_role
            then 'requisition'
        -- A university and its hospital, or the Veterans and their medical center, may not be known to be one.
        when
            same_requisition and is_numbered and same_city and same_specialty and text >= $text_same
            then 'requisition'
        when other_beds or other_house then null
        -- Whoever lists two titles side by side means two jobs, though one text serves for both.
        when same_board and (rival or not same_role or other_names) then null
        when same_board and any_text < $text_twice then null
        when
            same_code and same_city and same_specialty and same_role and (hidden or like_name)
            then 'code'
        when
            brief >= $brief_same and both_brief >= 4 and not same_board and same_city and same_specialty
            and (same_role or brief_role)
            and (is_agency or hidden or same_employer or like_name)
            and not (told_apart and coalesce(text >= $text_apart, false))
            then 'particulars'
        when told_apart then null
        when is_long and text >= $text_copy and like_role then 'text'
        when same_whole and same_city and not rival and (same_role or like_role and not same_board) then 'text'
        when not same_role then null
        when is_long and text >= $text_same and (same_city or title >= 0.5) then 'text'
        when text < $text_apart then null
        when
            same_employer and same_city and same_specialty and text >= $text_alike
            then 'employer and text'
        when
            same_employer and same_city and same_specialty and not rival and title >= $title_same
            then 'employer, city and title'
        when
            (same_agency or same_system) and same_city and not rival and like_specialty
            and (title >= $title_same and telling >= 2 or title = 1 and same_specialty)
            then 'agency, city and title'
        when
            (same_employer or same_agency) and title = 1 and telling >= case when nowhere then 4 else 3 end
            and (like_specialty or not same_city)
            then 'employer and telling title'
        when
            hidden and same_city and same_specialty and title = 1 and telling >= 4
            then 'city and telling title'
    end as reason,
    -- How alike, 0 to 1: the text says most of it where both have one.
    round(case
        when same_requisition then 1
        when same_vacancy and same_employer then 0.9
        when text is null then 0.9 * structure
        else 0.7 * text + 0.3 * structure
    end, 3) as similarity,
    text,
    -- Two jobs, whatever a third posting is like: told by title and text, or listed side by side by one employer or
    -- agency under titles of their own, or after one model with names of their own.
    reason is null and (
        told_apart and coalesce(text >= $text_apart, false)
        or same_board and coalesce(same_poster, false)
        and (rival or other_names and coalesce(text >= $text_copy, false))
    ) as is_apart
from read;
