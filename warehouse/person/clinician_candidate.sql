-- One row a contact and a clinician of the register whose names may be one person's, with what speaks for and against.
-- reads: clinician_count, clinician_listed, clinician_wanted, core.person_record, name_pair, raw.register_clinician
-- makes: clinician_candidate, is_short_school()
-- part: clinician
-- "PCOM", "Utah", "Rosalind Franklin": letters or words of the school's name.
create or replace macro is_short_school(said, school) as (
    contains(' ' || name_key(school) || ' ', ' ' || said || ' ')
    or (regexp_matches(said, '^[a-z]{3,6}$') and starts_with(joined(list_transform(list_filter(
        string_split(name_key(school), ' '), lambda w: not regexp_matches(w, '^(of|the|at|and|in|for)$')),
        lambda w: w[1]), ''), said))
);
create or replace temp table clinician_candidate as
with named as (
    select
        r.person_id, substr(p.b, 5) as npi, arg_max(p.kept, (p.kept / p.share, p.kept)) as kept,
        arg_max(p.share, (p.kept / p.share, p.kept)) as share,
        bool_and(p.middle) as same_middle, false as is_npi
    from name_pair p
    join core.person_record r on r.record_id = p.a
    where p.is_listed and r.person_id in (select person_id from clinician_wanted where npi is null)
    group by all
    union all
    select person_id, npi, 1, 0, null, true from clinician_wanted where npi is not null
),
-- How few have what is known of the contact.
shared as (
    select
        w.person_id,
        max(s.share) filter (w.kind = 'state') as state, max(s.share) filter (w.kind = 'house') as house,
        max(s.share) filter (w.kind = 'group') as group_, max(s.share) filter (w.kind = 'family') as family,
        max(s.share) filter (w.kind = 'phone') as phone, max(s.share) filter (w.kind = 'town') as town,
        sum(s.share) filter (w.kind = 'field') as field, sum(s.share) filter (w.kind = 'hint') as hint
    from (
        select person_id, k.kind, unnest(k.found) as value
        from (
            select person_id, unnest([
                {'kind': 'state', 'found': states}, {'kind': 'field', 'found': kin}, {'kind': 'house', 'found': houses},
                {'kind': 'group', 'found': employers}, {'kind': 'family', 'found': [family]},
                {'kind': 'phone', 'found': phones}, {'kind': 'town', 'found': towns}, {'kind': 'hint', 'found': hints}
            ]) as k
            from clinician_wanted
        )
    ) w
    join clinician_count s on s.kind = case w.kind when 'hint' then 'state' else w.kind end and s.value = w.value
    group by all
),
year_share as (
    select try_cast(a.value as integer) as year, sum(b.share) as share
    from clinician_count a
    join clinician_count b on b.kind = 'class' and abs(try_cast(b.value as integer) - try_cast(a.value as integer)) <= 1
    where a.kind = 'class'
    group by all
),
-- Contacts whose employer is a group practice of the register.
grouped as (
    select w.person_id
    from (select person_id, unnest(employers) as name from clinician_wanted) w
    semi join (
        select firm_name(group_name) as name from (select distinct group_name from raw.register_clinician)
    ) g using (name)
    group by all
),
newest as (
    -- A class of one or two is a slip of the pen.
    select max(try_cast(value as integer)) as class from clinician_count where kind = 'class' and share > 0.001
),
compared as (
    select
        n.*, w, c, s.state as state_share, s.field as field_share, s.house as house_share, s.group_ as group_share,
        s.family as family_share, s.phone as phone_share, s.hint as hint_share, s.town as town_share,
        y.share as class_share, k.share as school_share,
        list_has_any(w.states, c.states) as same_state, len(w.states) > 0 and len(c.states) > 0 as know_state,
        list_has_any(w.kin, c.codes) as same_field, len(w.codes) > 0 and len(c.codes) > 0 as know_field,
        len(w.professions) > 0 and len(c.professions) > 0
        and not list_has_any(w.professions, c.professions) as other_profession,
        c.school is not null and list_contains(w.schools, school_key(c.school)) as same_school,
        len(w.schools) > 0 as know_school,
        list_bool_or(list_transform(w.schools, lambda s: is_short_school(s, c.school))) as may_be_school,
        list_min(list_transform(w.classes, lambda t: abs(t - c.graduation_year))) as years_apart,
        list_has_any(w.houses, list_transform(c.ccns, lambda h: 'ccn:' || h)) as same_house,
        len(w.houses) > 0 and len(c.ccns) > 0 as know_house,
        list_has_any(w.employers, c.groups) as same_group,
        w.person_id in (from grouped) and len(c.groups) > 0 as know_group,
        list_has_any(w.phones, c.phones) as same_phone,
        list_has_any(w.towns, c.towns) as same_town,
        len(w.towns) > 0 and len(c.towns) > 0 as know_town,
        -- A list without a date is no older than the register's newest class.
        greatest(w.in_training, newest.class) - c.graduation_year - w.training_years as past_training,
        -- How many years too early or too late they left school for their training.
        case when w.graduated[1] + c.graduation_year is not null
            then greatest(w.graduated[1] - c.graduation_year, c.graduation_year - w.graduated[2], 0) end as years_off,
        c.graduation_year > w.graduated[2] as is_too_late, w.graduated[2] - w.graduated[1] + 1 as years_open,
        list_has_any(w.hints, c.states) as same_hint, len(w.hints) > 0 and len(c.states) > 0 as know_hint
    from named n
    join clinician_wanted w using (person_id)
    join clinician_listed c on c.npi = n.npi
    cross join newest
    left join shared s using (person_id)
    left join year_share y on y.year = c.graduation_year
    left join clinician_count k on k.kind = 'school' and k.value = school_key(c.school)
    where not coalesce(w.generation <> c.generation, false)
)
select
    person_id, npi, is_npi, kept, c.school, c.graduation_year, other_profession, same_state, know_state, same_field,
    know_field, same_school, years_apart, years_off, same_house, same_group, same_phone,
    kept * case when same_middle is null then 1e0 when same_middle then 12.0 else 0.02 end
    * case when w.generation is not distinct from c.generation then 1.0 else 0.5 end
    * case when other_profession then 0.02 when not know_field then 1.0
        when same_field then 0.9 / greatest(least(field_share, 0.9), 0.001) else 0.05 end
    * case when not know_school then 1.0 when same_school then 0.9 / greatest(school_share, 0.0005)
        when c.school is null then 0.4 when may_be_school then 5.0 else 0.02 end
    * case when years_apart is null then 1.0 when years_apart <= 1 then 0.9 / greatest(class_share, 0.01)
        when years_apart <= 3 then 0.2 else 0.02 end
    -- Nobody leaves school after the training; who studied abroad often waited some years.
    * case when years_apart is not null or years_off is null then 1.0 when years_off = 0 then 0.8 / (0.025 * years_open)
        when is_too_late then case when years_off = 1 then 0.3 else 0.01 end
        when years_off <= 3 then 1.0 when years_off <= 10 then 0.3 else 0.05 end
    -- A resident of today left school no more than seven years ago; eight more, and it is somebody else.
    * case when past_training > 8 then 0.0001 when past_training > 0 then 0.02 else 1.0 end
    -- Who shares a house shares its state.
    * case when same_house then 0.6 / greatest(house_share, 0.0001)
        when same_group then 0.6 / greatest(group_share, 0.00001)
        when same_phone then 0.6 / greatest(phone_share, 0.00001)
        else case when know_group then 0.2 when know_house then 0.4 else 1.0 end
            * case when not know_state and know_hint
                    then case when same_hint then 0.5 / greatest(least(hint_share, 0.5), 0.02) else 0.6 end
                when not know_state then 1.0
                when same_town then 0.5 / greatest(town_share, 0.0001)
                when know_town and same_state then 0.4 / greatest(state_share, 0.001)
                when same_state then 0.85 / greatest(state_share, 0.001) else 0.15 end
        end as says,
    (know_state and same_state)::int + (know_field and same_field)::int + same_school::int
    + coalesce(years_apart <= 1, years_off = 0, false)::int + (same_house or same_group or same_phone)::int
    + coalesce(same_middle, false)::int + (know_state and same_town)::int as agree,
    -- How many unlisted people of the name the contact might be: of three million who work in health, or a million
    -- physicians.
    greatest(
        case when list_contains(w.professions, 'physician') then 600000 else 2500000 end,
        0.3 * (select share from clinician_count where kind = 'all')
    ) * greatest(
        w.given_share * greatest(w.family_share, coalesce(family_share, 0)),
        max(kept * share) over (partition by person_id)
    ) as unlisted
from compared;
