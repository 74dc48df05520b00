-- One row a text by which a mention may be known: its name, and the names that stand inside it.
create or replace temp table placeholder as select word as name from word where kind = 'placeholder';
create or replace temp table mention_text as
with whole as (
    select mention_id, trim(name) as text, 1.0 as share from core.mention
    where name_key(name) not in (select name from placeholder)
),
inside as (
    select
        mention_id,
        unnest(regexp_extract_all(text, '(?i)(?:\bd/?b/?a\b|\bformerly(?: known as)?|\bf/?k/?a\b|\ba/?k/?a\b|\bnow\b)[:,]?\s+([^()]+)', 1)
            || regexp_extract_all(text, '\(([^()]{2,})\)', 1)
            || [regexp_replace(text, '(?i)\s*(\(.*\)|[,;]?\s*\b(d/?b/?a|formerly|f/?k/?a|a/?k/?a)\b.*)', '', 'g')]) as text
    from whole
)
select mention_id, text, share, 'whole' as part from whole
union
select mention_id, trim(text), 0.97, 'inside' from inside
where name_key(text) not in (select name from placeholder) and length(name_key(text)) >= 3
    and (mention_id, trim(text)) not in (select (mention_id, text) from whole)
union
select mention_id, trim(text), 0.9, 'segment'
from (
    select mention_id, unnest(string_split_regex(text, '[,;|/]|\s+-+\s+')) as text
    from whole
    where regexp_matches(text, '[,;|/]|\s-+\s')
)
where name_key(text) not in (select name from placeholder) and length(name_key(text)) >= 4;

create or replace temp table name_text as
select text from mention_text union select alias from core.organisation_alias union select name from core.organisation;
