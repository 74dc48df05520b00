-- One row a record's name and another name, a record's or a clinician's of the register, that one person may bear.
-- `share`: how many of all people bear the like; `kept`: how likely one person is written both ways, beside twice
-- alike;
-- `middle`: whether the initials of other given names agree; `how`: what the likeness is, null of one name.
-- reads: given_alike, name_form
-- makes: name_pair, rare_family(), respelt()
-- An initial says who is meant where few bear the family's name; nobody writes Smith for Smyth.
create or replace macro rare_family() as 1e-4;
create or replace macro respelt() as 0.1;

create or replace temp table name_pair as
with met as (
    select
        x, y, g.kept, g.is_close, g.is_spelling, g.is_either,
        without_umlaut(x.family) = without_umlaut(y.family) as one_family
    from name_form x
    join given_alike g on g.given = x.given
    join name_form y on y.sound = x.sound and y.given = g.other
    where not x.is_listed and (y.is_listed or y.name_id > x.name_id)
        and (x.family = y.family or x.family_share + y.family_share <= 5 * rare_family())
        and (x.family_kind = 'own' or y.family_kind = 'own')
        and (x.given_kind in ('own', 'order') or y.given_kind in ('own', 'order'))
    union all
    select x, y, 0.5, true, false, false, without_umlaut(x.family) = without_umlaut(y.family)
    from name_form x
    join name_form y on y.sound = x.sound and y.given[1] = x.given[1]
    where not x.is_listed and (y.is_listed or y.name_id > x.name_id) and (x.is_own or y.is_own)
        and (x.is_initial or y.is_initial) and x.family_share <= rare_family()
),
weighed as (
    select
        x.name_id as a, y.name_id as b, y.is_listed, x.family, x.given,
        -- "Ji Hoon" and "Ji Hye" are two
        case when length(x.rest) > 2 and length(y.rest) > 2 and x.other = y.other
            then starts_with(x.rest, y.rest) or starts_with(y.rest, x.rest) or name_sound(x.rest) = name_sound(y.rest)
            else x.other = y.other end as middle,
        -- Written otherwise in both names, or by a given name that is another's as well: more has to agree.
        not is_close or x.given_kind = 'turned' or y.given_kind = 'turned'
        or (not one_family and x.given <> y.given) as is_weak,
        -- Both names spelt otherwise, and no more than that: Khaled El-Masry, Khalid Elmasri.
        not one_family and m.is_spelling and is_close and x.family_kind = 'own' and y.family_kind = 'own'
        and x.given_kind = 'own' and y.given_kind = 'own' as is_respelt_twice,
        is_either, x.kept * y.kept * m.kept * case when one_family then 1 else respelt() end as kept,
        greatest(x.given_share, y.given_share)
        * case when one_family then x.family_share else x.family_share + y.family_share end as share,
        case
            when x.is_initial or y.is_initial then 'initial'
            when 'born' in (x.family_kind, y.family_kind) then 'born'
            when 'mail' in (x.family_kind, y.family_kind) then 'mail'
            when 'part' in (x.family_kind, y.family_kind) then 'part'
            when list_has_any([x.family_kind, y.family_kind], ['turned', 'order']) then 'turned'
            when x.family <> y.family or m.is_spelling then 'spelling'
            when x.given <> y.given then 'short'
        end as how
    from met m
)
select * from weighed qualify row_number() over (partition by a, b order by
    is_weak, kept / share desc, is_respelt_twice, how, middle, family, given) = 1;
