-- One row a mention that its own name sets apart: abroad, or a named site with something in parentheses.
-- reads: abroad_name, core.mention, word
-- makes: foreign_mention, sited_mention
-- A hospital abroad may bear the name of one here: "Aga Khan University Hospital, Karachi", "St. Mary's (Ireland)".
create or replace temp table foreign_mention as
select mention_id
from (
    select mention_id, state, name_key(regexp_extract(regexp_replace(name, '\s*\([A-Z]{2,6}\)\s*$', ''),
        '[,(]\s*([^,()]+)\)?\.?\s*$', 1)) as place
    from core.mention
)
join abroad_name using (place)
left join word on word.kind = 'state' and word.means = upper(state)
where not is_american and word.means is null
union
-- whatever house of theirs is named beside
select m.mention_id from core.mention m
left join word on word.kind = 'state' and word.means = upper(m.state)
where word.means is null and regexp_matches(m.name, '(?i)\bNHS (foundation )?trust\b|\bfoundation trust\b'
    || '|\bhealth and social care trust\b|\blocal health district\b|\b(district|university|regional) health board\b'
    || '|\bNHS (england|scotland|wales|lothian|tayside|grampian|highland|fife|lanarkshire|greater glasgow)\b');

-- "Mission Hospital McDowell (HCA)": a site, and whose it is.
create or replace temp table sited_mention as
select mention_id from core.mention
where regexp_matches(name, '(?i)(?:hospital|medical cent(?:er|re)|physicians)\b[^()]*\([^()]+\)\s*$');
