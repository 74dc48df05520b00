-- One row a mention and a hospital whose name stands in front of another town or a point of the compass ("Maine
-- Medical Center Biddeford", "Tampa General Hospital - North"): another site, and not that hospital. `system_id`: whose
-- the site is, where the name in front tells and one system alone has hospitals of that name.
-- reads: alias_token, core.mention, core.organisation, hospital_token, mention_place, mention_text, plain_word
-- reads: text_token, town, word, word_stem(), word_stems()
-- makes: other_campus
create or replace temp table other_campus as
with hollow as (
    select
        ['campus', 'site', 'location', 'office', 'clinic'] as words,
        list(distinct word_stem(word)) filter (kind <> 'state') as known
    from word
),
state_word as (
    select means as state, list(distinct word_stem(part)) as words
    from (select means, unnest(string_split(word, ' ')) as part from word where kind = 'state')
    group by means
),
begin as (
    select mention_id, text, words, unnest(range(1, least(len(words), 12))) as n
    from (
        -- "Beaumont Hospital, Dublin (RCSI)": letters in brackets are no part of the site
        select x.mention_id, x.text, list_filter(string_split(t.canon, ' '), lambda w: w
            <> lower(regexp_extract(x.text, '\(([A-Z]{2,6})\)\s*$', 1))) as words
        from mention_text x join text_token t using (text) where x.part = 'whole'
    )
),
-- Of several names of a hospital that a text begins with, the longest.
begun as (
    select b.mention_id, a.organisation_id, a.canon, a.tokens, a.state, a.city,
        list_slice(b.words, b.n + 1, -1) as behind
    from begin b
    join alias_token a on a.canon = joined(list_slice(b.words, 1, b.n), ' ')
        and a.organisation_id like 'ccn:%'
        and (b.n > 1 or a.is_known or regexp_matches(b.text, '^[A-Z]{3,6}[\s,/-]'))
    qualify row_number() over (
        partition by b.mention_id, b.text, a.organisation_id order by b.n desc, a.alias_id) = 1
),
-- What stands behind it, but for what the hospital's own names, town and state say.
rest as (
    select mention_id, organisation_id, canon, tokens, state, behind[-1] as last_word,
        joined(list_filter(behind, lambda w: not list_contains(own, w)), ' ') as site
    from (
        select b.*, list_concat(h.words, k.tokens, string_split(word_stems(coalesce(b.city, '')), ' '),
            coalesce(s.words, []), [lower(coalesce(b.state, ''))]) as own
        from begun b
        join hospital_token k using (organisation_id)
        left join state_word s using (state), hollow h
        -- "Stones River Hospital and Dekalb Community Hospital"
        where not list_contains(['hospital', 'infirmary', 'center'], b.behind[-1])
    )
),
pointed as (
    select *, site <> '' and regexp_matches(site,
        '^(north|south)?(east|west)?$|^(north|south|east|west)ern$') as is_compass from rest
),
other as (
    select r.*, coalesce(t.state, r.state) as at_state
    from pointed r
    left join mention_place p using (mention_id)
    -- a town of the state that is given, or of the hospital's: Ashby, MA, is no site of Alta Bates in Berkeley
    left join (select town, state, bool_or(share >= 0.5) as is_known_alone from town group by all) t
        on t.town = r.site and not r.is_compass
            and (t.state in (r.state, p.state) or p.state is null and t.is_known_alone),
    hollow h
    where r.is_compass
        -- "Atlanta VA - Fort McPherson Clinic"
        or r.organisation_id like 'ccn:%F' and length(r.site) >= 4 and r.last_word in ('clinic', 'cboc')
        or length(r.site) >= 4 and not list_contains(h.known, r.site)
            and t.town is not null
            -- "Massachusetts General Hospital/Harvard"
            and not exists (select * from alias_token s where s.kind = 'school' and s.state = r.state
                and s.canon in (r.site, r.site || ' university', r.site || ' college'))
),
sole as (
    select canon, any_value(o.system_id) as system_id
    from alias_token
    join core.organisation o using (organisation_id)
    where organisation_id like 'ccn:%' and canon in (select canon from other)
    group by canon
    having count(distinct coalesce(o.system_id, organisation_id)) = 1
)
select mention_id, organisation_id,
    -- "Wynn Las Vegas" is none of the system of Wynn Hospital, which is at home in New York alone
    any_value(case when not list_has_all(w.words, tokens) and (s.system_id, at_state) in (
        select (system_id, state) from core.organisation where system_id is not null and state is not null
    ) then s.system_id end) as system_id
from other
left join sole s using (canon), plain_word w
group by all
union
-- "Portland VA Clinic (VA Maine)": a clinic in another town than the Veterans' hospital whose number it has
select p.mention_id, h.organisation_id, h.system_id
from mention_place p
join core.mention m using (mention_id)
join core.organisation h on h.organisation_id like 'ccn:%F' and coalesce(h.state = p.state, true)
    and place_key(h.city) <> place_key(p.city)
where regexp_matches(m.name, '(?i)\b(va|veterans)\b')
    and regexp_matches(m.name, '(?i)\b(clinic|cboc|outpatient)\b');
