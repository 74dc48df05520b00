-- One row two given names that may be one person's: the same, however it is spelt (Stephen, Steven; Yevgeny, Evgeny),
-- one
-- the short form of the other, or both of a third. `is_plain`: no other given name of a family; `is_close`: not
-- only by a third.
-- `kept`: how likely one person is written both ways; `is_either`: the short form is a man's and a woman's.
-- reads: name_form, person_nickname, person_spelling
-- makes: given_alike, given_root, is_mostly(), is_unisex(), respelt_given()
create or replace macro respelt_given() as 0.2;
-- Short forms that a man and a woman of one family may both go by: about as often, or rather the one of them.
create or replace macro is_unisex(given) as regexp_matches(
    given, '^(bernie|fran|frankie|gerry|jackie|jo|kris|lou|mel|nat|pat|robbie|ronnie|terry|val|vic)$');
create or replace macro is_mostly(given) as regexp_matches(
    given, '^(alex|ali|andy|bert|billie|bobbie|charlie|chris|dan|freddie|georgie|jerry|joey|max|mickey|nick|nicky|sam|'
    || 'sandy|theo)$');
create or replace temp table given_root as
with given as (
    select p.given, coalesce(s.given, p.given) as root
    from (select distinct given from name_form where not is_initial) p
    left join person_spelling s on s.spelling = p.given
)
select given, root, true as is_plain, true as is_same, 1.0 as kept from given
union all
select g.given, coalesce(s.given, n.given), n.is_plain, false, 1.0
from given g
join person_nickname n on n.nickname in (g.given, g.root)
left join person_spelling s on s.spelling = n.given
union all
-- Jürgen and Juergen are one, Ruthanne and Ruthann; Joann is no Joan.
select
    given, '+' || regexp_replace(regexp_replace(without_umlaut(given), 'anne$', 'ann'), '^anne([a-z]{3})', 'ann\1'),
    true, true, 1.0
from given
union all
select given, '~' || name_sound(regexp_replace(given, 'nn$', 'n0')), false, true, 0.2 from given;

create or replace temp table given_alike as
with known as (
    select distinct given, is_known from name_form where not is_initial
),
alike as (
    select
        given, other, bool_or(is_plain and is_close) as is_plain, bool_or(is_close) as is_close,
        bool_or(is_spelling) as is_spelling,
        max(case when is_spelling then least(kept, respelt_given()) else kept end) as kept
    from (
        select
            a.given, b.given as other, a.kept, a.is_plain and b.is_plain as is_plain,
            a.is_same or b.is_same as is_close,
            -- People write their own name one way; who copies it down may not.
            a.is_same and b.is_same and without_umlaut(a.given) <> without_umlaut(b.given) as is_spelling
        from given_root a
        join given_root b using (root)
    )
    group by all
),
-- The beginning of a name that few bear: Bipin of Bipinchandra.
shortened as (
    select a.given, b.given as other
    from known a
    join known b on left(b.given, 4) = left(a.given, 4) and starts_with(b.given, a.given) and b.given <> a.given
    where length(a.given) >= 4 and not b.is_known
),
-- Two letters of a name that is one with them in order: Gregroy.
jumbled as (
    select a.given, b.given as other
    from known a
    join known b
        on b.given[1] = a.given[1] and length(b.given) = length(a.given) and list_sort(string_split(b.given, ''))
            = list_sort(string_split(a.given, ''))
    where length(a.given) >= 6 and not a.is_known and b.is_known
)
select given, other, max(is_plain) as is_plain, max(is_close) as is_close, bool_and(is_spelling) as is_spelling,
    max(kept) as kept, given <> other and (is_unisex(given) or is_unisex(other)
        or (not max(is_plain) and (is_mostly(given) or is_mostly(other)))) as is_either
from (
    from alike
    union all
    select given, other, false, false, false, 0.3 from shortened
    union all
    select other, given, false, false, false, 0.3 from shortened
    union all
    select given, other, false, true, true, 0.05 from jumbled
    union all
    select other, given, false, true, true, 0.05 from jumbled
)
group by given, other;
