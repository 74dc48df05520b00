-- One row an employer of a posting and a workplace of the same owner ("Kindred Hospital" and ScionHealth, "The
-- Polyclinic (Optum)"), or another house of a chain. `is_there`: both name the owner's one house in a town.
-- `firm_member`: one row a name and the owner that it, or what stands behind it, tells (`firm_group`, from memory).
-- reads: bears_in(), before_site(), core.mention_match, core.organisation, core.target, employer_word, firm_group
-- reads: firm_beside, firm_key(), firm_named, firm_plain, state_name
-- makes: chain_house, firm_member, firm_site, site_owner()
-- "…, part of Optum", "(Optum)", ", a TeamHealth affiliate"
create or replace macro site_owner() as (
    '(?i)(?:\b(?:part|division|member|affiliate|subsidiary) of|\b(?:acquired|powered) by|[,(–—-]\s*an?|\()'
    || '\s+?([a-z][\w.&'' ]+)');

create or replace temp table firm_member as
with said as (
    select mention_id, key, state from firm_named
    union all
    select mention_id, firm_key(regexp_replace(owner, '(?i)^((now )?part of|acquired by|now|an?) ', '')), state
    from (select mention_id, state, unnest(regexp_extract_all(replace(name, '(', '( '), site_owner(), 1)) as owner
        from firm_named)
),
named as (select owner, states, firm_key(name) as key from firm_group),
known as (select owner, states, key, string_split(key, ' ')[1] as word from named)
-- `brand`: as which of the owner's names it begins
select s.mention_id, any_value(k.owner) as owner, arg_max(k.key, length(k.key)) as brand
from said s
join known k on k.word = string_split(s.key, ' ')[1] and starts_with(s.key || ' ', k.key || ' ')
    and bears_in(k.states, s.state)
group by s.mention_id
having count(distinct k.owner) = 1;

-- Hospitals that no list has in a system, of which three and more begin alike, and nobody else's do.
create or replace temp table chain_house as
with worded as (
    select organisation_id, system_id, string_split(name_key(name), ' ') as words
    from core.organisation where kind = 'hospital' and source = 'cms'
),
house as (
    select organisation_id, system_id, joined(words[:3], ' ') as begins from worded where len(words) > 3
),
chain as (
    select begins from house group by begins having count(*) > 2 and count(system_id) = 0
        and string_split(begins, ' ')[1] not in (select word from employer_word)
)
select m.mention_id, h.organisation_id, h.begins
from chain join house h using (begins) join core.mention_match m using (organisation_id)
where m.confidence >= 0.8;

create or replace temp table firm_site as
with state_word as (
    select state, [lower(state)] || list_distinct(flatten(list(string_split(firm_key(name), ' ')))) as words
    from state_name group by state
),
-- What a name says beside one of the owner's, but for words that every house has.
beyond as (
    select
        mention_id, owner, list_filter(string_split(trim(key[length(begins) + 1:]), ' '), lambda w: length(w) > 1
            and w not in ('pa', 'pc', 'md')
            -- another trade under the owner's name
            and (w in ('hospice', 'home', 'dental', 'pharmacy') or not list_contains(f.words, w))) as words
    from (
        -- "Optum (The Everett Clinic)" begins as its owner
        select *, case when starts_with(key, brand) then brand else firm_key(owner) end as begins
        from firm_member join firm_named using (mention_id)
    ), firm_beside f
    where starts_with(key || ' ', begins || ' ')
),
pair as (
    -- "Oceans Behavioral Hospital" of Abilene and of Lake Charles
    select t.mention_id as target_id, p.mention_id, null as owner, false as is_there
    from chain_house t
    join chain_house p on p.begins = t.begins and p.organisation_id <> t.organisation_id
    where t.mention_id in (select target_id from core.target)
    union all
    select t.mention_id, p.mention_id, a.owner,
        -- who names the owner alone may be at any of the houses that it staffs
        p.city = t.city and p.state = t.state
                and (contains(t.key, ' hospital') and regexp_matches(p.key, '\bhospital\b|\brehab|\b' || t.city || '$')
                -- "Encompass Health" beside its own hospital there
                or contains(t.key, ' hospital') and starts_with(t.key, p.key || ' ')
                or contains(t.key || ' ', ' ' || p.key || ' ')
                -- "Fallon Clinic (Reliant)" and Reliant Medical Group, part of Optum
                or len(list_filter(list_intersect(string_split(t.key, ' '), string_split(p.key, ' ')), lambda w:
                    length(w) > 4 and not list_contains(f.words, w)
                    and not list_contains(string_split(a.owner_key || ' ' || t.city, ' '), w))) > 0)
            -- "Texas Oncology-Tyler" and Texas Oncology, Tyler
            or p.city is null and (contains(t.key, ' hospital') and contains(p.key || ' ', ' ' || t.city || ' ')
                or starts_with(p.key || ' ', t.key || ' ' || t.city || ' ')
                -- "HealthSouth Lakeshore Rehab Hospital" and Encompass Health's of that name
                -- ("Anaheim Global Medical Center" and Orange County Global's are two)
                or t.key[length(a.brand) + 1:] = p.key[length(b.brand) + 1:] and t.key <> a.brand
                    and not list_has_all(f.words, string_split(trim(t.key[length(a.brand) + 1:]), ' '))
                    and starts_with(t.key, a.brand) and starts_with(p.key, b.brand)
                -- "Everett Clinic" and The Everett Clinic, part of Optum
                or p.key = t.before_key and p.key <> a.owner_key
                    and regexp_matches(replace(t.name, '(', '( '), site_owner())
                -- "HealthSouth Sugar Land" and Encompass Health, Sugar Land
                or t.key = a.brand and starts_with(p.key, b.brand) and ends_with(p.key, ' ' || t.city))
    from (select *, firm_key(before_site(name)) as before_key from firm_named where is_target) t
    join (select *, firm_key(owner) as owner_key from firm_member) a on a.mention_id = t.mention_id
    join firm_member b on b.owner = a.owner and b.mention_id <> t.mention_id
    join firm_named p on p.mention_id = b.mention_id
    cross join firm_plain f
    union all
    -- "USACS" and US Acute Care Solutions, "USACS - Canton", "USAP Colorado - Denver", "Optum Washington" in the town
    -- of the opening
    select t.mention_id, p.mention_id, a.owner, true
    from beyond a
    join firm_named t on t.mention_id = a.mention_id and t.is_target and t.city is not null
    join state_word s on s.state = t.state
    join beyond b on b.owner = a.owner and b.mention_id <> a.mention_id
    join firm_named p on p.mention_id = b.mention_id
    where list_has_all(string_split(t.city, ' ') || s.words, list_filter(a.words || b.words, lambda w:
            not (list_contains(a.words, w) and list_contains(b.words, w))))
        and (p.city = t.city and p.state = t.state
            or p.city is null and list_has_all(b.words, string_split(t.city, ' ')))
    union all
    -- A Permanente group is who works at Kaiser's houses and offices in its town.
    select t.mention_id, p.mention_id, 'Kaiser Permanente', true
    from firm_named t
    join firm_named p on p.city = t.city and p.state = t.state and p.mention_id <> t.mention_id
    where t.is_target and regexp_matches(t.key, '\bpermanente\b') and not regexp_matches(t.key, '^kaiser\b')
        and regexp_matches(p.key, '^kaiser\b')
        and not regexp_matches(p.key, '\b(foundation|plan|insurance|family|school|institute)\b')
)
select target_id, mention_id, any_value(owner order by owner) as owner, coalesce(bool_or(is_there), false) as is_there
from pair
group by target_id, mention_id;
