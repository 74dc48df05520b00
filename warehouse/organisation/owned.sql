-- One row a name that is an owner's name and behind it one of its hospitals', without a break ("Valley Health Page
-- Memorial"). `is_here`: in its town.
-- reads: alias_token, core.organisation, light_canon(), mention_place, mention_text, plain_word
-- reads: text_token
-- makes: owned_match
create or replace temp table owned_match as
with house as (
    select distinct a.organisation_id, o.system_id, a.state, a.city, unnest([a.canon, light_canon(a.canon)]) as canon
    from alias_token a
    join core.organisation o using (organisation_id)
    cross join plain_word w
    where o.kind = 'hospital' and o.source = 'cms' and o.system_id is not null and not a.is_unsafe
        -- of "Trinity Health Mercy Hospital" there are several
        and not list_has_all(w.words || w.hollow, a.tokens)
),
named as (
    select h.organisation_id, h.state, h.city,
        unnest([s.canon, regexp_replace(s.canon, ' system$', '')]) || ' ' || h.canon as canon
    from house h
    join alias_token s on s.organisation_id = h.system_id and not s.is_unsafe
    where h.canon <> '' and len(s.tokens) > 1
)
select p.mention_id, any_value(n.organisation_id) as organisation_id,
    coalesce(bool_and(place_key(p.city) = n.city and p.state = n.state), false) as is_here
from mention_text x
join text_token t using (text)
join mention_place p using (mention_id)
join named n on n.canon = t.canon
where x.part in ('whole', 'inside') and coalesce(p.state = n.state, true) and coalesce(place_key(p.city) = n.city, true)
group by p.mention_id
having count(distinct n.organisation_id) = 1;
