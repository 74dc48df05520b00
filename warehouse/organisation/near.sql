-- One row a name given with a town, and the one hospital that bears it whole in another town, not 25 miles away: across
-- the state line ("The Christ Hospital" of Cincinnati, Covington KY; `is_across`), or in the state ("Baptist Hospital"
-- of Pensacola, Milton). People say where they live.
-- reads: alias_token, core.organisation, mention_place, mention_text, plain_word, text_token, town_point
-- makes: near_match
create or replace temp table near_match as
with point as (
    select place_key(spelling) as city, state, avg(latitude) as latitude, avg(longitude) as longitude
    from town_point
    group by all
),
bearer as (
    select distinct x.mention_id, a.organisation_id, t.canon, place_key(p.city) as city, p.state,
        o.system_id, a.state <> p.state as is_across, list_has_all(w.words, t.tokens) as is_plain
    from mention_text x
    join mention_place p using (mention_id)
    join text_token t on t.text = x.text
    join alias_token a on a.canon = t.canon
    join core.organisation o on o.organisation_id = a.organisation_id
    join point h on h.city = place_key(p.city) and h.state = p.state
    join point n on n.city = a.city and n.state = a.state
    cross join plain_word w
    where x.part in ('whole', 'inside') and not a.is_unsafe and o.kind = 'hospital' and o.source = 'cms'
        and miles_between(h.latitude, h.longitude, n.latitude, n.longitude) <= 25
)
select
    mention_id, any_value(organisation_id) as organisation_id, any_value(is_across) as is_across,
    case when any_value(is_plain) then 0.86 else 0.9 end as confidence
from bearer b
where not exists (
        select * from alias_token h
        where h.canon = b.canon and h.state = b.state and (b.is_across or h.city = b.city)
            and h.kind in ('hospital', 'group', 'school'))
    -- "Kettering Medical Center" in Troy may be what people call Kettering's house there
    and not exists (
        select * from core.organisation s
        where s.system_id = b.system_id and s.kind = 'hospital' and s.source = 'cms' and s.state = b.state
            and place_key(s.city) = b.city)
    and case when is_across
        -- a "Community Hospital" of that state may stand in no list
        then not is_plain
        -- in its own state a name that is a system's as well means that
        else canon not in (select canon from alias_token where kind = 'system') end
group by mention_id
having count(distinct organisation_id) = 1;
