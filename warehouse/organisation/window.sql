-- One row a mention and a name of a register that stands, word for word, inside a longer text ("Fellow, Division of
-- Cardiology University of Iowa Iowa City"): the longest ones, from word `since` to word `until`, and what the text
-- says besides.
-- reads: alias_token, core.mention, mention_piece, mention_place, reach, says_department(), state_spelling
-- reads: text_token, town, word, word_stem(), word_stems()
-- makes: known_name, piece_span, short_name, text_window, window_match, window_word
create or replace temp table window_word as
with worded as (
    select p.mention_id, p.ord as piece, unnest(string_split(t.canon, ' ')) as word,
        generate_subscripts(string_split(t.canon, ' '), 1) as ord_in
    from mention_piece p
    join text_token t on t.text = p.text
    -- the state at the end of an address: "…, Norfolk, VA 23507" names no Veterans' hospital
    where p.ord = 1 or lower(regexp_replace(p.text, '[ .]*\d*$', '')) not in (select spelling from state_spelling)
)
select mention_id, piece, word, row_number() over (partition by mention_id order by piece, ord_in) as ord from worded;

create or replace temp table piece_span as
select mention_id, piece, min(ord) as since, max(ord) as until from window_word group by all;

create or replace temp table text_window as
with whole as (
    select mention_id, list(word order by ord) as words, list(piece order by ord) as pieces from window_word
        group by mention_id having count(*) between 2 and 80
),
-- "… U Iowa", "… Univ Iowa" in the middle of a text: written out, "of" would stand there.
short as (
    select mention_id from core.mention where regexp_matches(name, '(?i)\b(?:u|univ)\.?\s')
),
slice as (
    select
        mention_id, i as since, i + n - 1 as until, list_slice(words, i, i + n - 1) as words,
            n = len(words) as is_whole,
        n > 1 and short.mention_id is not null and words[i] = 'university' and pieces[i] = pieces[i + 1]
            and not starts_with(words[i + 1], 'uof') as is_short
    from whole
    left join short using (mention_id), range(1, 81) s(i), range(1, 11) l(n)
    where i + n - 1 <= len(words)
)
select
    mention_id, since, until, is_whole,
    unnest([joined(words, ' ')]
        || case when is_short then ['university uof' || array_to_string(words[2:], ' ')] else [] end) as canon
from slice;

-- A name that says who: not "Medical Center", nor a town's name alone.
create or replace temp table known_name as
select
    a.organisation_id, a.canon, a.kind, a.state, a.city, len(string_split(a.canon, ' ')) as words,
    -- "St. Vincent's Medical Center" says who in its own town alone
    not a.is_known and t.alias_id is null as is_local
from alias_token a
left join (
    select distinct alias_id from (select alias_id, unnest(tokens) as token from alias_token)
    where token not in (select word_stem(word) from word where kind in ('type', 'common', 'field'))
) t using (alias_id)
where not a.is_unsafe and a.organisation_id not like 'pac:%'
    and (a.is_known or a.kind = 'hospital' and len(a.tokens) > 2 or t.alias_id is not null)
    and (a.is_known and a.is_worded or len(a.tokens) > 1)
    and (a.is_known or a.canon not in (select town from town));

-- "Riverside Methodist", "UPMC Shadyside": a hospital's name without the word for what it is, where no other name is
-- the same.
create or replace temp table short_name as
with cut as (
    select distinct organisation_id, kind, state, city,
        trim(regexp_replace(canon,
        ' (hospital|medical center|regional medical center|memorial hospital|general hospital|hospital'
        || ' medical center)$', '')) as canon
    from alias_token
    where kind = 'hospital' and not is_unsafe and regexp_matches(canon, ' (hospital|medical center)$')
),
alone as (
    select canon from cut where len(string_split(canon, ' ')) between 2 and 4
        and canon not in (select canon from alias_token)
        and canon not in (select town from town) and not regexp_matches(canon,
            '\b(hospital|medical|university|center|county|saint|community|memorial|regional)\b')
    group by canon having count(distinct organisation_id) = 1
)
select c.* from cut c join alone using (canon), (select list(distinct word_stem(word)) as words from word
    where kind in ('type', 'field', 'state')) w
where not list_has_all(w.words, string_split(c.canon, ' '));

create or replace temp table window_match as
with met as (
    select distinct x.mention_id, x.since, x.until, x.is_whole, k.organisation_id, k.kind, k.state, k.city, k.words,
        x.canon,
        regexp_matches(k.canon, '\b(university|college|school|institute)\b') as says_school,
            coalesce(k.city = place_key(p.city) and k.state = p.state, false) as is_here
    from text_window x
    join known_name k on k.canon = x.canon
    join mention_place p using (mention_id)
    join core.mention m using (mention_id)
    where (not k.is_local or (k.city = place_key(p.city) and k.state = p.state))
        -- the clinic has departments, no hospital that is called by clinic and town
        and not coalesce(k.kind = 'hospital' and says_department(m.name)
            and ends_with(x.canon, ' ' || word_stems(place_key(p.city)))
            and left(x.canon, length(x.canon) - length(word_stems(place_key(p.city))) - 1)
                in (select canon from known_name where kind = 'system'), false)
    union
    select distinct x.mention_id, x.since, x.until, false, k.organisation_id, k.kind, k.state, k.city, 2, x.canon,
        false, false
    from text_window x
    join short_name k on k.canon = x.canon
),
-- "USC-Greenville": a town behind a school's letters, with the states that it mostly stands in.
town_behind as (
    select w.mention_id, w.ord, list(t.state) as states
    from window_word w
    join core.mention m on m.mention_id = w.mention_id and regexp_matches(m.name, '\b[A-Z]{2,5}-[A-Z]')
    join town t on t.town = w.word and t.share > 0.05
    group by all
),
longest as (
    select * from met m
    where not exists (
        select * from met w where w.mention_id = m.mention_id and w.since <= m.since and w.until >= m.until
            and w.until - w.since > m.until - m.since)
    -- "Mayo Clinic" is the system, though one of its hospitals is called no more than that; in that one's town it is
    -- the hospital.
    and not (m.kind = 'hospital' and not m.is_here
        and exists (select * from met w where w.mention_id = m.mention_id and w.since = m.since and w.until = m.until
        and w.kind = 'system'))
    and not (m.kind = 'system' and exists (select * from met w where w.mention_id = m.mention_id and w.since = m.since
        and w.until = m.until and w.kind = 'hospital' and w.is_here))
    -- "Rush University Medical Center - Aurora" is not the Medical Center of Aurora
    and not exists (
        select * from met w where w.mention_id = m.mention_id and w.since < m.since and w.until >= m.since
            and w.until < m.until and w.until - w.since >= m.until - m.since)
    -- nor "Jefferson Davis Community Hospital" the hospital that is called as it begins and another ends with longer
    and not (m.kind = 'hospital' and exists (
        select * from met w
        where w.mention_id = m.mention_id and w.kind = 'hospital' and w.organisation_id <> m.organisation_id
            and m.since < w.since and m.until >= w.since and m.until < w.until
            and m.until - m.since < w.until - w.since))
    -- "Warren Alpert Medical School, Providence RI": behind other words a town is a town.
    and not (m.since > 1 and m.canon in (select town from town))
    -- letters that several schools share are not those of a school in another state than the town beside them
    and not (m.kind = 'school' and m.words = 1 and exists (
        select * from town_behind b
        where b.mention_id = m.mention_id and b.ord = m.until + 1 and not list_contains(b.states, m.state)))
    -- "UMN-Twin Cities": nor is what stands behind them a hospital of another state
    and not (m.kind = 'hospital' and not m.is_here and exists (
        select * from met w
        where w.mention_id = m.mention_id and w.kind = 'school' and w.words = 1 and w.until = m.since - 1
            and w.state <> m.state))
),
-- Towns, states, the country and figures say where it stands; other words that are left over may name somebody else.
-- `states`: where the towns of that name lie, of a word that nothing but its being a town explains.
place_word as (
    select mention_id, ord, case when count(*) = count(state) then list(state) end as states
    from (
        select x.mention_id, unnest(range(x.since, x.until + 1)) as ord, t.state
        from text_window x
        left join (select mention_id, city, word_stems(place_key(city)) as town from mention_place) p using (mention_id)
        left join town t on t.town = x.canon and x.canon is distinct from p.town
            and x.canon not in (select word_stems(word) from word where kind = 'state')
        where x.until - x.since < 3 and (x.canon = p.town
            or x.canon in (select word_stems(word) from word where kind = 'state')
            or (p.city is null and not starts_with(x.canon, 'saint') and t.town is not null))
    )
    group by mention_id, ord
),
over as (
    select
        w.mention_id, w.piece, w.ord, w.word, p.ord is not null as is_place, p.states,
        w.word in (select word_stem(word) from word where kind in ('type', 'field', 'connective', 'role'))
            or regexp_matches(w.word, '^([a-z]|usa|us|.*[0-9].*)$')
            or (w.word <> 'va' and w.word in (select lower(means) from word where kind = 'state')) as is_hollow
    from window_word w
    anti join (select mention_id, unnest(range(since, until + 1)) as ord from longest) c using (mention_id, ord)
    left join place_word p using (mention_id, ord)
),
beside as (
    select
        l.mention_id, l.since, l.until, l.kind,
        -- "Southwest Virginia Community Health System": what stands before a name is part of another one, but a role or
        -- a department.
        bool_or(case when o.ord < l.since and (d.mention_id is not null or l.kind = 'school' and l.until - l.since > 2)
            then false when o.ord < l.since then not o.is_hollow
            or regexp_matches(o.word, '^(north|south|east|west|new|old|great|metro|mid|tri|first|central)')
            -- "Duke Energy": Duke's has nothing in a state with a town of that name
            else not o.is_hollow and not (o.is_place and (o.states is null or l.kind = 'school' or len(l.home) = 0
                or list_has_any(o.states, l.home)))
            end) as is_telling,
        bool_or(o.word in ('hospital', 'infirmary', 'clinic'))
            or count(distinct o.word) filter (o.word in ('medical', 'center', 'health')) > 1 as is_house,
        bool_or(o.word = 'health') as is_health,
        bool_or(o.ord < l.since and d.mention_id is null
            and o.word in (select word_stem(word) from word where kind in ('type', 'field')
            and word not in (select word from word where kind = 'role'))
            or o.ord > l.until and (not o.is_place or not list_contains(l.at, o.word))) as is_more,
        -- "Beaumont Hospital - Wayne", "Boston Medical Center-Brighton": another hospital than the one in Dearborn or
        -- Boston
        bool_or(l.kind = 'hospital' and o.ord > l.until and o.is_place
            and not list_contains(l.at, o.word)) as is_elsewhere,
        bool_or(o.word in (select word_stem(word) from word where kind = 'firm'
            and word not in (select word from word where kind = 'role'))) as is_firm,
        -- "Puget Sound Gastroenterology" is a practice by the Sound, no department of the university
        bool_or(o.ord > l.until and o.word in (select word_stem(word) from word where kind in ('practice', 'firm')))
            as is_practice
    from (select mention_id, since, until, longest.kind as kind, coalesce(flatten(list(r.states)), []) as home,
        flatten(list(string_split(word_stems(concat_ws(' ', city, lower(state), z.word)), ' '))) as at from longest
        left join reach r using (organisation_id)
        left join word z on z.kind = 'state' and z.means = state group by mention_id, since, until, longest.kind) l
    join piece_span s on s.mention_id = l.mention_id and s.until >= l.since and s.since <= l.until
    join core.mention m on m.mention_id = l.mention_id
    join over o on o.mention_id = l.mention_id and (o.piece = s.piece or o.piece = s.piece + 1 and m.city is null
        -- behind a comma a town counts that the hospital's state has not: "Beaumont Hospital, Dublin"
        and (not contains(m.name, ',') or l.kind = 'hospital' and m.state is null and o.ord > l.until
            and len(o.states) > 0 and not list_has_any(o.states, l.home) and not list_contains(l.at, o.word)))
    -- "Department of Hematology and Hematopoietic Cell Transplantation City of Hope …"
    left join window_word d on d.mention_id = s.mention_id and d.ord = s.since
        and d.word in ('department', 'division', 'section', 'laboratory', 'program') and s.since < l.since
    group by l.mention_id, l.since, l.until, l.kind
),
-- "Sutter Health/CPMC Hospital": a hospital that nobody knows, beside the name of its system.
site as (
    select mention_id from over group by mention_id having bool_or(word in ('hospital', 'infirmary', 'campus'))
    union
    select mention_id from longest where kind = 'hospital'
    union
    -- of a posting in its town: "Sutter Health/CPMC Van Ness"
    select p.mention_id
    from mention_place p join core.mention m using (mention_id) join over o using (mention_id)
    where m.city is not null and not o.is_hollow and not o.is_place
)
select
    l.* exclude (is_whole, is_here), a.mention_id is not null and not coalesce(b.is_elsewhere, false) as is_aligned,
    -- of a hospital in a longer name the whole name tells which
    coalesce(b.is_telling or l.kind = 'hospital' and b.is_more or l.words = 1 and b.is_firm
        or l.kind = 'school' and l.words > 1 and not l.says_school and b.is_practice, false) as is_telling,
        (coalesce(b.is_house, false) or l.kind = 'school' and not l.says_school and b.is_health)
        and l.kind <> 'hospital' as is_house, l.kind = 'system' and site.mention_id is not null as is_beside_site
from longest l
left join beside b using (mention_id, since, until, kind)
left join site using (mention_id)
left join (
    select a.mention_id, a.since, b.until from piece_span a join piece_span b on b.mention_id = a.mention_id
        and b.piece >= a.piece
) a using (mention_id, since, until)
where not l.is_whole;
