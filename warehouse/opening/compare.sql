-- One row a pair that nothing keeps apart, with what speaks for one opening and how much.
-- reads: opening_pair, opening_posting, own_words(), text_words()
-- makes: opening_compared, opening_met, opening_word, same_number()
create or replace macro same_number(x, y) as coalesce(x.requisition = y.requisition, false)
    or coalesce(x.quoted = y.quoted, false)
    or coalesce(x.requisition = y.quoted, false)
    or coalesce(x.quoted = y.requisition, false);

create or replace temp table opening_met as
select
    p.a, p.b,
    x.employer = y.employer as same_employer,
    x.system = y.system as same_system,
    x.agency = y.agency as same_agency,
    x.employer is null or y.employer is null as hidden,
    x.board = y.board as same_board,
    coalesce(x.city = y.city, false) as same_city,
    coalesce(x.specialty_code = y.specialty_code, false) as same_specialty,
    x.specialty_code is not distinct from y.specialty_code as like_specialty,
    same_number(x, y) as same_requisition, length(coalesce(x.requisition, x.quoted)) >= 5 as is_numbered,
    x.role_words = y.role_words as same_role,
    len(list_intersect(x.title_words, y.title_words))
        / greatest(1, len(list_distinct(x.title_words || y.title_words))) as title,
    len(list_filter(list_intersect(x.title_words, y.title_words), lambda w: not list_contains(x.specialty_words, w)))
        as telling,
    -- Each title has a word of its own that names neither the specialty nor a number: "Bariatric Surgeon", "General
    -- Surgeon".
    len(own_words(x.title_words, y.title_words, x.specialty_words)) > 0
    and len(own_words(y.title_words, x.title_words, y.specialty_words)) > 0 as rival
from opening_pair p
join opening_posting x on x.posting_id = p.a
join opening_posting y on y.posting_id = p.b
where (x.city = y.city or x.city is null or y.city is null)
    and (x.state = y.state or x.state is null or y.state is null)
    and (x.requisition = y.requisition or x.requisition is null or y.requisition is null)
    and (
        x.quoted = y.quoted or x.quoted is null or y.quoted is null
        or coalesce(x.employer, x.agency) is distinct from coalesce(y.employer, y.agency)
    )
    and (x.specialty_code = y.specialty_code or x.specialty_code is null or y.specialty_code is null)
    -- Written so that it cannot be what x and y are joined by: two sides of a feed would be all its pairs.
    and x.is_temporary::integer + y.is_temporary::integer <> 1
    and (x.rank = y.rank or x.requisition = y.requisition);

-- A text too short says nothing; only a long one can prove that two postings are copies.
create or replace temp table opening_word as
select posting_id, hash(description) as whole, text_words(description) as words, length(description) >= 400 as is_long
from opening_posting
where length(description) >= 120 and posting_id in (select a from opening_met union select b from opening_met);

create or replace temp table opening_compared as
with counted as (
    select
        m.*, len(x.words) as x_words, len(y.words) as y_words,
        coalesce(x.whole = y.whole, false) as same_whole,
        case
            when x.whole = y.whole then len(x.words) else
                len(x.words) + len(y.words) - len(list_distinct(x.words || y.words))
        end as both_words,
        coalesce(x.is_long and y.is_long, false) as is_long
    from opening_met m
    left join opening_word x on x.posting_id = m.a
    left join opening_word y on y.posting_id = m.b
),
read as (
    select
        *, both_words / (x_words + y_words - both_words) as text,
        0.5 * title
        + 0.2 * same_city::int
        + 0.2 * coalesce(same_employer or same_agency, false)::int
        + 0.1 * same_specialty::int as structure
    from counted
)
select
    a, b,
    case
        when same_requisition and (same_employer or same_agency) then 'the same requisition number'
        when
            same_requisition and is_numbered and hidden and same_city and same_specialty and same_role
            then 'the same requisition number'
        -- Whoever lists two titles side by side means two jobs, though one text serves for both.
        when same_board and (rival or not same_role) then null
        when is_long and text >= $text_copy then 'the same text'
        when not same_role then null
        when same_whole and same_city and not rival then 'the same text'
        when is_long and text >= $text_same and (same_city or title >= 0.5) then 'the same text'
        when text < case when same_board then $text_twice else $text_apart end then null
        when
            same_employer and same_city and same_specialty and text >= $text_alike
            then 'the same employer and city, a like text'
        when
            same_employer and same_city and same_specialty and not rival and title >= $title_same
            then 'the same employer, city and title'
        when
            (same_agency or same_system) and same_city and not rival and like_specialty
            and (title >= $title_same and telling >= 2 or title = 1 and same_specialty)
            then 'the same agency or system, city and title'
        when
            (same_employer or same_agency) and title = 1 and telling >= 3 and (like_specialty or not same_city)
            then 'the same employer and a telling title'
        when
            hidden and same_city and same_specialty and title = 1 and telling >= 4
            then 'the same city and a telling title'
    end as reason,
    -- How alike, 0 to 1: the text says most of it where both have one.
    round(case
        when same_requisition then 1
        when text is null then 0.9 * structure
        else 0.7 * text + 0.3 * structure
    end, 3) as similarity,
    text, title, telling
from read;
