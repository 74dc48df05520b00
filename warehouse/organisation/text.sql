-- One row a text by which a mention may be known: its name, and the names that stand inside it. Of a long one ("Department of
-- Medicine, University of Iowa and VA Medical Center") any one to three pieces that stand side by side, from `since` to `until`.
-- reads: core.mention, core.organisation, core.organisation_alias, word
-- makes: mention_text, name_text, placeholder
create or replace temp table placeholder as select word as name from word where kind = 'placeholder';
create or replace temp table mention_text as
with whole as (
    select mention_id, trim(name) as text, 1.0 as share from core.mention m
    where name_key(name) not in (select name from placeholder)
        -- "Community Hospital" is nobody, but in the town whose hospital bears that name
        or exists (
            select * from core.organisation_alias a join core.organisation o using (organisation_id)
            where name_key(a.alias) = name_key(m.name) and o.state = m.state and place_key(o.city) = place_key(m.city))
),
inside as (
    select
        mention_id,
        unnest(regexp_extract_all(text, '(?i)(?:\bd/?b/?a\b|\bformerly(?: known as)?|\bf/?k/?a\b|\ba/?k/?a\b|\bnow\b)[:,]?\s+([^()]+)', 1)
            || regexp_extract_all(text, '\(([^()]{2,})\)', 1)
            || [regexp_replace(text, '(?i)\s*(\(.*\)|[,;]?\s*\b(d/?b/?a|formerly|f/?k/?a|a/?k/?a)\b.*)', '', 'g')]) as text
    from whole
),
piece as (
    select mention_id, trim(unnest(pieces)) as text, generate_subscripts(pieces, 1) as ord
    from (
        select mention_id, string_split_regex(text, '[,;|/]|\s+-+\s+|(?i:\s+(?:and|&|at)\s+)') as pieces
        from whole
        where regexp_matches(text, '[,;|/]|\s-+\s')
    )
),
segment as (
    select mention_id, text, ord as since, ord as until from piece
    union all
    select a.mention_id, a.text || ' ' || b.text, a.ord, b.ord
    from piece a
    join piece b on b.mention_id = a.mention_id and b.ord = a.ord + 1
    union all
    select a.mention_id, a.text || ' ' || b.text || ' ' || c.text, a.ord, c.ord
    from piece a
    join piece b on b.mention_id = a.mention_id and b.ord = a.ord + 1
    join piece c on c.mention_id = a.mention_id and c.ord = a.ord + 2
)
select mention_id, text, share, 'whole' as part, 0 as since, 1000 as until from whole
union
select mention_id, trim(text), 0.97, 'inside', 0, 1000 from inside
where name_key(text) not in (select name from placeholder) and length(name_key(text)) >= 3
    and (mention_id, trim(text)) not in (select (mention_id, text) from whole)
union
select mention_id, text, 0.9, 'segment', min(since), min(until)
from segment
where name_key(text) not in (select name from placeholder) and length(name_key(text)) >= 4
group by mention_id, text;

create or replace temp table name_text as
select text from mention_text union select alias from core.organisation_alias union select name from core.organisation;
