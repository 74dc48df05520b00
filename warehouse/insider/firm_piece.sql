-- One row an employer of a posting that no register explains and a workplace that bears its name beside a department, a
-- town or a site: "Dept of Neurology, Quillmoor Clinic (Ogden, UT)", "Quillmoor Clinic Peoria", or its whole name in
-- another town. `is_there`: what else they say every house has, or it is the town; else it is another site of the firm.
-- reads: core.affiliation, core.mention, core.mention_match, core.target, cut_short(), firm_beside, firm_key()
-- reads: firm_plain, known_town, single(), singles(), site_sure(), state_name, telling_words()
-- makes: before_site(), firm_base, firm_named, firm_piece, town_words()
-- "Sagehollow Clinic - Boone" before its site, empty where nothing stands behind it.
create or replace macro before_site(name) as
    regexp_extract(name, '^(.{6,}?)(?:\s+[-–—]\s+|\s*[/(|:]|,\s)', 1);

create or replace temp table firm_named as
select
    -- the town as a name would say it: "Dallas" in the singular
    mention_id, name, firm_key(place_key(city)) as city, upper(state) as state, firm_key(name) as key,
    mention_id in (select target_id from core.target) as is_target,
    mention_id in (
        select mention_id from core.mention_match
        where confidence >= 0.8 and regexp_matches(organisation_id, '^(ccn|sys|site):')
    ) as is_explained
from core.mention
where mention_id in (select target_id from core.target)
    or mention_id in (select mention_id from core.affiliation where kind = 'work' and person_id <> 'me');

-- As the list of towns writes them.
create or replace macro town_words(town) as singles(place_key(town));

create or replace temp table firm_base as
with cut as (
    select *, key as base, true as is_whole, false as is_parted from firm_named where is_target and not is_explained
    union all
    select *, firm_key(before_site(name)), false, true from firm_named where is_target and not is_explained
    union all
    -- "Quill Moor Community Health Centers", which is more than one word or coined
    select firm_named.*, firm_key(cut_short(name, n)), false, false
    from firm_named, range(1, 4) t(n)
    where is_target and not is_explained
        and (contains(firm_key(cut_short(name, n)), ' ') or regexp_matches(name, '^[A-Z][a-z]+[A-Z]'))
    union all
    select *, key[:-length(city) - 2], false, true from firm_named
    where ends_with(key, ' ' || city) and is_target and not is_explained
    union all
    -- "Optum - The Quillmoor Clinic"
    select named.* replace (behind as key), behind, false, true
    from (select firm_named as named, firm_key(unnest([
        regexp_extract(name, '\s[-–—]\s+(.+)$', 1),
        -- "Minnesota Gastroenterology (MNGI Digestive Health)"
        regexp_extract(name, '\(([^()]+ [^()]+)\)$', 1)])) as behind from firm_named)
    where named.is_target and not named.is_explained
)
select distinct
    mention_id, name, key, city, state, base, is_whole, is_parted,
    regexp_matches(name, '^[A-Z][a-z]+[A-Z]') as is_coined, telling_words(base, firm_plain.words) as telling
from cut, firm_plain
where (base like '% %' or length(base) > 8 or is_coined)
    and not regexp_matches(base, '\b(hospitals?|medical center|infirmary)\b')
    and telling > 0
    -- behind "Quillmoor Clinic - Grand Rapids" stands a town, and no name
    and (is_whole or town_words(base) not in (select town from known_town));

create or replace temp table firm_piece as
with piece as (
    select
        mention_id, unnest(string_split_regex(name, '(?i)\s*[,;/|()@\[\]]\s*|:\s|\s+-+\s*|[–—]|\s+at\s+')) as part,
        false as is_renamed
    from firm_named where not is_explained
    union all
    select mention_id, unnest(regexp_extract_all(
        name, '(?i)\b(?:formerly|previously|fka|f/k/a|legacy|now|dba|d/b/a)\s([^,;/|()\[\]]+)', 1)), true
    from firm_named where not is_explained
),
stretch as (
    select mention_id, firm_key(part) as stretch, true as is_parted, is_renamed from piece
    union all
    -- as it begins
    select mention_id, joined(string_split(key, ' ')[:n], ' '), false, false
    from firm_named, range(1, 7) t(n)
    where not is_explained
),
state as (select state, name, firm_key(name) as key from state_name),
pair as (
    select
        b.mention_id as target_id, p.mention_id, b.city, b.state, p.name, p.city as their_city,
        p.state = b.state as is_in_state,
        b.telling > 1 or len(string_split(b.base, ' ')) > 2 or b.is_coined as is_telling,
        bool_or(b.is_parted or s.is_parted) as is_parted, bool_or(s.is_renamed) as is_renamed,
        b.base, b.base like '% %' or b.is_coined as is_long,
        string_split(trim(replace(' ' || p.key || ' ', ' ' || s.stretch || ' ', ' ')), ' ') as theirs,
        string_split(trim(replace(' ' || b.key || ' ', ' ' || b.base || ' ', ' ')), ' ') as posted
    from firm_base b
    -- "GastroHealth - Miami"
    join stretch s on replace(s.stretch, ' ', '') = replace(b.base, ' ', '')
    join firm_named p on p.mention_id = s.mention_id
    where b.mention_id <> p.mention_id and (p.state = b.state or p.state is null)
        and (p.key <> b.base or not b.is_whole or (b.telling > 1 or b.is_coined) and p.city <> b.city)
    group by all
),
-- What only one of the two says.
apart as (
    select
        *, list_has_all(theirs, string_split(city, ' ')) as says_town, name_initials(base) as initials,
        coalesce(joined(list_filter(theirs, lambda w: not list_contains(posted, w))
            || list_filter(posted, lambda w: not list_contains(theirs, w)), ' '), '') as rest
    from pair
),
spoken as (
    select
        *,
        coalesce(
            (select arg_max(n.state, (length(n.name), n.name)) from state n
            where contains(' ' || rest || ' ', ' ' || n.key || ' ')),
            some_text(regexp_extract(apart.name, '[,(–-]\s*([A-Z]{2})(?:\s+\d{5})?\s*\)?$', 1))
        ) as state_said
    from apart
),
-- That but for words that all bear, the posting's town and the state.
left_over as (
    select
        s.*,
        case when is_renamed then '' else coalesce(joined(list_filter(string_split(rest, ' '), lambda word:
            length(word) > 1 and not regexp_matches(word, '\d') and not list_contains(p.words, single(word))
            and not list_contains(
                string_split(coalesce(n.key, '') || ' ' || lower(coalesce(n.state, '')), ' '), word)
            and not list_contains(string_split(city, ' '), word)
            -- "The Quillmoor Diagnostic Clinic (QDC)"
            and word <> initials
        ), ' '), '') end as over
    from spoken s
    cross join firm_beside p
    left join state n on n.state = s.state_said
),
worded as (select *, town_words(over) as town from left_over),
towned as (
    select
        l.*,
        -- "PA" and "MD" may stand for what a firm or its owner is
        state_said is not null and (state_said not in ('PA', 'MD') or says_town) as has_state, exists (
            from known_town t where t.town = l.town) as is_town, exists (
            from known_town t where t.town = l.town and t.state = l.state) as is_town_here
    from worded l
)
select
    target_id, mention_id,
    case when their_city = city then not is_town
        -- "Quillmoor Family Care - Upper Birchwood": a site that is no town, of a firm that the posting names whole
        else their_city is null and (over = '' or not is_town and posted = ['']) end as is_there,
    case
        when not is_there then site_sure()
        when their_city is null and over <> '' then 0.82
        when their_city = city or says_town or state_said = state or is_in_state then 0.93
        when is_telling then 0.86
        else 0.7 end::double as confidence
from towned
-- of one word a firm is called as others may begin
where (is_long or joined(theirs, ' ') in (over, city)) and (not has_state or state_said = state)
    and (not is_town or is_town_here)
    -- behind a firm's name without a break, only what every house has: "Quillmoor Clinic Foods" is another firm
    and (is_parted or is_town_here or over = '')
    and (over = '' or is_telling or is_town_here or their_city = city)
-- by its whole name and by a part of it
qualify row_number() over (partition by target_id, mention_id order by is_there desc, confidence desc) = 1;
