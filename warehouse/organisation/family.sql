-- The owner that a name means which says no house ("Geisinger Clinic", "Phoebe Physician Group"): its physicians work
-- in the system of the hospital that is called alike, not there.
-- `family_match`: one row a mention and a hospital whose owner is meant (null: no register says who that is).
-- `group_match`: one row a mention of a group and the one system that bears its words and has a hospital in its town.
-- reads: alias_token, core.organisation, core.organisation_alias, family_text, hospital_token, plain_word, scored
-- reads: family_words(), is_acute(), reach, text_token, word, word_stem(), word_stems()
-- makes: family_match, group_match
create or replace temp table family_match as
with owner as (
    select s.organisation_id as system_id, any_value(replace(place_key(o.city), ' ', '')) as city,
        any_value(o.state) as state,
        list_distinct(flatten(list(s.tokens))) as tokens, list(s.tokens) as names
    from alias_token s join core.organisation o using (organisation_id)
    where s.kind = 'system' and not s.is_unsafe
    group by 1
),
house as (
    select o.organisation_id, o.system_id, o.state, place_key(o.city) as city, o.source, t.tokens,
        count(*) filter (o.source = 'cms') over of_one > 2
            or bool_or(o.organisation_id like 'site:%') over of_one as is_several
    from core.organisation o join hospital_token t using (organisation_id)
    window of_one as (partition by o.system_id)
),
-- "Jackson Health System, Miami": in a town of several of its houses, too.
crowd as (
    select system_id, state, city from house where source = 'cms' and system_id is not null
    group by all having count(*) > 1
),
-- A spoken name of a house ("St. Mary's Duluth") that could mean none of its sisters.
spoken as (
    select a.organisation_id, o.system_id, replace(t.canon, ' ', '') as packed
    from core.organisation_alias a
    join text_token t on t.text = a.alias
    join core.organisation o using (organisation_id)
    where a.source = 'from memory' and a.organisation_id like 'ccn:%' and len(t.tokens) > 1
        and not regexp_matches(t.canon,
            '\b(health|healthcare|system|network|group|physicians?|associates?|partners?|clinic)$')
        and not exists (
            select * from alias_token b where b.canon = t.canon and b.organisation_id <> a.organisation_id)
        and not exists (
            select * from house h where h.system_id = o.system_id and h.organisation_id <> a.organisation_id
                and h.source = 'cms' and list_has_all(h.tokens, t.tokens))
),
-- Its very name in a register is the house's own, but where an older list gives it its system's, or a system of several
-- houses is called so ("Summa Health System"); a clinic is a house as well.
own_name as (
    select distinct a.organisation_id, replace(t.canon, ' ', '') as packed
    from core.organisation_alias a
    join text_token t on t.text = a.alias
    join core.organisation o using (organisation_id)
    left join alias_token s on s.organisation_id = o.system_id and replace(s.canon, ' ', '') = replace(t.canon, ' ', '')
    left join (select distinct system_id from house where is_several) h on h.system_id = o.system_id
    where a.organisation_id like 'ccn:%' and (s.alias_id is null and a.source in ('cms', 'ahrq', 'curbside')
        or a.source = 'cms' and (h.system_id is null or t.canon like '% clinic'))
    union
    -- "Vidant Chowan" is one house's name but for its last word, and stands in another's that begins otherwise
    select a.organisation_id, replace(t.canon[:-10], ' ', '')
    from alias_token a
    join text_token t using (canon)
    where a.organisation_id like 'ccn:%' and regexp_matches(t.canon, ' .* hospital$') and not exists (
        select * from alias_token b
        where split_part(b.canon, ' ', 1) = split_part(t.canon, ' ', 1) and b.organisation_id like 'ccn:%'
            and b.organisation_id <> a.organisation_id and starts_with(b.canon, t.canon[:-9]))
    union
    select organisation_id, packed from spoken
),
-- "Saint Thomas Health" in Nashville: several houses of one owner in a state bear the word, whatever that owner is
-- called.
regional as (
    select f.mention_id, b.system_id, b.state
    from (
        select distinct f.mention_id, f.words, h.system_id, h.state
        from family_text f join scored using (mention_id) join house h using (organisation_id)
        where f.is_health
            and list_has_all(f.words, f.all_words) and h.system_id is not null
            and (f.state is null or (h.system_id, f.state, f.city) in (from crowd))
    ) f
    join house b on b.system_id = f.system_id and b.state = f.state and b.source = 'cms'
        and list_has_all(b.tokens, f.words)
    group by f.mention_id, f.words, b.system_id, b.state
    having count(*) > 1
),
-- "Essentia Health St. Mary's" without a place is Duluth's or Detroit Lakes', "SSM Health St. Mary's" any of six.
shared as (
    select f.mention_id, b.system_id
    from (select distinct f.mention_id, f.words, h.system_id
        from family_text f join scored using (mention_id) join house h using (organisation_id)
        join owner w using (system_id)
        where f.state is null and list_has_any(w.tokens, f.words) and list_has_all(f.words, f.all_words)) f
    join house b on b.system_id = f.system_id and b.source = 'cms' and list_has_all(b.tokens, f.words)
    group by f.mention_id, b.system_id, f.words
    -- not in one town alone: "Essentia Health-Fargo"
    having count(distinct b.city) > 1
)
select f.mention_id, h.organisation_id, any_value(h.system_id) as system_id
from family_text f
join scored s using (mention_id)
join house h using (organisation_id)
left join owner w using (system_id)
left join regional r on r.mention_id = f.mention_id and r.system_id = h.system_id and r.state = h.state
where s.p >= 0.02
    and (f.mention_id, h.organisation_id) not in (
        select (t.mention_id, n.organisation_id) from family_text t join own_name n
            on n.packed = replace(t.canon, ' ', ''))
    and (f.mention_id, h.system_id) not in (
        select (t.mention_id, n.system_id) from family_text t join spoken n
            on n.packed = replace(t.canon, ' ', '') where n.system_id is not null)
    -- "Penn Highlands DuBois" is the house there; a group called after its hospital is a group all the same
    and ((f.mention_id, h.system_id) in (from shared) or not exists (select * from (select unnest(f.all_words) as word)
        where r.mention_id is null and not f.is_group and list_contains(h.tokens, word)
            and not list_contains(coalesce(w.tokens, f.words), word)))
    -- in "Elm Valley (Sound Physicians)" the group is of another name
    and (f.is_group and list_has_any(h.tokens || coalesce(w.tokens, []), f.words) or r.mention_id is not null
        or (f.mention_id, h.system_id) in (from shared)
        -- one of its names has all the words: "Essentia St. Mary's" has one of today's and one of Duluth's
        or h.is_several and list_bool_or(list_transform(
            w.names, lambda n: list_has_all(n || string_split(coalesce(f.city, ''), ' '), f.words)))
        and (f.state is null or w.city = replace(f.city, ' ', '') and w.state = f.state
            -- "Ochsner Lafayette General" is a house beside Ochsner's others there
            or f.is_health and (h.system_id, f.state, f.city) in (from crowd)))
group by f.mention_id, h.organisation_id;

-- Words that many bear ("Premier", "Samaritan") have to be all that the system is called by.
create or replace temp table group_match as
select f.mention_id, min(o.system_id) as system_id
from family_text f
cross join plain_word w
cross join (select list(word_stem(word)) as words from word where kind = 'state') state
join core.organisation o on o.state = f.state and place_key(o.city) = f.city and o.source = 'cms'
join alias_token s on s.organisation_id = o.system_id and s.kind = 'system'
    and list_has_all(s.tokens || string_split(word_stems(f.city), ' '), f.words)
join core.organisation owner on owner.organisation_id = o.system_id
where f.is_group
    -- "Mission Physicians" of Richmond are not HCA's, whose Mission Health is in Asheville
    and (owner.state = f.state or exists (
        select * from core.organisation h join hospital_token t using (organisation_id)
        where h.system_id = o.system_id and h.state = f.state
            and list_has_any(t.tokens, list_filter(f.words, lambda w: not list_contains(
                string_split(word_stems(f.city), ' '), w)))))
    and (not list_has_all(w.hollow, f.words)
        or list_sort(family_words(s.tokens)) = list_sort(f.words) and not list_has_any(f.words, state.words))
    and not list_has_all(string_split(word_stems(f.city), ' '), f.words)
group by f.mention_id
having count(distinct o.system_id) = 1;

-- "Tanner Medical Group", "Driscoll Health Plan": a group or plan is of the one system that bears its telling words,
-- where nobody else has them in the land that is meant.
insert into group_match
with told as (
    select f.mention_id, f.state, list_filter(f.words, lambda one: not list_contains(w.hollow, one)) as words
    from family_text f, plain_word w
    where f.is_group and f.mention_id not in (select mention_id from group_match)
),
bearer as (
    select a.tokens, unnest(a.tokens) as word, a.state, o.kind = 'system' as is_owner,
        case when o.kind = 'system' then o.organisation_id else o.system_id end as system_id
    from alias_token a join core.organisation o using (organisation_id)
    where o.organisation_id not like 'ror:%' and len(a.tokens) > 0
)
select t.mention_id, any_value(s.system_id)
from told t
join bearer s on s.is_owner and s.word = t.words[1] and list_has_all(s.tokens, t.words)
join reach r on r.organisation_id = s.system_id
where len(t.words) > 0
    -- a chain of psychiatric or long-stay houses has no medical group
    and (s.system_id not like 'cur:%' or exists (
        select * from core.organisation h where h.system_id = s.system_id
            and (is_acute(h.organisation_id[5:]) or h.organisation_id like 'ccn:__33__')))
    -- "Mission Physicians" of Richmond again
    and (t.state is null or s.state = t.state or exists (
        select * from bearer h where h.word = t.words[1] and h.system_id = s.system_id and h.state = t.state
            and not h.is_owner and list_has_all(h.tokens, t.words)))
    -- a practice may be called after the town
    and not exists (
        select * from core.organisation n where word_stems(place_key(n.city)) = array_to_string(t.words, ' ')
            and (n.state = t.state or t.state is null and list_contains(r.states, n.state)))
    and not exists (
        select * from bearer b where b.word = t.words[1] and list_has_all(b.tokens, t.words)
        and b.system_id is distinct from s.system_id and (t.state is null or b.state is null or b.state = t.state)
        and not (b.system_id is null and list_has_all(b.tokens, s.tokens)))
group by t.mention_id
having count(distinct s.system_id) = 1;
