-- One row a hospital whose name in a newer list of hospitals tells another system than the list of systems does.
-- reads: core.organisation, core.organisation_alias, hospital_site, linkage, raw.register_hospital
-- reads: renumbered, system_change, word, word_stem()
-- makes: borne_brand, brand_phrase, name_beginning, renamed
-- changes: core.organisation, core.system_today
-- after: school, word
-- "ORLANDO HEALTH BAYFRONT HOSPITAL": a name that begins as one system's alone, in a state where that one is at home.
create or replace temp table brand_phrase as
select distinct system_id, phrase
from (
    select organisation_id as system_id, unnest([
        firm_name(alias),
        trim(regexp_replace(firm_name(alias), '( (health|healthcare|system|network|services|corporation))+$', '')),
        -- "Cook Children's Health Care System"; of "Baylor Health Care System" a word is left that others bear as well
        nullif(regexp_extract(firm_name(alias), '^(.+ .+) health care system$', 1), '')
    ]) as phrase
    from core.organisation_alias join core.organisation using (organisation_id)
    where kind = 'system' and not coalesce(unsafe, false)
)
where phrase is not null
qualify count(distinct system_id) over (partition by phrase) = 1;

create or replace temp table borne_brand as
with plain as (
    select list(distinct word_stem(part)) as words from (select unnest(string_split(word, ' ')) as part from word
        where kind in ('type', 'common', 'field', 'connective', 'practice', 'trade', 'state'))
)
select phrase, system_id
from brand_phrase, plain
where length(phrase) > 3
    and not list_has_all(plain.words, list_transform(string_split(phrase, ' '), lambda w: word_stem(w)));

-- What a hospital's name begins with: one row a hospital and a number of its words, from none to all but one.
create or replace temp table name_beginning as
with house as (
    select organisation_id, name_key(name) as key, state, place_key(city) as city, system_id from core.organisation
    where organisation_id like 'ccn:%' and source = 'cms'
)
select *, array_to_string(string_split(key, ' ')[:n], ' ') as phrase
from (select *, unnest(range(0, len(string_split(key, ' ')))) as n from house);

create or replace temp table renamed as
with house as (
    select organisation_id, key, state, city, system_id from name_beginning where n = 0
),
home as (
    select system_id, list(distinct state) as states from house where system_id is not null group by 1
),
borne as (
    select phrase, count(*) as houses from borne_brand join name_beginning using (system_id, phrase) group by 1
),
own as (
    select h.organisation_id from house h join borne_brand b on b.system_id = h.system_id
        and contains(' ' || h.key || ' ', ' ' || b.phrase || ' ')
)
select h.organisation_id, b.system_id
from borne_brand b
join name_beginning h on h.phrase = b.phrase and h.system_id is distinct from b.system_id and h.city <> b.phrase
join home m on m.system_id = b.system_id
left join borne n on n.phrase = b.phrase
where h.organisation_id not in (select organisation_id from own)
    -- where it went is known
    and h.organisation_id not in (
        select 'ccn:' || coalesce(heir, ccn) from system_change left join renumbered using (ccn)
            where kind in ('joined', 'left')
    )
    and (list_contains(m.states, h.state)
        and (coalesce(n.houses, 0) >= 2 or regexp_matches(b.phrase, ' health(care)?$'))
        or coalesce(n.houses, 0) >= 5 and regexp_matches(b.phrase, ' health(care)?$'))
    -- a list of systems that is younger than the name knows better
    and (select coalesce(max(left(h.vintage, 4)) > (select max(left(vintage, 4)) from linkage), true)
        from raw.register_hospital h)
qualify row_number() over (partition by h.organisation_id order by length(b.phrase) desc) = 1;

-- "COOK CHILDRENS MEDICAL CENTER PROSPER": a hospital that the list of systems never had, opened since, is of the
-- system whose name it begins with, where that has another in the state.
insert into renamed
with listed as (select 'ccn:' || ccn as organisation_id from linkage where ccn is not null)
select h.organisation_id, b.system_id
from name_beginning h
join brand_phrase b on b.phrase = h.phrase and b.phrase like '% %'
where h.system_id is null
    and h.organisation_id not in (from listed) and h.organisation_id not in (select organisation_id from renamed)
    and exists (select * from core.organisation o where o.system_id = b.system_id and o.state = h.state
        and o.organisation_id in (from listed))
qualify row_number() over (partition by h.organisation_id order by length(b.phrase) desc) = 1;

insert into renamed
select s.organisation_id, system_id from renamed r join hospital_site s on s.main_id = r.organisation_id;
insert into core.system_today select organisation_id, system_id from renamed;
update core.organisation o set system_id = r.system_id from renamed r where r.organisation_id = o.organisation_id;
