-- One row a school of medicine, or its university or practice, and a hospital at which its clinicians see patients.
-- `is_own`: one owner has both, or the hospital bears the school's name; else the school staffs somebody else's house.
-- `is_main`: it is the one where most of them are; `is_children`: where its pediatricians are.
-- reads: core.organisation, core.organisation_alias, raw.register_ror_relation
-- reads: school_hospital, text_token, word, word_stem()
-- makes: core.school_hospital, own_word, ror_place, staffed
-- changes: core.organisation
-- after: twin
-- A school or research hospital belongs where its relations say: its parent, and the one system of its hospitals.
create or replace temp table ror_place as
select distinct replace(source, 'ror ', '') as ror_id, organisation_id from core.organisation_alias
    where source like 'ror %';
create or replace temp table own_word as
with named as (
    select organisation_id, unnest(tokens) as word
    from core.organisation_alias
    join text_token on text = alias
)
select distinct organisation_id, word
from named
where word not in (select word_stem(word) from word where kind in ('type', 'common', 'connective', 'field'))
    and length(word) >= 3
    -- where both lie tells nothing of who owns whom: Columbia University belongs to no hospital of New York City
    and word not in (select word_stem(unnest(string_split(word, ' '))) from word where kind = 'state')
    and (organisation_id, word) not in (
        select (organisation_id, word_stem(unnest(string_split(place_key(city), ' ')))) from core.organisation
            where city is not null);
update core.organisation o
set parent_id = coalesce(o.parent_id, r.parent_id), system_id = coalesce(o.system_id, r.system_id)
from (
    select
        x.organisation_id,
        any_value(y.organisation_id order by y.organisation_id) filter (r.relation in ('parent', 'successor')
            and y.organisation_id <> x.organisation_id) as parent_id,
        case when count(distinct coalesce(z.system_id, case when z.kind = 'system' then z.organisation_id end)) = 1
            then any_value(coalesce(z.system_id, case when z.kind = 'system' then z.organisation_id end))
            end as system_id
    from raw.register_ror_relation r
    join ror_place x on x.ror_id = r.ror_id
    join ror_place y on y.ror_id = r.related_id
    join core.organisation z on z.organisation_id = y.organisation_id
    join core.organisation e on e.organisation_id = x.organisation_id
    where (r.relation in ('parent', 'successor') and (e.kind <> 'school' or is_healing(e.name) or z.kind <> 'school')
        -- of a university of many campuses one may run a hospital, and the others have nothing to do with it
        or r.relation = 'child' and z.kind <> 'school')
        -- A related hospital's system is the school's own where they share a telling word: many schools teach at other
        -- people's hospitals.
        or (r.relation = 'related' and e.kind = 'school' and exists (
            select * from own_word a join own_word b using (word)
            where a.organisation_id = x.organisation_id
                and b.organisation_id = coalesce(z.system_id, case when z.kind = 'system' then z.organisation_id end)))
    group by x.organisation_id
) r
where r.organisation_id = o.organisation_id and o.organisation_id like 'ror:%';

-- A school of medicine or a practice belongs where its university does.
update core.organisation o
set system_id = p.system_id
from core.organisation p
where p.organisation_id = o.parent_id and o.system_id is null and p.system_id is not null
    and (o.kind in ('group', 'hospital') or o.kind = 'school' and is_healing(o.name))
    and o.organisation_id like 'ror:%';

-- What is known of a school beats what its relations seem to say.
create or replace temp table staffed as
select distinct
    o.organisation_id as school_id, h.organisation_id as hospital_id, h.system_id, s.relation = 'own' as is_own,
    s.relation = 'children' as is_children
from school_hospital s
join core.organisation_alias a
    on a.source = 'ror ' || s.ror or s.ror is null and a.source = 'curbside' and a.alias = s.school
join core.organisation o on o.organisation_id = a.organisation_id and o.organisation_id not like 'ccn:%'
    and o.organisation_id not like 'sys:%'
join core.organisation h on h.organisation_id = case when contains(s.ccn, '/') then 'site:' else 'ccn:' end || s.ccn;
update core.organisation o set system_id = s.system_id
from (select school_id, any_value(case when is_own then system_id end order by hospital_id) as system_id
    from staffed group by school_id) s
where o.organisation_id = s.school_id
    -- UCLA Health is a system of the University of California's
    and not exists (from core.organisation y
        where y.organisation_id = o.system_id and y.system_id = s.system_id);
update core.organisation o set system_id = p.system_id
from core.organisation p
where p.organisation_id = o.parent_id and p.organisation_id in (select school_id from staffed)
    and (o.kind in ('group', 'hospital') or o.kind = 'school' and is_healing(o.name))
    and o.organisation_id like 'ror:%' and o.organisation_id not in (select school_id from staffed);

create or replace table core.school_hospital as
with part as (
    select school_id, school_id as university_id from staffed
    union
    select o.organisation_id, o.parent_id from core.organisation o
    where o.parent_id in (select school_id from staffed) and o.organisation_id not in (select school_id from staffed)
        and regexp_matches(name_key(o.name), '\b(medicine|medical|physicians?|faculty)\b')
        and o.organisation_id like 'ror:%'
)
select
    p.school_id, s.hospital_id, s.is_own, s.is_children,
    s.is_children or count(*) filter (not s.is_children) over (partition by p.school_id) = 1 as is_main
from part p
join staffed s on s.school_id = p.university_id;
