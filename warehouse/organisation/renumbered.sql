-- `renumbered`: one row a hospital of an older list that goes by another number today: another certificate (a critical
-- access hospital now, another owner) behind the same door, which the older list did not know, or had under both.
-- `linkage`: the older list, each hospital under today's number.
-- reads: raw.register_hospital, raw.register_linkage
-- makes: door(), is_acute(), linkage, renumbered
-- Street number and street, as lists differ in them ("One Medical Plaza", "1 MEDICAL PLAZA").
create or replace macro door(street) as list_slice(string_split(name_key(
    regexp_replace(regexp_replace(street, '(?i)^one\b', '1'), '(?i)\b[nsew]\.?\s|\b(?:north|south|east|west)\s', '')
), ' '), 1, 2);

-- An acute or critical access hospital by its number: it is no successor of the psychiatric one in the same building.
create or replace macro is_acute(ccn) as regexp_matches(ccn, '^..(0[0-8]|13)..$');

create or replace temp table renumbered as
with today as (
    select ccn, name_key(name) as name, place_key(city) as city, postal_code, upper(state) as state,
        door(street) as door
    from raw.register_hospital
    where vintage = (select max(vintage) from raw.register_hospital)
)
select o.ccn, any_value(t.ccn) as heir
from raw.register_linkage o
join today t on t.state = upper(o.state) and t.door = door(o.street)
    and (t.city = place_key(o.city) or t.postal_code = o.postal_code)
where regexp_matches(t.door[1], '^\d+$') and len(t.door) = 2
    and o.ccn not in (select ccn from today)
    and is_acute(t.ccn) and (t.name = name_key(o.name) or is_acute(o.ccn)
        and t.ccn not in (select ccn from raw.register_linkage where ccn is not null))
group by o.ccn
having count(distinct t.ccn) = 1;

create or replace temp table linkage as
select l.* replace (coalesce(r.heir, l.ccn) as ccn)
from raw.register_linkage l
left join renumbered r using (ccn);
