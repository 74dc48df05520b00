-- `renumbered`: one row a hospital of an older list that goes by another number today: another certificate (a critical
-- access hospital now, another owner) behind the same door, which the older list did not know, or had under both; or
-- the number of another part of the same house.
-- `linkage`: the older list, each hospital under today's number.
-- reads: raw.register_hospital, raw.register_linkage
-- makes: door(), house_core(), is_acute(), is_hospital_number(), linkage, renumbered
-- Street number and street, as lists differ in them ("One Medical Plaza", "1 MEDICAL PLAZA").
create or replace macro door(street) as list_slice(string_split(name_key(
    regexp_replace(regexp_replace(street, '(?i)^one\b', '1'), '(?i)\b[nsew]\.?\s|\b(?:north|south|east|west)\s', '')
), ' '), 1, 2);

-- An acute or critical access hospital by its number: it is no successor of the psychiatric one in the same building.
create or replace macro is_acute(ccn) as regexp_matches(ccn, '^..(0[0-8]|13)..$');

-- Not the number of a nursing unit, a home health agency or a rural clinic, under which an older list may have a
-- hospital.
create or replace macro is_hospital_number(ccn) as
    regexp_matches(ccn, '^..(0[0-8]\d\d|13\d\d|2[0-2]\d\d|30[2-9]\d|33\d\d|4[0-4]\d\d)$');

-- What is left of a hospital's name without the words that one list has and the other has not.
create or replace macro house_core(name) as list_sort(list_filter(string_split(name_key(name), ' '), lambda w:
    w not in ('the', 'of', 'and', 'at', 'a', 'hospital', 'medical', 'center', 'centre', 'health', 'healthcare', 'care',
        'services', 'system', 'complex', 'cah', 'inc', 'llc')));

create or replace temp table renumbered as
with listed as (
    select ccn, name_key(name) as name, house_core(name) as core, place_key(city) as city, postal_code,
        upper(state) as state, door(street) as door, is_today
    from (
        select ccn, name, city, postal_code, state, street, true as is_today from raw.register_hospital
        where vintage = (select max(vintage) from raw.register_hospital)
        union all
        select ccn, name, city, postal_code, state, street, false from raw.register_linkage
    )
),
today as (from listed where is_today),
older as (from listed where not is_today and ccn not in (select ccn from today)),
-- Towns with one acute hospital today.
sole as (
    select state, city, any_value(ccn) as ccn from today where is_acute(ccn) group by all having count(*) = 1
),
heir as (
    select o.ccn, t.ccn as heir
    from older o
    join today t on t.state = o.state and t.door = o.door and (t.city = o.city or t.postal_code = o.postal_code)
    where regexp_matches(t.door[1], '^\d+$') and len(t.door) = 2
        and is_acute(t.ccn) and (t.name = o.name or is_acute(o.ccn)
            and t.ccn not in (select ccn from raw.register_linkage where ccn is not null))
    union
    -- one name in one town, whatever the street: the older number is no hospital's, or the whole name is the same
    select o.ccn, t.ccn
    from older o
    join today t on t.state = o.state and t.city = o.city and t.core = o.core and len(t.core) > 0
    where t.name = o.name or not is_hospital_number(o.ccn)
    union
    -- "Southern Mono Healthcare District" in Mammoth Lakes: a small town's only hospital is whatever an older list has
    -- there besides, once, under a number that is no hospital's
    select any_value(o.ccn), any_value(t.ccn)
    from older o
    join sole t using (state, city)
    where not is_hospital_number(o.ccn) and t.ccn like '__13__'
    group by o.state, o.city
    having count(*) = 1
)
select ccn, any_value(heir) as heir
from heir
group by ccn
having count(distinct heir) = 1;

create or replace temp table linkage as
select l.* replace (coalesce(r.heir, l.ccn) as ccn)
from raw.register_linkage l
left join renumbered r using (ccn);
