-- One row a name that a hospital is well known by ("MD Anderson", "Cedars"), whole, where no place speaks against it.
-- reads: alias_token, body_mention, mention_place, mention_text, text_token, wide_mention
-- makes: known_match
create or replace temp table known_match as
select x.mention_id, min(a.organisation_id) as organisation_id
from mention_text x
join mention_place p using (mention_id)
join text_token t on t.text = x.text
join alias_token a on a.canon = t.canon and a.is_known and a.organisation_id like 'ccn:%'
    and (p.state is null or p.state = a.state) and (p.city is null or place_key(p.city) = a.city)
where x.part in ('whole', 'inside') and x.share >= 0.97 and x.mention_id not in (from wide_mention)
    and x.mention_id not in (from body_mention)
group by x.mention_id
having count(distinct a.organisation_id) = 1;
