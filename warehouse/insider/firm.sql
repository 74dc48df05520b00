-- One row an employer of a posting and a workplace that no register explains, of which one is what the other does
-- business as or was called (`firm_group`), or its name with a word more that people leave out ("Health", "Group"), or
-- its letters, or a slip of the pen, in its own town. `is_there`: not in another town.
-- reads: core.affiliation, core.mention, core.mention_match, core.organisation, core.organisation_alias, core.target
-- reads: employer_word, firm_group, is_everywhere(), single(), singles()
-- makes: bears_in(), cut_short(), firm_alike, firm_beside, firm_certainty(), firm_key(), firm_part, firm_plain
-- makes: telling_words()
create or replace macro firm_key(name) as joined(list_filter(list_transform(
    string_split(singles(replace(name_key(name), 'orthopaed', 'orthoped')), ' '), lambda w: coalesce(map {
        'ctr': 'center', 'assoc': 'associate', 'assn': 'associate', 'association': 'associate', 'grp': 'group',
        'hlth': 'health', 'med': 'medical', 'phy': 'physician', 'phys': 'physician', 'svc': 'service',
        'hosp': 'hospital', 'derm': 'dermatology', 'gastro': 'gastroenterology', 'gi': 'gastroenterology',
        'ped': 'pediatric', 'peds': 'pediatric', 'ortho': 'orthopedic', 'card': 'cardiology', 'cardio': 'cardiology',
        'rad': 'radiology', 'anesthesiology': 'anesthesia', 'uro': 'urology', 'neuro': 'neurology', 'onc': 'oncology',
        'psych': 'psychiatry', 'ophtho': 'ophthalmology', 'optho': 'ophthalmology', 'pulm': 'pulmonary'
    }[w], w)), lambda w: w not in ('the', 'of', 'and', 'at')), ' ');

-- The words, in the singular, that firms of many names have; how many of a key are none of them.
create or replace temp table firm_plain as
select list(distinct single(word)) as words from employer_word where kind <> 'abbreviation';
-- Those that a house of a firm may have beside the firm's name; a trade, a foundation or a school is another body.
create or replace temp table firm_beside as
select
    ['main', 'headquarter', 'hq', 'corporate', 'location', 'site', 'downtown', 'former', 'formerly', 'fka', 'legacy',
        'now', 'dba', 'ed', 'er', 'em', 'icu', 'chc', 'fqhc']
    || list(single(word)) || list(single(coalesce(means, word))) as words
from employer_word
where word not in (select word from employer_word where kind = 'trade')
    and coalesce(means, word) not in ('foundation', 'school', 'college', 'university', 'plan');
create or replace macro telling_words(key, plain) as
    len(list_filter(string_split(key, ' '), lambda w: length(w) > 2 and not list_contains(plain, w)));

-- A name less so many words that people leave out; told as a number, their pattern is read once and not for each row.
create or replace macro cut_short(name, words) as
    regexp_extract(trim(name, ' ,.'), '(?i)^(.*?)(?:\s+(?:health ?care|health|medical|urgent care|community|group'
        || '|associates?|physicians?|networks?|systems?|services?|partners?|practice|specialists?|consultants?'
        || '|clinics?|centers?)){'
        || words || '}$', 1);

-- Does an owner bear the name there: `states` of firm_group ("NJ NY"), or anywhere. "Summit Medical Group" of Tennessee
-- is not New Jersey's.
create or replace macro bears_in(states, state) as
    coalesce(states, '') = '' or state is null or contains(states, upper(state));

create or replace temp table firm_part as
with plain as (
    -- a legal form wherever it stands: behind it may come a site
    select mention_id, state, regexp_replace(
        case when state <> 'PA' then regexp_replace(name, ',?\s+PA$', '') else name end,
        '(?i),?\s+(?:inc|llc|llp|pllc|corp|ltd|p\.\s?(?:l\.\s?l\.\s?)?[acs]|pc)\b\.?', '', 'g'
    ) as name
    from core.mention
    where mention_id not in (
        select m.mention_id from core.mention_match m join core.organisation o using (organisation_id)
        where m.confidence >= 0.8 and o.source is distinct from 'mention'
            -- practices may be written otherwise than in theirs
            and not (organisation_id like 'pac:%' or organisation_id like 'ror:%' and o.kind in ('hospital', 'group'))
    ) and (
        mention_id in (select target_id from core.target)
        or mention_id in (select mention_id from core.affiliation where kind = 'work' and person_id <> 'me')
    )
),
unexplained as (select *, firm_key(name) as firm from plain),
cut as (
    select mention_id, firm, name as part, 'whole' as how from unexplained
    union all
    select
        mention_id, firm,
        unnest(string_split_regex(name, '(?i)[\s,(]+(?:d/?b/?a|doing business as)\b[:\s]+')), 'trade'
    from unexplained where regexp_matches(name, '(?i)\b(d/?b/?a|doing business as)\b')
    union all
    select u.mention_id, u.firm, g.owner, 'trade'
    from unexplained u join firm_group g
        on g.is_former = 'true' and firm_key(g.name) = u.firm and bears_in(g.states, u.state)
    union all
    -- "Optum (The Quillmoor Clinic)", "Optum - The Quillmoor Clinic"
    select mention_id, firm, part.name, 'trade'
    from (
        select *, regexp_extract(
            name, '^(.+?)\s*(?:\(|\s[-–—]\s)\s*([^()]+ [^()]+?)\)?$', ['owner', 'name']) as part
        from unexplained
    )
    where firm_key(part.owner) in (select firm_key(owner) from firm_group)
    union all
    -- "Quillmoor Radiology (US Radiology Specialists)"
    select mention_id, firm, part.name, 'trade'
    from (
        select *, regexp_extract(name, '^([^()]+ [^()]+?)\s*\(([^()]+)\)$', ['name', 'owner']) as part from unexplained
    )
    where firm_key(part.owner) in (select firm_key(owner) from firm_group)
    union all
    -- "RANT (Radiology Associates of North Texas)"
    select mention_id, firm, regexp_extract(name, '^[A-Z]{2,6}\s*\(([^()]* [^()]* [^()]*)\)$', 1), 'trade'
    from unexplained
    union all
    select mention_id, firm, unnest([cut_short(name, 1), cut_short(name, 2), cut_short(name, 3)]), 'short'
    from unexplained
),
said as (
    select organisation_id, unnest(string_split(name_key(alias), ' ')) as word from core.organisation_alias
),
borne as (
    select word, count(distinct organisation_id) as bearers, count(*) over () as words from said group by word
),
initial as (
    select mention_id, firm, name, name_initials(name) as letters from unexplained where contains(name_key(name), ' ')
),
lettered as (
    select mention_id, firm, letters, 'letters' from initial
    union all
    -- "MCHC Whitesburg" of Mountain Comprehensive Health Corporation there
    select mention_id, firm, letters || ' ' || place_key(city), 'town letters'
    from initial join core.mention using (mention_id, name)
    where city is not null
),
keyed as (select *, firm_key(part) as key from (from cut union all from lettered))
select
    k.mention_id, k.firm as name, name_key(m.name) as written, town_key(m.city, m.state) as town, k.part, k.how,
    replace(k.key, ' ', '') as key,
    telling_words(k.key, p.words) as telling,
    -- "AltaMed", or a word that the registers, where they are loaded, hardly know
    k.key not like '% %' and length(k.key) > 5 and (regexp_matches(k.part, '^[A-Z][a-z]+[A-Z]')
        or coalesce(b.bearers, 0) <= 1 and (select max(words) from borne) > 10000) as is_coined
from keyed k
join core.mention m using (mention_id)
cross join firm_plain p
left join borne b on b.word = k.key
where k.key <> '';

create or replace macro firm_certainty(how, telling, is_coined, is_wide, same_town) as case
    when telling = 0 then 0
    when how = 'trade' then 0.9
    -- "Quillmoor Larch Assoc." and Quillmoor Larch Association
    when how = 'same' and (telling > 1 or is_coined) then 0.9
    -- "Ortho Carolina"
    when how in ('whole', 'same') then case when same_town then 0.93 else 0 end
    -- "PCHC" and Penobscot Community Health Care, in Bangor both
    when how in ('letters', 'slip') then case when same_town then 0.86 else 0 end
    when how = 'town letters' then case when coalesce(same_town, true) then 0.86 else 0 end
    when how = 'short' and same_town and telling > 1 then 0.86
    when is_wide then 0.9
    when is_coined then 0.86
    when telling > 1 then 0.75
    else 0.6 end;

create or replace temp table firm_alike as
with edge as (
    select mention_id, how, unnest(['<' || left(key, 7), '>' || right(key, 7)]) as edge from firm_part
    where how = 'whole' and length(key) > 13 and telling > 1
),
met as (
    select
        t.mention_id as target_id, p.mention_id, t.name,
        case when t.name = p.name and p.how = 'whole' then 'same' when t.how = 'whole' then p.how else t.how end as how,
        t.telling, t.is_coined or p.is_coined as is_coined, coalesce(t.town = p.town,
            -- "Concentra" without a place is none of its houses
            t.town is null or not (is_everywhere(t.part) or is_everywhere(p.part))) as is_there,
        is_everywhere(t.part) or is_everywhere(p.part) as is_wide, t.town = p.town as same_town
    from firm_part t
    join firm_part p on p.key = t.key and p.mention_id <> t.mention_id
    where (t.how not in ('letters', 'town letters') or regexp_matches(p.part, '^[A-Z]{3,6}( .*)?$'))
        and (p.how not in ('letters', 'town letters') or regexp_matches(t.part, '^[A-Z]{3,6}( .*)?$'))
        and t.mention_id in (select target_id from core.target)
        and (t.how = 'whole' and p.how = 'whole' and t.written <> p.written or (t.how = 'whole') <> (p.how = 'whole'))
),
pair as (
    select
        target_id, mention_id, name, is_there,
        firm_certainty(how, telling, is_coined, is_wide, same_town)::double as confidence
    from met
    union all
    -- "Springfield Clnic"
    select
        t.mention_id, p.mention_id, t.name, true,
        firm_certainty('slip', least(t.telling, p.telling), false, false, true)
    from firm_part t
    join firm_part p on p.how = 'whole' and p.mention_id <> t.mention_id and p.town = t.town
        and left(p.key, 3) = left(t.key, 3)
    where t.how = 'whole' and t.mention_id in (select target_id from core.target)
        and length(t.key) >= 10 and damerau_levenshtein(t.key, p.key) = 1
    union all
    -- "Grand Traverse Womens Clinc", without a place: one slip leaves one end of a long name as it was
    select t.mention_id, p.mention_id, t.name, true, 0.82
    from firm_part t
    join edge e using (mention_id, how)
    join edge f on f.edge = e.edge and f.mention_id <> e.mention_id
    join firm_part p on p.mention_id = f.mention_id and p.how = 'whole' and p.town is null
    where t.how = 'whole' and t.mention_id in (select target_id from core.target) and t.telling > 1 and p.telling > 1
        and damerau_levenshtein(t.key, p.key) = 1
)
-- A name that two employers may be short for means neither for sure.
select
    target_id, mention_id, bool_or(is_there) as is_there,
    case when count(distinct name) over (partition by mention_id) > 1 then least(max(confidence), 0.7)
        else max(confidence) end as confidence
from pair
where confidence > 0
group by target_id, mention_id, name;
