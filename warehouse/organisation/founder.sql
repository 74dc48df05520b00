-- One row a name that no register explains, with the organisation that its mentions found. `firm_id`: the firm of a
-- name that stands in several towns of a state; `is_firm`: a word of it is hardly anybody else's, so that its sites are
-- one firm's.
-- reads: company_mention, core.mention, core.mention_match, national_firm, placeholder, plain_word, rarity
-- reads: text_token, town, untrained()
-- makes: founder
-- after: match, twin
create or replace temp table founder as
with unmatched as (
    select mention.mention_id, name, city as city_name, place_key(city) as city, state, tokens,
        -- "Baxter Healthcare Corporation" is not "Baxter Health"
        case when mention.mention_id in (from company_mention) then canon || ' company' else canon end as canon
    from core.mention
    join text_token on text = untrained(name)
    where mention.mention_id not in (select mention_id from core.mention_match where confidence >= 0.8)
        and name_key(name) not in (select name from placeholder)
),
-- "Village MD" and "VillageMD", "Farm Workers Clinic" and "Farmworkers Clinic" are one name.
joined as (
    select * replace (min(canon) over (partition by replace(canon, ' ', '')) as canon) from unmatched
),
judged as (
    select
        *,
        list_has_any(tokens, ['hospital', 'infirmary']) or canon like '%medical center%' as is_hospital,
        -- "Dermatology Associates" are several, as "Community Hospital" is
        not bool_or(list_has_all(anybody, tokens)) over (partition by canon) as is_rare
    from joined
    cross join plain_word
),
-- "Zufall Health Center" in Dover and in Morristown: two houses, and one of them at most is an opening's.
spread as (
    select canon, state
    from judged
    where not is_hospital and is_rare and city is not null and state is not null
        and not regexp_matches(canon, '\b(university|school|college)\b')
    group by all
    having count(distinct replace(city, ' ', '')) > 1
),
-- Whose name is coined is one firm wherever it stands; "Lakeside Family Clinic" may be another's at another lake. What
-- is coined only registers tell.
firm as (
    select j.canon, bool_or(n.name is not null) as is_national,
        is_national or exists (from rarity) and any_value(len(list_filter(j.tokens,
            lambda w: not list_contains(j.anybody, w) and not list_contains(k.words, w) and length(w) > 3))) > 0
            as is_firm
    from judged j
    left join (select distinct name_key(name) as name from national_firm) n on n.name = name_key(j.name),
        (select list(word) as words from (select token as word from rarity where bearers > 1
            union select town from town)) k
    where j.canon in (select canon from spread)
    group by j.canon
),
-- A rare hospital's name holds for a state, a common name for a city; a rare name of a system or group holds
-- everywhere, but where several towns of a state have it.
scoped as (
    select
        j.*, f.is_firm, f.is_national,
        case when is_hospital or not is_rare or not f.is_national or s.canon is not null and city is not null
            then state end as in_state,
        case when not is_rare or s.canon is not null then city end as in_city,
        case when f.canon is not null
            then found_id(concat_ws('|', canon, case when f.is_national then '' else coalesce(state, '') end, ''))
        end as firm_id
    from judged j
    left join spread s using (canon, state)
    left join firm f using (canon)
)
select
    *,
    (not (is_hospital and is_rare or not coalesce(is_national, true)) or state is not null)
        and (is_rare or (state is not null and city is not null)) as is_whole,
    found_id(concat_ws('|', canon, coalesce(in_state, ''), coalesce(in_city, ''))) as organisation_id
from scoped;
