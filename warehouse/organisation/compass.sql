-- One row a mention and a hospital that has not a point of the compass which the mention names: "MercyOne West Des
-- Moines Medical Center" is another house than the one in Des Moines.
-- reads: compass_points(), core.organisation, hospital_token, mention_text, scored, text_token, word_stems()
-- makes: other_compass
create or replace temp table other_compass as
with named as (
    select x.mention_id, list_distinct(flatten(list(compass_points(t.tokens)))) as points
    from mention_text x join text_token t using (text)
    where x.part = 'whole'
    group by x.mention_id
    having len(points) > 0
),
met as (
    select n.mention_id, s.organisation_id
    from named n join scored s using (mention_id) join hospital_token b using (organisation_id)
    where s.is_exact = 0 and not list_has_all(b.tokens, n.points)
)
select m.mention_id, m.organisation_id
from met m
join named n using (mention_id)
join hospital_token b using (organisation_id)
join core.organisation o using (organisation_id)
where not list_has_all(b.tokens || string_split(word_stems(place_key(o.city)), ' '), n.points);
