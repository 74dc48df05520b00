-- One row an organisation that another register, or the list of well-known names, has a second time.
-- reads: company, core.organisation, core.organisation_alias, hospital, hospital_site, linkage, name_class()
-- reads: practice_place, system_change, text_token, word, word_stem(), word_stems()
-- makes: borne_by, federal_hospital, merged_organisation, same_organisation, school_of
-- changes: core.membership, core.organisation, core.organisation_alias, core.system_today
create or replace temp table borne_by as
with plain as (
    select list(distinct word_stem(part)) as words
    from (select unnest(string_split(word, ' ')) as part from word
        where kind in ('type', 'common', 'connective', 'practice', 'field', 'state'))
),
-- the post's town and the one that another list gives ("Vestavia", "Birmingham")
place as (
    select organisation_id, place_key(city) as city, string_split(word_stems(place_key(city)), ' ') as town
    from (select organisation_id, city from core.organisation union select 'ccn:' || ccn, city
        from linkage)
    where city is not null
),
named as (
    select o.organisation_id, o.state, p.city, p.town, t.tokens, name_class(t.tokens) as class
    from core.organisation o
    join place p using (organisation_id)
    join core.organisation_alias a using (organisation_id)
    join text_token t on t.text = a.alias
    where not a.unsafe and (o.organisation_id like 'ror:%' and o.kind = 'hospital' and a.alias = o.name
        or o.organisation_id in (select organisation_id from hospital where is_current))
),
told as (
    select
        n.*,
        list_filter(n.tokens, lambda w: not list_contains(plain.words, w) and not list_contains(n.town, w)) as telling
    from named n cross join plain
    where n.organisation_id like 'ror:%'
)
select x.organisation_id as second, y.organisation_id as first
from told x
join named y on y.city = x.city and coalesce(y.state = x.state, x.state is null) and y.organisation_id like 'ccn:%'
    and list_has_all(y.tokens, x.telling) and list_has_all(x.class, y.class) and list_has_all(y.class, x.class)
where len(x.telling) > 0 or list_has_all(y.tokens, x.tokens);

create or replace temp table same_organisation as
with alias as (
    select distinct o.organisation_id, left(o.organisation_id, 3) as register, o.kind, place_key(o.city) as city,
        t.canon, replace(t.canon, ' ', '') as packed, a.alias = o.name as is_name
    from core.organisation_alias a
    join core.organisation o using (organisation_id)
    join text_token t on t.text = a.alias
    where not a.unsafe
        -- "Partners In Health" is nothing of Partners HealthCare's
        and (o.organisation_id not like 'ror:%' or name_key(o.name) not in (select name_key(name) from company))
),
met as (
    select distinct
        x.organisation_id as second, x.register, x.kind, y.organisation_id as first,
        -- Its own name counts before its other names, its kind before another, a system or hospital before the research
        -- register.
        (not x.is_name)::int * 20 + (y.kind <> x.kind)::int * 10 + case y.register when 'sys' then 1 when 'ccn' then 2
            else 3 end as distance
    from alias x
    -- in one town "NewYork-Presbyterian Hospital" is New York-Presbyterian Hospital; elsewhere UCHealth is not UC
    -- Health
    join alias y on y.packed = x.packed and (y.canon = x.canon or x.register = 'ror' and y.register = 'ccn'
        and x.kind = 'hospital' and len(x.packed) > 12)
    where (x.register = 'ror' and x.kind = 'hospital' and y.register in ('ccn', 'sit') and x.city = y.city)
        or (x.register = 'ror' and x.kind = 'group' and y.register = 'ccn' and x.city = y.city)
        or (x.register = 'ror' and x.kind in ('system', 'group', 'hospital') and y.register = 'sys' and x.is_name)
        -- a group of clinicians that bears the very name of a system or school, or of a hospital of its town, is theirs
        or (x.register = 'pac' and (y.register in ('sys', 'ror') or (y.register = 'ccn'
            and (x.organisation_id, y.city) in (select (organisation_id, city) from practice_place))))
        -- "Emory" is a nickname of the university, and of another college
        or (x.register = 'cur' and y.register in ('ccn', 'sys', 'ror')
            and (x.is_name or y.is_name or x.kind <> 'school')
            and (x.kind = y.kind or (x.kind = 'system' and y.kind = 'group')
            or (y.register = 'ror' and x.kind = 'school' and x.is_name and y.is_name)
            -- a school's faculty practice
            or (y.register = 'ror' and x.kind = 'school' and y.is_name
                and list_has_any(string_split(y.canon, ' '), ['physician', 'faculty']))
            -- "University of Pittsburgh Medical Center", a name of UPMC
            or (y.register = 'ror' and x.kind = 'system' and y.kind = 'hospital' and y.is_name
                and y.organisation_id not in (select second from borne_by))))
),
-- Of two hospitals of a name neither is meant; a well-known system or school may stand in registers under several of
-- its names.
chosen as (
    select second, arg_min(first, (distance, first)) as first
    from (select * from met qualify distance = min(distance) over (partition by second))
    group by second
    having count(*) = 1 or any_value(register) = 'cur' and min(distance) % 10 <> 2
),
-- All that one well-known organisation is called, is one.
other as (
    select m.first as second, c.first
    from met m
    join chosen c on c.second = m.second
    where m.register = 'cur' and m.first <> c.first and m.first not like 'ccn:%'
)
select second, first from chosen
union
select second, first from other
union
-- A research register's hospital all of whose telling words one hospital of its town bears ("Brookwood Medical Center",
-- Brookwood Baptist Medical Center).
select second, min(first) from borne_by where second not in (select second from met) group by second
    having count(distinct first) = 1;

-- Whatever is linked so is one organisation: a system before a hospital before the research register before the list.
create or replace temp table merged_organisation as
with recursive link as (
    select second as a, first as b from same_organisation
    union
    select first, second from same_organisation
),
reach as (
    select a, a as b from link
    union
    select r.a, l.b from reach r join link l on l.a = r.b
)
select a as second,
    -- of a university's campuses the one that is called most names is the university
    arg_min(b, (case left(b, 3) when 'ccn' then 1 when 'sit' then 1 when 'sys' then 2 when 'ror' then 3 else 4 end,
        case when b like 'ror:%' then -n.names else 0 end, b)) as first
from reach
left join (select organisation_id, count(*) as names from core.organisation_alias group by 1) n on n.organisation_id = b
where a not like 'ccn:%' and a not like 'site:%' and (a not like 'sys:%' or b not like 'ccn:%' and b not like 'site:%')
group by a
having first <> a;

-- A system that the list of well-known names has twice (one has joined the other) bears the first of both, unless it
-- has a newer name.
update core.organisation o set name = c.name, kind = c.kind
from (
    select m.first, arg_min(n.name, n.organisation_id) as name, arg_min(n.kind, n.organisation_id) as kind
    from merged_organisation m
    join core.organisation n on n.organisation_id = m.second and n.organisation_id like 'cur:%'
    group by m.first
) c
where o.organisation_id = c.first and o.organisation_id not like 'ccn:%'
    and o.organisation_id not in (select 'sys:' || from_id from system_change where kind = 'renamed');
update core.organisation_alias a set organisation_id = m.first from merged_organisation m
    where m.second = a.organisation_id;
update core.organisation o set system_id = m.first from merged_organisation m where m.second = o.system_id;
update core.membership o set system_id = m.first from merged_organisation m where m.second = o.system_id;
update core.system_today o set system_id = m.first from merged_organisation m where m.second = o.system_id;
update core.organisation set system_id = null where system_id = organisation_id;
delete from core.organisation where organisation_id in (select second from merged_organisation);

-- A school of medicine that the register has under a name of its own, and the list as a name of its university, is the
-- university's.
create or replace temp table school_of as
select distinct x.organisation_id as school, a.organisation_id as university, a.alias
from core.organisation_alias a
join text_token t on t.text = a.alias
join text_token u on u.canon = t.canon
join core.organisation_alias b on b.alias = u.text and b.source like 'ror %' and b.organisation_id <> a.organisation_id
join core.organisation x on x.organisation_id = b.organisation_id
join core.organisation y on y.organisation_id = a.organisation_id and y.kind = 'school'
where a.source = 'curbside' and x.organisation_id like 'ror:%'
    and (x.name = b.alias and x.kind in ('school', 'hospital', 'group') or b.alias <> x.name);
update core.organisation o set parent_id = s.university
from school_of s where s.school = o.organisation_id and (o.organisation_id, s.alias) in (
    select (x.organisation_id, c.alias) from core.organisation x join text_token t on t.text = x.name
        join text_token u on u.canon = t.canon
    join core.organisation_alias c on c.alias = u.text);
-- What it is called leads to it alone; of a name that the register gives as another's alias, to the one on the list.
delete from core.organisation_alias a using school_of s, core.organisation x, text_token t, text_token u
where s.school = x.organisation_id and t.text = x.name and u.text = a.alias and u.canon = t.canon
    and a.organisation_id = s.university;
delete from core.organisation_alias a using school_of s, text_token t, text_token u, core.organisation x
where a.organisation_id = s.school and x.organisation_id = s.school and a.alias <> x.name and t.text = a.alias
    and u.text = s.alias and t.canon = u.canon;

-- A research hospital or university that bears a system's name belongs to it.
update core.organisation o
set system_id = s.organisation_id
from (
    select x.organisation_id as member, min(y.organisation_id) as organisation_id
    from core.organisation_alias a
    join text_token t on t.text = a.alias
    join core.organisation x on x.organisation_id = a.organisation_id and x.organisation_id like 'ror:%'
        and (x.kind = 'hospital' or x.kind = 'school' and a.alias = x.name)
    join text_token u on u.canon = t.canon
    join core.organisation_alias b on b.alias = u.text
    join core.organisation y on y.organisation_id = b.organisation_id and y.kind = 'system'
    where not a.unsafe and not b.unsafe
    group by 1
    having count(distinct y.organisation_id) = 1
) s
where s.member = o.organisation_id and o.system_id is null;

-- A well-known system that no register has, belongs where the hospital of one of its names belongs.
update core.organisation o
set system_id = h.system_id
from (
    select a.organisation_id, any_value(h.system_id) as system_id
    from core.organisation_alias a
    join text_token t on t.text = a.alias
    join (
        select t.canon, o.system_id from core.organisation o join text_token t on t.text = o.name
        where o.organisation_id like 'ccn:%' and o.system_id is not null
    ) h on h.canon = t.canon
    where a.organisation_id like 'cur:%'
    group by a.organisation_id
    having count(distinct h.system_id) = 1
) h
where h.organisation_id = o.organisation_id and o.kind <> 'hospital';

-- The government's and Kaiser's hospitals belong to them, whatever the compendium says.
create or replace temp table federal_hospital as
select organisation_id from hospital
where hospital_type like '%Veterans%' or hospital_type like '%Department of Defense%'
    -- an older list says no types, but these numbers are federal
    or regexp_matches(organisation_id, '^ccn:\d{5}F$')
union all
select organisation_id from hospital_site where regexp_matches(main_id, '^ccn:\d{5}F$');
update core.organisation
set system_id = (
    select min(organisation_id) from core.organisation_alias
    where alias = case when organisation.organisation_id in (select organisation_id from hospital
        where hospital_type like '%Veterans%') or regexp_matches(organisation.name, '(?i)\bVA\b|\bveterans\b')
        then 'Department of Veterans Affairs' else 'Defense Health Agency' end and source = 'curbside'
)
where organisation_id in (from federal_hospital);
-- by law, and today
insert into core.system_today
select organisation_id, system_id from core.organisation
where organisation_id in (from federal_hospital) and system_id is not null
    and organisation_id not in (select organisation_id from core.system_today);
update core.organisation
set system_id = (select min(organisation_id) from core.organisation_alias where alias = 'Kaiser Permanente'
    and source = 'curbside')
where system_id is null and (kind = 'hospital' and name_key(name) like 'kaiser %'
    -- its regional groups are employers of their own within it
    or kind = 'group' and organisation_id like 'cur:%' and name_key(name) like '%permanente%');
