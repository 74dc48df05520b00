-- One row a mention that names a system and, beside it, one of its hospitals by no more than a word or its initials;
-- of a group (`is_group`) beside its hospital's town the system itself.
-- reads: alias_token, core.mention, core.organisation, core.organisation_alias, hospital_token, mention_place
-- reads: mention_text, name_class(), plain_word, scored, text_token, town, window_match, window_word, word
-- reads: word_stem(), word_stems()
-- makes: site_match
-- "NYC Health + Hospitals/Lincoln", "Kaiser Permanente - Santa Clara": the one hospital of the system that bears, in
-- its name or town, all that stands beside the system's name; other towns may stand there too ("Mayo Clinic -
-- Phoenix/Scottsdale"). In its own town, the one hospital that bears it, whoever owned it when the list was made ("UPMC
-- Western Maryland").
create or replace temp table site_match as
with system as (
    select x.mention_id, x.organisation_id, coalesce(o.system_id, x.organisation_id) as system_id, since, until
    from window_match x join core.organisation o using (organisation_id)
    where x.kind = 'system'
),
rest as (
    select
        s.mention_id, s.organisation_id, s.system_id, s.since, s.until,
        coalesce(bool_or(w.word in (select word_stem(word) from word where kind in ('practice', 'firm'))),
            false) as is_practice,
        list(w.word) filter (not w.is_plain) as words,
            coalesce(list(w.word) filter (not w.is_plain and not w.is_town), []) as names
    from system s
    left join (
        select *, word in (select word_stem(word) from word where kind in ('type', 'connective', 'role', 'practice'))
            or (word <> 'va' and word in (select lower(means) from word where kind = 'state')) as is_plain,
                word in (select town from town) as is_town
        from window_word
    ) w on w.mention_id = s.mention_id and not exists (
        select * from window_match m where m.mention_id = w.mention_id and w.ord between m.since and m.until)
    group by 1, 2, 3, 4, 5
),
told as (
    select r.*, name_class(r.words) as class, p.state, place_key(p.city) as city, m.city is not null as is_posted,
        regexp_matches(m.name, '(?i)\b(medical|physicians?|provider|faculty|specialty|multispecialty) (group|network'
            || '|partners|foundation|associates)\b') as is_group
    from rest r join mention_place p using (mention_id) join core.mention m using (mention_id)
    -- "Allina Health-MN", "HCA Healthcare (Texas)": the state is no hospital's word
    where not list_has_all(coalesce((select list(w) from (select unnest(string_split(word_stems(word), ' ')) as w
        from word where kind = 'state' and means = p.state)), []), r.words)
),
borne as (
    select
        o.organisation_id, o.system_id, o.state, place_key(o.city) as city,
        string_split(word_stems(place_key(o.city)), ' ') as town, t.tokens || town as tokens,
        -- by its own name: "Jeff Gordon Children's Hospital" is a part of a hospital that is none
        name_class(n.tokens) as class
    from core.organisation o
    join hospital_token t using (organisation_id)
    join text_token n on n.text = o.name
    where o.source = 'cms'
),
of_system as (
    -- "Avera Medical Group Pierre": a group is its owner's, not the house of its town
    select r.mention_id, r.is_group, case when r.is_group then r.system_id else b.organisation_id end as organisation_id
    from told r
    join borne b on b.system_id = r.system_id and (r.state is null or b.state = r.state)
        and (list_has_all(b.tokens, r.words) or (list_has_all(b.tokens, r.names) and list_has_any(b.town, r.words)))
    where len(b.class) = 0 or list_has_any(b.class, r.class)
    -- "Kaiser Permanente Santa Clara" bears all of one house's town, and a word of Santa Rosa's
    qualify list_has_all(b.tokens, r.words) = bool_or(list_has_all(b.tokens, r.words)) over (partition by r.mention_id)
),
of_town as (
    select r.mention_id, b.organisation_id
    from told r
    join borne b on b.state = r.state and b.city = r.city and list_has_all(b.tokens, r.words)
        and not list_has_all(b.town, r.words)
    where r.is_posted and not r.is_practice and (len(b.class) = 0 or list_has_any(b.class, r.class))
),
-- "UCHealth MHC", "OhioHealth RMH": the one house of the system with these initials
initialed as (
    select m.mention_id, o.organisation_id
    from (
        select mention_id, regexp_extract(name, '^(.+?)[\s/–-]+([A-Z]{3,5})$', ['system', 'letters']) as part
        from core.mention
    ) m
    join mention_place p using (mention_id)
    join alias_token s on s.canon = word_stems(name_key(part.system)) and s.kind = 'system' and not s.is_unsafe
    join core.organisation o on o.system_id = s.organisation_id and o.source = 'cms'
        and coalesce(o.state = p.state, true)
    join core.organisation_alias a on a.organisation_id = o.organisation_id
        and name_initials(a.alias) = lower(part.letters)
    where lower(part.letters) not in (select word from word)
),
-- What a site's name says that its hospital's does not: "VA St. Louis HCS, Jefferson Barracks" is that house, where the
-- hospital may be meant, or whose it is stands beside it.
site_core as (
    select a.organisation_id, h.organisation_id as main_id, a.state, list_contains(a.tokens, 'va') as says_owner,
        list_filter(a.tokens, lambda w: w = 'va' or not list_contains(p.kinds, w)) as telling,
        list_filter(list_distinct(a.tokens), lambda w: not list_contains(h.tokens || p.hollow || p.kinds, w)) as core
    from alias_token a
    join hospital_token h on h.organisation_id = 'ccn:' || regexp_extract(a.organisation_id, '^site:([^/]+)/', 1)
    cross join plain_word p
),
cored as (
    select t.mention_id, c.organisation_id
    from (
        select mention_id, state, tokens, unnest(tokens) as word
        from (select mention_id, list_distinct(flatten(list(tokens))) as tokens
            from mention_text join text_token using (text) where part in ('whole', 'inside') group by 1)
        join mention_place using (mention_id)
    ) t
    join site_core c on c.core[1] = t.word and list_has_all(t.tokens, c.core)
        and coalesce(c.state = t.state, true)
    left join scored s on s.mention_id = t.mention_id and s.organisation_id = c.main_id
    where s.p >= 0.3 or c.says_owner and list_has_all(t.tokens, c.telling)
)
select mention_id, any_value(organisation_id) as organisation_id,
    case when bool_or(is_group) then 0.88 else 0.94 end as confidence, bool_or(is_group) as is_group
from of_system group by 1 having count(distinct organisation_id) = 1
union all
select mention_id, any_value(organisation_id), 0.86, false
from of_town where mention_id not in (from (select mention_id from of_system)) group by 1
    having count(distinct organisation_id) = 1
union all
select mention_id, any_value(organisation_id), 0.86, false
from initialed where mention_id not in (select mention_id from of_system union select mention_id from of_town)
group by 1 having count(distinct organisation_id) = 1
union all
select mention_id, any_value(organisation_id), 0.9, false
from cored where mention_id not in (select mention_id from of_system)
group by 1 having count(distinct organisation_id) = 1;
