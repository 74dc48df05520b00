-- One row a name given with a town across a state line, not 25 miles from the one hospital that bears it whole ("The
-- Christ Hospital" of Cincinnati, Covington KY), where nobody in that state does.
-- reads: alias_token, border_town, core.organisation, mention_place, mention_text, plain_word, text_token
-- makes: across_match
create or replace temp table across_match as
select x.mention_id, any_value(a.organisation_id) as organisation_id
from mention_text x
join mention_place p using (mention_id)
join text_token t on t.text = x.text
join border_town n on n.city = place_key(p.city) and n.state = p.state
join alias_token a on a.canon = t.canon and a.state = n.near_state and a.city = n.near_city
join core.organisation o on o.organisation_id = a.organisation_id
cross join plain_word w
where x.part in ('whole', 'inside') and not a.is_unsafe and o.kind = 'hospital' and o.source = 'cms'
    -- of "Community Hospital" there may be one at home that no list has
    and not list_has_all(w.words, t.tokens)
    and not exists (
        select * from alias_token h
        where h.canon = t.canon and h.state = p.state and h.kind in ('hospital', 'group', 'school'))
group by x.mention_id
having count(distinct a.organisation_id) = 1;
