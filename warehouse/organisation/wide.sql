-- One row a mention that names a health system and a state where it has several hospitals, and no town ("Geisinger-PA",
-- "Trinity Health (Michigan)", "Ascension/Wisconsin"): the system in that state, none of its hospitals.
-- reads: alias_token, core.mention, core.organisation, mention_place, name_core(), plain_word, text_token
-- reads: untrained()
-- makes: wide_mention
create or replace temp table wide_mention as
with wide as (
    select system_id, state from core.organisation
    where source = 'cms' and system_id is not null
    group by all
    having count(*) > 1
),
told as (
    select p.mention_id, p.state, t.canon, t.tokens, name_core(t.tokens) as core
    from mention_place p
    join core.mention m using (mention_id)
    join text_token t on t.text = coalesce(p.bare, untrained(m.name))
    where p.state is not null and p.city is null
),
system as (
    select a.organisation_id, a.canon, a.tokens, name_core(a.tokens) as core from alias_token a where a.kind = 'system'
)
select distinct t.mention_id
from told t
join system s on s.core = t.core
join wide on wide.system_id = s.organisation_id and wide.state = t.state
cross join plain_word w
where not list_contains(t.tokens, 'hospital')
    and (s.canon = t.canon or not list_has_all(w.hollow || w.words, t.core) and list_has_all(
        list_concat(s.tokens, ['health', 'care', 'healthcare', 'system', 'network', 'service']), t.tokens));
