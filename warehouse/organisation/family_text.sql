-- One row a text of a mention that says no house, but the group, plan or network of one (`is_group`) or, it may be, a
-- system; with the words that say whose.
-- reads: core.mention, mention_place, mention_text, sort_words(), text_token, word_stems()
-- makes: family_text, family_words(), says_group(), says_hospital()
create or replace macro says_hospital(canon) as regexp_matches(canon,
    '\b(hospital|infirmary|sanitarium|campus)\b|medical center|health center|cancer center');
-- "Avera Medical Group", "John Muir Health Physician Network", "Geisinger Health Plan", "Cone Health Foundation"
create or replace macro says_group(canon) as regexp_matches(canon,
    '\b(medical|physician|provider|faculty|clinic|multispecialty) '
    || '(group|network|partner|organization|practice|foundation)$'
    || '|\b(health(care)?|hospital|medical center) foundation$'
    || '|\b(medical|specialty|physician) clinic$|\b(primary|urgent|immediate|express) care( clinic| center)?$'
    || '|\b(health plan|health partner|practice plan|physician|physician service|medical associate'
    || '|accountable care( organization)?)$');
-- Words that say who, and not of what sort.
create or replace macro family_words(tokens) as list_filter(tokens, lambda t: not list_contains(
    sort_words() || ['hospital', 'healthcare', 'specialty', 'multispecialty', 'plan', 'organization', 'accountable',
        'the', 'inc'], t));

create or replace temp table family_text as
with told as (
    select distinct x.mention_id, m.state, place_key(m.city) as city, t.canon,
        -- "Providence Medical Group - Portland"
        regexp_replace(t.canon, ' ' || word_stems(coalesce(place_key(m.city), '-')) || '$', '') as bare
    from mention_text x
    join mention_place m using (mention_id)
    join core.mention o using (mention_id)
    join text_token t using (text)
    -- "St. Luke's University Health Network, Bethlehem, Pennsylvania": without where it stands
    where x.part in ('whole', 'inside') and (m.bare is null or length(x.text) <= length(m.bare))
        -- "Elm Hospital (Sound Physicians)": who staffs it is no group of the hospital's
        -- nor "Elm Hospital - Quern's Health Partners", but "Elm Hospital - Medical Group" is
        and not says_hospital(lower(regexp_extract(o.name, '^([^()]+)\([^()]+\)$', 1)))
        and not (says_hospital(lower(regexp_extract(o.name, '^([^(),]+?)(?:,|\s[-–—])\s.+$', 1)))
            and not regexp_matches(o.name, '(?i)(?:,|\s[-–—])\s(?:medical|physicians?|provider|faculty|specialty'
                || '|multispecialty|primary|clinics?|health plan|foundation|hospitalists?)\b'))
)
select mention_id, bare as canon, state, city, says_group(bare) as is_group,
    regexp_matches(bare, '\b(health|healthcare)( system| network| service)?$') as is_health,
    family_words(string_split(bare, ' ')) as words,
    list_distinct(flatten(list(family_words(string_split(bare, ' '))) over mention)) as all_words
from told
-- "Penn Highlands DuBois" is the house there
where len(words) > 0 and (canon = bare or says_group(bare))
window mention as (partition by mention_id)
qualify bool_or(says_group(bare)) over mention or not bool_or(says_hospital(canon)) over mention;
