-- One row a name that is an owner's name and behind it one of its hospitals', without a break ("Valley Health Page
-- Memorial"), or one of its hospitals' and the owner's in brackets ("Chilton Medical Center (Atlantic Health System)").
-- `is_here`: in its town.
-- reads: alias_token, core.mention, core.organisation, hospital_token, light_canon(), mention_place, mention_text
-- reads: plain_word, short_canon(), text_token
-- makes: owned_match
create or replace temp table owned_match as
with house as (
    select distinct a.organisation_id, o.system_id, a.state, a.city, unnest([a.canon, light_canon(a.canon)]) as canon,
        -- of "Trinity Health Mercy Hospital" there are several
        list_has_all(w.words || w.hollow, a.tokens) as is_plain
    from alias_token a
    join core.organisation o using (organisation_id)
    cross join plain_word w
    where o.kind = 'hospital' and (o.source = 'cms' or starts_with(o.organisation_id, 'site:'))
        and o.system_id is not null and not a.is_unsafe
),
-- "St. Joseph Hospital (Providence)" may be any of its St. Josephs, whatever else they are called.
several as (
    select a.system_id, a.canon
    from (select distinct system_id, canon, string_split(short_canon(canon), ' ') as tokens from house where is_plain) a
    join hospital_token t on list_has_all(t.tokens, a.tokens)
    join core.organisation o on o.organisation_id = t.organisation_id and o.system_id = a.system_id
    group by a.system_id, a.canon
    having count(distinct o.organisation_id) > 1
),
owner as (
    select distinct organisation_id as system_id,
        unnest([canon, regexp_replace(canon, ' system$', ''),
            regexp_replace(canon, ' (health|healthcare)( system)?$', '')]) as canon
    from alias_token where kind = 'system' and not is_unsafe
),
named as (
    select h.organisation_id, h.state, h.city, false as is_bracketed, o.canon || ' ' || h.canon as canon
    from house h
    join owner o using (system_id)
    where h.canon <> '' and contains(o.canon, ' ') and not h.is_plain
    union
    select h.organisation_id, h.state, h.city, true, h.canon || ' ' || o.canon
    from house h
    join owner o using (system_id)
    where h.canon <> '' and (h.system_id, h.canon) not in (from several)
)
select p.mention_id, any_value(n.organisation_id) as organisation_id,
    coalesce(bool_and(place_key(p.city) = n.city and p.state = n.state), false) as is_here
from mention_text x
join text_token t using (text)
join mention_place p using (mention_id)
join core.mention m using (mention_id)
join named n on n.canon = t.canon
where x.part in ('whole', 'inside') and coalesce(p.state = n.state, true) and coalesce(place_key(p.city) = n.city, true)
    and (not n.is_bracketed or regexp_matches(m.name, '^[^()]+\([^()]+\)$'))
group by p.mention_id
having count(distinct n.organisation_id) = 1;
