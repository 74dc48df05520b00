-- One row a mention and the one hospital that a piece of it names shortly: beside a role or a unit its rarest words
-- will do ("PICU, Riley", "PGY2 @ Jacobi/Montefiore"); where the place is given, its very name in that town ("Tower
-- Health - Reading Hospital").
-- reads: alias_token, alias_word, core.organisation, mention_piece, mention_place, mention_text
-- reads: other_campus, piece_span, plain_word, rarity, state_spelling, text_token, town, window_match, without_unit()
-- reads: word, word_stem(), word_stems()
-- makes: piece_match, piece_text, light_canon(), short_canon()
create or replace macro short_canon(canon) as
    trim(regexp_replace(canon, '( (hospital|medical|center|regional|memorial|general|health|system))+$', ''));
create or replace macro light_canon(canon) as trim(regexp_replace(canon,
    ' (hospital|medical center|hospital medical center|health|health system)$', ''));

create or replace temp table piece_text as
with hollow as (
    select list(distinct word_stem(coalesce(means, word))) || list(distinct word_stem(word)) as words from word
        where kind in ('type', 'field', 'connective', 'role')
)
select
    p.mention_id, p.ord, t.canon, t.tokens, list_has_all(hollow.words,
        list_filter(t.tokens, lambda w: not regexp_matches(w, '^([a-z]|.*[0-9].*)$'))) as is_hollow
from mention_piece p
join text_token t on t.text = without_unit(p.text)
join mention_place m using (mention_id)
cross join hollow
-- where it stands is nobody's name
where p.is_divided and t.canon is distinct from word_stems(place_key(m.city)) || ' ' || lower(m.state)
union
-- "Sound Physicians (Cheyenne Regional)"
select x.mention_id, 1000, t.canon, t.tokens, list_has_all(hollow.words, t.tokens)
from mention_text x join text_token t using (text) cross join hollow
where x.part = 'inside' and (x.mention_id, x.text) not in (select (mention_id, text) from mention_piece);

create or replace temp table piece_match as
with place as (
    select mention_id, state, place_key(city) as city from mention_place
),
house as (
    select a.*, short_canon(a.canon) as short, light_canon(a.canon) as light
    from alias_token a
    join core.organisation o using (organisation_id)
    where (a.organisation_id like 'ccn:%' or a.organisation_id like 'site:%') and o.source = 'cms'
),
system_canon as (select canon from alias_token where kind = 'system'),
-- its very name, or all of it but what it is, in the town or, where the name tells, in the state
placed as (
    select p.mention_id, p.ord, h.organisation_id, h.city = m.city or h.canon = p.canon
        and list_has_all(h.tokens, string_split(word_stems(m.city), ' ')) as is_here,
        list_has_all(w.words,
            list_filter(h.tokens, lambda t: not list_contains(string_split(coalesce(word_stems(h.city), ''), ' '),
            t))) as is_plain
    from piece_text p
    join place m using (mention_id)
    join house h on h.state = m.state and h.short = short_canon(p.canon)
    cross join plain_word w
    where not p.is_hollow and h.short <> '' and p.canon not in (select town from town)
        and p.canon not in (select word_stems(word) from word where kind = 'state')
        and p.canon not in (select spelling from state_spelling)
        and (h.canon = p.canon or not h.is_known and p.canon not in (from system_canon))
            and (h.canon = p.canon or h.light = light_canon(p.canon) and h.light not in (select town from town)
        or h.short not in (select town from town) or h.city = m.city and h.short <> word_stems(m.city))
),
placed_one as (
    select mention_id, any_value(organisation_id) as organisation_id,
        case when any_value(is_here) then 0.93 else 0.86 end as confidence
    from (from placed qualify is_here = bool_or(is_here) over (partition by mention_id))
    where is_here or not is_plain and mention_id not in (select mention_id from piece_text
        where list_contains(tokens, 'campus'))
    group by mention_id
    having count(distinct organisation_id) = 1
),
-- all of its words, which no other hospital bears together
rarest as (
    select p.mention_id, p.ord, any_value(p.canon) as canon, any_value(p.tokens) as tokens,
        arg_min(r.token, (r.bearers, r.token)) as token
    from (select *, unnest(tokens) as word from piece_text where not is_hollow and len(tokens) <= 4) p
    join rarity r on r.token = p.word
    where r.bearers <= 60
    group by p.mention_id, p.ord
),
borne as (
    select distinct p.mention_id, p.ord, h.organisation_id, h.is_known and h.canon = p.canon as is_known,
        h.canon = p.canon as is_whole
    from rarest p
    join place m using (mention_id)
    join alias_word w using (token)
    join house h using (alias_id)
    where list_has_all(h.tokens, p.tokens)
        -- "Hospitalist at Banner Health" names the system, not its Behavioral Health Hospital
        and (h.canon = p.canon or not h.is_known) and p.canon not in (from system_canon)
        and coalesce(h.state = m.state, true) and (m.city is null or h.city = m.city)
        -- the town of another site ("Virginia Mason Medical Center at Bellevue") is no hospital
        and not (p.canon in (select town from town) and p.mention_id in (select mention_id from other_campus))
),
telling as (
    select p.mention_id, p.ord from piece_text p, plain_word w
    where not list_has_all(w.words || w.hollow, p.tokens) and p.canon not in (select town from town)
),
met as (
    select mention_id, ord, organisation_id, bool_or(is_known) as is_known, bool_or(is_whole) as is_whole
    from borne
    where is_known or (mention_id, ord) in (from telling)
    group by mention_id, ord, organisation_id
),
short as (
    select * from met window piece as (partition by mention_id, ord)
    qualify is_known or count(*) over piece = 1 or is_whole and count(*) filter (is_whole) over piece = 1
),
-- "Cookeville Regional", "Kadlec", "Hays Med" in Hays: the whole text is a name cut before the word for what it is.
prefix as (
    select organisation_id, state, city, joined(list_slice(words, 1, n), ' ') as canon
    from (select *, string_split(canon, ' ') as words from house), range(1, 12) t(n)
    where n < len(words)
        and list_has_all(['hospital', 'medical', 'center', 'regional', 'memorial', 'general', 'health', 'system',
        'infirmary', 'clinic'], list_slice(words, n + 1, len(words)))
),
cut as (
    select x.mention_id, h.organisation_id, len(t.tokens) = 1 as is_word
    from mention_text x
    join text_token t using (text)
    join place m using (mention_id)
    join prefix h on h.canon = t.canon
    cross join plain_word w
    where x.part in ('whole', 'inside') and coalesce(h.state = m.state, true) and (m.city is null or h.city = m.city)
        and t.canon not in (select town from town) and not list_has_all(w.words || w.hollow, t.tokens)
        and (len(t.tokens) > 1 or length(t.canon) >= 6)
            and not regexp_matches(t.canon, ' (hospital|center|clinic|infirmary|health|system)$')
        and t.canon not in (select canon from alias_token where not is_unsafe)
        -- "Christus Peds": the first word of a system's name is none of its hospitals'
        and not (len(t.tokens) = 1 and t.canon in (select split_part(canon, ' ', 1) from alias_token
        where kind = 'system'))
),
cut_one as (
    select mention_id, any_value(organisation_id) as organisation_id,
        case when bool_and(is_word) then 0.86 else 0.9 end as confidence
    from cut group by mention_id having count(distinct organisation_id) = 1
),
-- "Hartford Hospital / Institute of Living": beside a hospital's whole name what ends like a part of one is that
part as (
    select p.mention_id, p.ord
    from piece_text p
    where regexp_matches(p.canon,
            ' (institute|center|program|unit|department|division|service|tower|pavilion|building|wing)$')
        or starts_with(p.canon, 'institute ')
    intersect
    select p.mention_id, p.ord
    from piece_text p
    join short s on s.mention_id = p.mention_id and s.ord <> p.ord and s.is_whole
    join piece_text h on h.mention_id = s.mention_id and h.ord = s.ord
    where regexp_matches(h.canon, '\b(hospital|infirmary)\b|medical center')
        and p.canon not in (select canon from alias_token)
),
-- what else the text says is a role, a unit or another house
explained as (
    select p.mention_id
    from piece_text p
    left join (select distinct mention_id, ord from short) s using (mention_id, ord)
    left join (
        select distinct z.mention_id, z.piece as ord from piece_span z
            join window_match x on x.mention_id = z.mention_id and x.since <= z.since and x.until >= z.until
    ) x using (mention_id, ord)
    where p.ord < 1000
    group by p.mention_id
    having count(*) > 1 and bool_and(p.is_hollow or s.ord is not null or x.ord is not null
        or (p.mention_id, p.ord) in (from part))
)
select mention_id, organisation_id, max(confidence) as confidence
from (
    from placed_one
    union all
    from cut_one
    union all
    select mention_id, organisation_id, 0.86 from short where mention_id in (from explained)
)
group by all;
