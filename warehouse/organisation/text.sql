-- One row a text by which a mention may be known: its name, and the names that stand inside it. Of a long one
-- ("Department of Medicine, University of Iowa and VA Medical Center") any one to three pieces that stand side by side,
-- from `since` to `until`.
-- reads: core.mention, core.organisation, core.organisation_alias, state_spelling, told_name(), town, unescaped()
-- reads: untrained(), without_unit(), word, word_stems()
-- makes: alias_key, mention_piece, mention_place, mention_text, name_text, placeholder, role_pattern()
-- makes: told_mention
-- What may stand before the house of whoever has the role: "Attending at Elm", "Nephrologist, Elm".
create or replace macro role_pattern() as ('attending|resident|fellow|hospitalist|intensivist|nocturnist|laborist'
    || '|physician|surgeon|intern(?:ist)?|faculty|prof(?:essor)?|pgy-?\d|director|chief|chair|student|residency'
    || '|fellowship|[a-z]+ologist|[a-z]*(?:iatrist|iatrician|anesthetist)|doctor|nurse practitioner|crna');

create or replace temp table placeholder as select word as name from word where kind = 'placeholder';
-- One row a name of a register, as a key, with whose it is before twins are one.
create or replace temp table alias_key as
select a.organisation_id, a.alias, name_key(a.alias) as key, o.kind, o.name, o.state, place_key(o.city) as city
from core.organisation_alias a
left join core.organisation o using (organisation_id);

-- One row a mention, with its name as it is read: what the macro does is dear to plan.
create or replace temp table told_mention as
select mention_id, name, city, state, told_name(name, city, state) as told from core.mention;

-- One row a mention, with its place: as given, else as its name says at the end. `bare` is the name without it.
create or replace temp table mention_place as
with spelt as (
    select
        mention_id, trim(name) as name, city, state,
        regexp_replace(regexp_replace(told,
            '(?i)[,;.]?\s*\b(usa|u\.s\.a\.?|united states( of america)?)\.?$', ''),
            '[\s,]+\d{5}(-\d{4})?$', '') as told
    from told_mention
),
parted as (
    select *, regexp_extract(told,
        '^(.{3,}?)(?:\s*[,(/]\s*|\s+[-–—]\s+|[-–—])(?:([A-Za-z][A-Za-z .''’-]{2,28}?)\s*'
        || ',\s*)?([A-Za-z][A-Za-z. ]{1,19}?)\.?\s*(?:\d{5}(?:-\d{4})?)?\)?\s*$', ['bare', 'city', 'state']) as part
    from spelt
),
-- "BWH Boston", "LGH Lancaster": an acronym, or initials, with the town of the one organisation there that bears them.
lettered_name as (
    select city, unnest(list_distinct([lower(alias), name_initials(alias)])) as letters, state
    from alias_key
    where city is not null and state is not null and organisation_id not like 'pac:%'
),
-- but "PICU, Riley" is a unit of a hospital, not of the town of that name
acronym as (
    select mention_id, regexp_extract(replace(told, 'NYC', 'New York'),
        '^([A-Z]{2,6})[\s,/-]+(?:in\s+)?([A-Z][a-z][A-Za-z .''’-]+)$', ['bare', 'city']) as part
    from spelt
    where city is null and state is null and name_key(name) not in (select key from alias_key)
        and lower(regexp_extract(told, '^[A-Z]+')) not in (select word from word where kind = 'role')
),
lettered as (
    select mention_id, part, any_value(n.state) as state
    from acronym join lettered_name n on n.letters = lower(part.bare) and n.city = place_key(part.city)
    group by all
    having count(distinct n.state) = 1
),
-- else with the town of that name in the one state where the letters are at home ("RUSH Aurora"), or the one that most
-- people mean, where it is not a site of a system that is called so ("UPMC Shadyside")
lettered_town as (
    select mention_id, part, t.state
    from acronym
    join town t on t.town = word_stems(place_key(part.city))
    left join (select distinct letters, state as home from lettered_name) n
        on n.letters = lower(part.bare) and n.home = t.state
    where part.bare <> '' and mention_id not in (select mention_id from lettered)
        and lower(part.bare) not in (select key from alias_key where kind = 'system')
    qualify case when count(home) over (partition by mention_id) = 1 then home is not null else t.share > 0.5 end
),
-- "… Boston University Boston MA", "… Durham North Carolina", "… (Durham N.C.)": the longest town before a state.
ended as (
    select mention_id, s.state, trim(left(flat, length(flat) - length(s.spelling)), ' ,-') as text
    from (
        select mention_id, replace(regexp_replace(told, '\s*[(\[]([^()\[\]]+)[)\]]?\s*$', ', \1'), '.', '') as flat
        from spelt where city is null and state is null
    )
    join state_spelling s on ends_with(lower(flat), ' ' || s.spelling)
        and (not s.is_code or ends_with(flat, ' ' || s.state))
    qualify row_number() over (partition by mention_id order by length(s.spelling) desc) = 1
),
worded as (
    select mention_id, state, string_split_regex(text, '[\s,–—-]+') as words,
        -- in "St. Luke's North, Kansas City MO" the town is not North Kansas City
        len(string_split_regex(trim(split_part(text, ',', -1), ' –—-'), '[\s–—-]+')) as room
    from ended
),
town_end as (
    select
        mention_id, n, state, joined(list_slice(words, len(words) - n + 1, len(words)), ' ') as city,
        joined(list_slice(words, 1, len(words) - n), ' ') as bare
    from worded, range(1, 4) t(n)
    where len(words) > n and n <= room
),
found as (
    select l.mention_id, l.bare, l.city, t.state as said
    from town_end l
    join town t on t.town = word_stems(place_key(l.city)) and t.state = l.state
    qualify row_number() over (partition by l.mention_id order by n desc) = 1
    union all
    select p.mention_id, p.part.bare as bare, p.part.city as city, s.state as said
    from parted p
    join state_spelling s on s.spelling = replace(lower(part.state), '.', '')
        and (not s.is_code or part.state = upper(part.state))
    where p.state is null
    union all
    select mention_id, part.bare, part.city, state from (from lettered union all from lettered_town)
)
select m.mention_id, coalesce(m.city, nullif(f.city, '')) as city, coalesce(m.state, f.said) as state, f.bare as bare
from core.mention m
left join (from found qualify row_number() over (partition by mention_id order by length(bare), said) = 1) f
    using (mention_id);

-- What stands between commas, slashes, "and" and "at", in order; of `and` alone no text is divided.
create or replace temp table mention_piece as
with told as (
    -- "… Medical College of Wisconsin. Anesthesiologist, …": a sentence ends, where no word was cut short
    select mention_id, regexp_replace(told, '([a-z]{5,})\.\s+', '\1; ', 'g') as text,
        regexp_matches(unescaped(name), '[,;|/@]|\s[-–]+\s|: |(?i:\sat\s)|[a-z]{5}\.\s') as is_divided
    from told_mention
    where name_key(untrained(name)) not in (select name from placeholder)
),
split as (
    select mention_id, is_divided, string_split_regex(text, '[,;|/@]|: |\s+[-–]+\s+|(?i:\s+(?:and|&|at)\s+)') as pieces
    from told
)
select mention_id, is_divided, trim(unnest(pieces)) as text, generate_subscripts(pieces, 1) as ord from split;

create or replace temp table mention_text as
with whole as (
    select mention_id, unnest(list_distinct([untrained(name), untrained(unescaped(name))])) as text, 1.0 as share
    from core.mention m
    where name_key(untrained(name)) not in (select name from placeholder)
        -- "Massey Cancer Center, Richmond, VA": without its place, lest the state be taken for the Veterans'
        and mention_id not in (select mention_id from mention_place where m.state is null and mention_place.state = 'VA'
            and bare is not null and name_key(bare) <> '')
        -- "Community Hospital" is nobody, but in the town whose hospital bears that name
        or exists (
            select * from alias_key a
            where a.key = name_key(m.name) and a.state = m.state and a.city = place_key(m.city))
),
piece as (
    select * from mention_piece where is_divided
),
-- "NYC Health + Hospitals/Lincoln": beside its system's name a site needs no more than its own word.
beside as (
    select p.mention_id, p.text
    from piece p
    join piece s on s.mention_id = p.mention_id and s.ord <> p.ord
    join (select distinct key from alias_key where organisation_id like 'sys:%') a on a.key = name_key(s.text)
    where not regexp_matches(p.text, '(?i)univ|school|college')
),
-- "Department of Internal Medicine University of Iowa" without its department.
undivided as (
    select mention_id, trim(regexp_replace(
        coalesce(bare, name),
        '(?i)\b(?:departments?|dept\.?|division|section) of (?:the )?(?:(?:internal|emergency|family'
        || '|general|critical|care|physical|preventive|cardiovascular|pulmonary|plastic|orthop\w+'
        || '|neurological|obstetrics|and|&)\s+)*[a-z]*(?:ology|iatry|iatrics|surgery|medicine'
        || '|orthop[a-z]*ics|anesthesia)\b[\s,]*',
        '', 'g'), ' ,;') as text
    from core.mention
    join mention_place using (mention_id)
    where regexp_matches(name, '(?i)\b(?:departments?|dept\.?|division|section) of\b')
),
-- "UVM Medical Center", "UofL Hospital": the university's letters, written out, before what belongs to it.
lettered as (
    select mention_id, trim(unescaped(name)) as name, p.state,
        regexp_extract(trim(unescaped(name)),
            '^(U ?of ?[A-Z]|[A-Z]{3,5})\s+(?:Health\s+)?(?:Med|Hosp|Health|Child|Cancer|Heart)', 1) as letters
    from core.mention join mention_place p using (mention_id)
),
spelt_out as (
    select l.mention_id, any_value(a.name || substr(l.name, length(l.letters) + 1) order by a.name) as text
    from lettered l
    join alias_key a on a.key = name_key(l.letters)
    where l.letters <> '' and a.kind = 'school' and (a.state = l.state or l.state is null)
        and regexp_matches(a.name, '(?i)university')
    group by 1
    having count(distinct a.organisation_id) = 1
),
-- "UAB Med Ctr-Birmingham", "Kettering Hlth-OH": before a hyphen, where behind it stands a town, a state or a school
hyphened as (
    select mention_id, regexp_extract(told, '^(.{3,}[A-Za-z.)])[-–]([A-Z][A-Za-z .]+)$', ['text', 'behind']) as part
    from told_mention
),
inside as (
    select mention_id, told as text from told_mention
    where text <> trim(unescaped(name)) and word_stems(place_key(text)) not in (select town from town)
    union all
    select mention_id, part.text from hyphened
    where part.text <> '' and (word_stems(name_key(part.behind)) in (select town from town)
        or lower(part.behind) in (select spelling from state_spelling)
        or name_key(part.behind) in (select word from word where kind = 'abbreviation'
            and means in (select word from word where kind = 'state') or means like '% city')
        or name_key(part.behind) in (select key from alias_key where kind in ('school', 'system')))
    union all
    -- "UTRGV-DHR Health": behind a school's letters, the house
    select mention_id, part.behind from hyphened
    where regexp_matches(part.text, '^[A-Z]{2,6}$') and regexp_matches(part.behind, '(?i)\b(?:hosp|health|hlth|med)')
        and lower(part.text) in (select key from alias_key where kind = 'school')
    union all
    select mention_id, text from undivided
    union all
    select mention_id, text from spelt_out
    union all
    select mention_id, text from beside
    union all
    select
        mention_id,
        unnest(regexp_extract_all(text,
            '(?i)(?:\bd/?b/?a\b|\bformerly(?: known as)?|\bf/?k/?a\b|\ba/?k/?a\b|\bnow\b)[:,]?\s+([^()]+)', 1)
            || regexp_extract_all(text, '\(([^()]{2,})\)', 1)
            -- "Anesthesia – Barnes-Jewish", "Emergency Dept., Hennepin Healthcare"
            || regexp_extract_all(text,
                '(?i)^(?:[^,–/]*\b(?:' || role_pattern() || '|dept\.?|department|division|section|anesthesia|surgery'
                || '|pediatrics|medicine|radiology)\b[^,–]*?)(?:,|\s+[–-]\s)\s*([^,–]+)$', 1)
            -- "Attending @ MGH", "Chief Resident at Yale New Haven Hospital"
            || regexp_extract_all(text,
                '(?i)^(?:[^@]+@|.*\b(?:' || role_pattern() || ')\b[^@]*?\bat\b)\s*(.+)$', 1)
            || [
                regexp_replace(text, '(?i)\s*(\(.*\)|[,;]?\s*\b(d/?b/?a|formerly|f/?k/?a|a/?k/?a)\b.*)', '', 'g')
            ]) as text
    from whole
),
-- "MGH (Marion General Hospital)": letters beside their own words say no more than these.
spelled as (
    select mention_id, unnest([part.before, part.behind]) as letters, unnest([part.behind, part.before]) as words
    from (select mention_id, regexp_extract(trim(unescaped(name)), '^([^()]+?)\s*\(([^()]+)\)$', ['before', 'behind'])
        as part from core.mention)
),
-- "Ohio Health", "Ortho Indy": a register's name written apart, or together. Of "Health Partners" every word is
-- anybody's, and "North Bay Health" has its own.
packed_name as (
    select mention_id, replace(key, ' ', '') as packed
    from (
        select mention_id, name_key(coalesce(bare, name)) as key from core.mention join mention_place using (mention_id)
    ), (select list(word) as words from word where kind <> 'state') anybody
    where key not in (select key from alias_key)
        and len(list_filter(string_split(key, ' '), lambda w: length(w) > 3 and not list_contains(anybody.words, w)
            and w <> 'first')) > 0
        and not regexp_matches(key, '^(north|south|east|west|mid|new)\b')
),
packed_alias as (
    select replace(key, ' ', '') as packed, min(alias) as alias
    from alias_key where length(replace(key, ' ', '')) >= 8 and organisation_id not like 'pac:%' group by 1
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
select mention_id, trim(bare), 1.0, 'whole', 0, 1000
from mention_place
where bare is not null and (name_key(bare) not in (select name from placeholder)
    -- "Community Hospital, Grand Junction, CO"
    or (name_key(bare), place_key(city), state) in (select (key, city, state) from alias_key))
union
select mention_id, trim(text), 0.97, 'inside', 0, 1000 from inside
where name_key(text) not in (select name from placeholder) and length(name_key(text)) >= 3
    and (mention_id, trim(text)) not in (select (mention_id, text) from whole)
    and (mention_id, trim(text)) not in (select (mention_id, letters) from spelled
        where regexp_matches(letters, '^[A-Z]{2,8}$') and name_initials(words) = lower(letters))
union
select mention_id, alias, 0.97, 'inside', 0, 1000 from packed_name join packed_alias using (packed)
union
select mention_id, text, 0.9, 'segment', min(since), min(until)
from segment
where name_key(text) not in (select name from placeholder) and length(name_key(text)) >= 4
    -- the town at the end of an affiliation is no college or hospital of that name
    and not (since > 1 and word_stems(place_key(text)) in (select town from town))
group by mention_id, text;

create or replace temp table name_text as
select text from mention_text union select text from mention_piece
union select without_unit(text) from mention_piece
union select alias from core.organisation_alias union select name from core.organisation;
