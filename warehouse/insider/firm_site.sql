-- One row an employer of a posting and a workplace of the same firm, another site of a practice that no register of
-- hospitals explains ("The Iowa Clinic Ankeny"), or a name of the same owner ("Kindred Hospital" and ScionHealth, "The
-- Polyclinic (Optum)"). `is_there`: both name the owner's one house in a town.
-- `firm_member`: one row a name and the owner that it, or what stands behind it, tells (`firm_group`, from memory).
-- reads: before_site(), core.affiliation, core.mention, core.mention_match, core.organisation, core.target
-- reads: employer_word, firm_group, firm_key(), single()
-- makes: chain_house, firm_base, firm_member, firm_named, firm_site, site_owner()
-- "…, part of Optum", "(Optum)", ", a TeamHealth affiliate"
create or replace macro site_owner() as (
    '(?i)(?:\b(?:part|division|member|affiliate|subsidiary) of|\b(?:acquired|powered) by|[,(–—-]\s*an?|\()'
    || '\s+?([a-z][\w.&'' ]+)');

create or replace temp table firm_named as
select
    mention_id, name, place_key(city) as city, upper(state) as state, firm_key(name) as key,
    mention_id in (select target_id from core.target) as is_target,
    mention_id in (
        select mention_id from core.mention_match
        where confidence >= 0.8 and regexp_matches(organisation_id, '^(ccn|sys|site):')
    ) as is_explained
from core.mention
where mention_id in (select target_id from core.target)
    or mention_id in (select mention_id from core.affiliation where kind = 'work' and person_id <> 'me');

create or replace temp table firm_member as
with said as (
    select mention_id, key from firm_named
    union all
    select mention_id, firm_key(regexp_replace(owner, '(?i)^((now )?part of|acquired by|now|an?) ', ''))
    from (select mention_id, unnest(regexp_extract_all(replace(name, '(', '( '), site_owner(), 1)) as owner
        from firm_named)
),
known as (select owner, firm_key(name) as key, split_part(firm_key(name), ' ', 1) as word from firm_group)
select s.mention_id, any_value(k.owner) as owner
from said s
join known k on k.word = split_part(s.key, ' ', 1) and starts_with(s.key || ' ', k.key || ' ')
group by s.mention_id
having count(distinct k.owner) = 1;

create or replace temp table firm_base as
with cut as (
    select *, key as base, true as is_whole from firm_named where not is_explained
    union all
    select *, firm_key(before_site(name)), false from firm_named where not is_explained
    union all
    select *, key[:-length(city) - 2], false from firm_named where ends_with(key, ' ' || city) and not is_explained
),
plain as (
    select list(distinct w) as words from (
        select unnest([word, single(word)]) as w from employer_word where kind not in ('abbreviation', 'state')
    )
)
select distinct mention_id, city, state, base, is_whole, is_target, len(list_filter(
    string_split(base, ' '), lambda w: length(w) > 2 and not list_contains(plain.words, w)
)) as telling
from cut, plain
where (base like '% %' or length(base) > 8) and not regexp_matches(base, '\b(hospitals?|medical center|infirmary)\b')
    and telling > 0;

-- Hospitals that no list has in a system, of which three and more begin alike, and nobody else's do.
create or replace temp table chain_house as
with house as (
    select organisation_id, system_id, array_to_string(string_split(name_key(name), ' ')[:3], ' ') as begins
    from core.organisation where kind = 'hospital' and source = 'cms' and len(string_split(name_key(name), ' ')) > 3
),
chain as (
    select begins from house group by begins having count(*) > 2 and count(system_id) = 0
        and split_part(begins, ' ', 1) not in (select word from employer_word)
)
select m.mention_id, h.organisation_id, h.begins
from chain join house h using (begins) join core.mention_match m using (organisation_id)
where m.confidence >= 0.8;

create or replace temp table firm_site as
with pair as (
    select t.mention_id as target_id, p.mention_id, null as owner, false as is_there
    from firm_base t
    join firm_base p on p.base = t.base and p.state = t.state and p.city <> t.city
        and (t.telling > 1 or not (p.is_whole and t.is_whole))
    where t.is_target
    union all
    select t.mention_id, p.mention_id, null, true
    from firm_base t
    join firm_named p on p.city is null and p.key = t.base || ' ' || t.city and not p.is_explained
    where t.is_target and t.is_whole
    union all
    -- "Oceans Behavioral Hospital" of Abilene and of Lake Charles
    select t.mention_id, p.mention_id, null, false
    from chain_house t
    join chain_house p on p.begins = t.begins and p.organisation_id <> t.organisation_id
    where t.mention_id in (select target_id from core.target)
    union all
    select t.mention_id, p.mention_id, a.owner,
        -- who names the owner alone may be at any of the houses that it staffs
        p.city = t.city and p.state = t.state
                and (contains(t.key, ' hospital') and regexp_matches(p.key, '\bhospital\b|\brehab|\b' || t.city || '$')
                or contains(t.key || ' ', ' ' || p.key || ' '))
            -- "Texas Oncology-Tyler" and Texas Oncology, Tyler
            or p.city is null and (contains(t.key, ' hospital') and contains(p.key || ' ', ' ' || t.city || ' ')
                or p.key = t.key || ' ' || t.city)
    from firm_named t
    join firm_member a on a.mention_id = t.mention_id
    join firm_member b on b.owner = a.owner and b.mention_id <> t.mention_id
    join firm_named p on p.mention_id = b.mention_id
    where t.is_target
)
select target_id, mention_id, any_value(owner) as owner, coalesce(bool_or(is_there), false) as is_there
from pair
group by target_id, mention_id;
