-- One row a mention and a name of a register that stands, word for word, inside a longer text ("Fellow, Division of Cardiology
-- University of Iowa Iowa City"): the longest ones, from word `since` to word `until`, and what the text says besides.
-- reads: alias_token, core.mention, mention_piece, mention_place, state_spelling, text_token, town, word, word_stem(), word_stems()
-- makes: known_name, piece_span, text_window, window_match, window_word
create or replace temp table window_word as
with worded as (
    select p.mention_id, p.ord as piece, unnest(string_split(t.canon, ' ')) as word, generate_subscripts(string_split(t.canon, ' '), 1) as ord_in
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
    select mention_id, list(word order by ord) as words, list(piece order by ord) as pieces from window_word group by mention_id having count(*) between 2 and 80
),
-- "… U Iowa", "… Univ Iowa" in the middle of a text: written out, "of" would stand there.
short as (
    select mention_id from core.mention where regexp_matches(name, '(?i)\b(?:u|univ)\.?\s')
),
slice as (
    select
        mention_id, i as since, i + n - 1 as until, list_slice(words, i, i + n - 1) as words, n = len(words) as is_whole,
        n > 1 and short.mention_id is not null and words[i] = 'university' and pieces[i] = pieces[i + 1] and not starts_with(words[i + 1], 'uof') as is_short
    from whole
    left join short using (mention_id), range(1, 81) s(i), range(1, 11) l(n)
    where i + n - 1 <= len(words)
)
select
    mention_id, since, until, is_whole,
    unnest([array_to_string(words, ' ')] || case when is_short then ['university uof' || array_to_string(words[2:], ' ')] else [] end) as canon
from slice;

-- A name that says who: not "Medical Center", nor a town's name alone.
create or replace temp table known_name as
select a.organisation_id, a.canon, a.kind, a.state, a.city, a.is_known, len(string_split(a.canon, ' ')) as words
from alias_token a, (select list(distinct word_stem(word)) as words from word where kind in ('type', 'common', 'field')) w
where not a.is_unsafe and (a.is_known or not list_has_all(w.words, a.tokens))
    and (a.is_known or len(a.tokens) > 1)
    and (a.is_known or a.canon not in (select town from town));

create or replace temp table window_match as
with met as (
    select distinct x.mention_id, x.since, x.until, x.is_whole, k.organisation_id, k.kind, k.state, k.city, k.words, x.canon,
        regexp_matches(k.canon, '\b(university|college|school|institute)\b') as says_school
    from text_window x
    join known_name k on k.canon = x.canon
),
longest as (
    select * from met m
    where not exists (
        select * from met w where w.mention_id = m.mention_id and w.since <= m.since and w.until >= m.until and w.until - w.since > m.until - m.since)
    -- "Mayo Clinic" is the system, though one of its hospitals is called no more than that.
    and not (m.kind = 'hospital' and exists (select * from met w where w.mention_id = m.mention_id and w.since = m.since and w.until = m.until and w.kind = 'system'))
    -- "Warren Alpert Medical School, Providence RI": behind other words a town is a town.
    and not (m.since > 1 and m.canon in (select town from town))
),
-- Towns, states, the country and figures say where it stands; other words that are left over may name somebody else.
place_word as (
    select distinct x.mention_id, unnest(range(x.since, x.until + 1)) as ord
    from text_window x
    left join mention_place p using (mention_id)
    where x.until - x.since < 3 and (x.canon = word_stems(place_key(p.city)) or x.canon in (select word_stems(word) from word where kind = 'state')
        or (p.city is null and not starts_with(x.canon, 'saint') and x.canon in (select town from town)))
),
over as (
    select
        w.mention_id, w.piece, w.ord, w.word, p.ord is not null as is_place,
        w.word in (select word_stem(word) from word where kind in ('type', 'field', 'connective', 'role')) or regexp_matches(w.word, '^([a-z]|usa|us|.*[0-9].*)$')
            or (w.word <> 'va' and w.word in (select lower(means) from word where kind = 'state')) as is_hollow
    from window_word w
    anti join (select mention_id, unnest(range(since, until + 1)) as ord from longest) c using (mention_id, ord)
    left join place_word p using (mention_id, ord)
),
beside as (
    select
        l.mention_id, l.since, l.until,
        -- "Southwest Virginia Community Health System": what stands before a name is part of another one, but a role or a department.
        bool_or(case when o.ord < l.since then not o.is_hollow or regexp_matches(o.word, '^(north|south|east|west|new|old|great|metro|mid|tri|first|central)')
            else not o.is_hollow and not o.is_place end) as is_telling,
        bool_or(o.word in ('hospital', 'infirmary', 'clinic')) or count(distinct o.word) filter (o.word in ('medical', 'center', 'health')) > 1 as is_house,
        bool_or(o.word = 'health') as is_health,
        bool_or(o.ord < l.since and o.word in (select word_stem(word) from word where kind in ('type', 'field') and word not in (select word from word where kind = 'role'))
            or o.ord > l.until and not o.is_place) as is_more,
        bool_or(o.word in (select word_stem(word) from word where kind = 'firm' and word not in (select word from word where kind = 'role'))) as is_firm
    from (select distinct mention_id, since, until from longest) l
    join piece_span s on s.mention_id = l.mention_id and s.until >= l.since and s.since <= l.until
    join over o on o.mention_id = l.mention_id and o.piece = s.piece
    group by all
),
-- "Sutter Health/CPMC Hospital": a hospital that nobody knows, beside the name of its system.
site as (
    select o.mention_id from over o group by o.mention_id having bool_or(o.word in ('hospital', 'infirmary') or o.word = 'campus')
)
select
    l.* exclude (is_whole), a.mention_id is not null as is_aligned,
    -- of a hospital in a longer name the whole name tells which
    coalesce(b.is_telling or l.kind = 'hospital' and b.is_more or l.words = 1 and b.is_firm, false) as is_telling, (coalesce(b.is_house, false) or l.kind = 'school' and not l.says_school and b.is_health) and l.kind <> 'hospital' as is_house, l.kind = 'system' and site.mention_id is not null as is_beside_site
from longest l
left join beside b using (mention_id, since, until)
left join site using (mention_id)
left join (
    select a.mention_id, a.since, b.until from piece_span a join piece_span b on b.mention_id = a.mention_id and b.piece >= a.piece
) a using (mention_id, since, until)
where not l.is_whole;
