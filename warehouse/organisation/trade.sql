-- One row a text and a hospital's name that it may mean, where the text says a trade that many follow in a town (a
-- surgery center, an urgent care, women's health, a nursing home) and the name says none: asked about, unless the name
-- stands whole in it and by more than a place. "Tanner Urgent Care" is Tanner's, "Wythe Surgery Center" anybody's of
-- Wythe County.
-- reads: alias_token, alias_word, area, hollow_word, pair_word, query, system_word, town, word, word_stem()
-- reads: word_stems()
-- makes: land_word, other_trade, trade_word
-- Words of these trades.
create or replace temp table trade_word as
select unnest(['surgery', 'surgical', 'surgicenter', 'endoscopy', 'asc', 'behavioral', 'mental', 'women', 'nursing',
    'rehab', 'rehabilitation', 'clinic', 'primary', 'family', 'pediatric', 'urgent', 'immediate', 'express', 'home',
    'living', 'manor', 'conv', 'convalescent', 'facility', 'phns', 'vna', 'service', 'alliance', 'associate',
    'wellness', 'pharmacy', 'imaging', 'outpatient', 'ambulatory', 'diagnostic', 'care', 'day']) as token;

-- Words of the land and the compass, and those that many names have.
create or replace temp table land_word as
select word_stem(word) as token from word where kind = 'common'
union
select unnest(['bay', 'beach', 'capital', 'capitol', 'central', 'city', 'coast', 'delta', 'desert', 'downtown',
    'eastern', 'foothill', 'gulf', 'harbor', 'highland', 'hill', 'island', 'lake', 'mesa', 'metro', 'midtown',
    'mountain', 'northeastern', 'northern', 'northwestern', 'peninsula', 'piedmont', 'plain', 'prairie', 'ridge',
    'river', 'shore', 'sound', 'southeastern', 'southern', 'southwestern', 'suburban', 'tri', 'valley', 'western']);

create or replace temp table other_trade as
with asked as (
    select query_id, canon, tokens, state, list_intersect(tokens, (select list(token) from trade_word)) as trade
    from query
    where regexp_matches(canon, '\b(surg(ery|ical) (center|division|associate)|center surgery|surgi ?center'
            || '|(day|outpatient|ambulatory) surgery|endoscopy|asc|(behavioral|mental) health'
            || '|women (health|center|care)'
            || '|nursing (rehab\w*|home|center|facility|care)|(health|care) rehab\w*'
            || '|(medical|health|regional|family|primary|walk in|children) clinic|clinic$|primary care|children center'
            || '|family (practice|medicine|health|care)|(urgent|immediate|express|convenient) care'
            || '|health (service|alliance|associate)|medical associate|pediatric|wellness|imaging|pharmacy'
            || '|diagnostic|senior|assisted|living|manor|conv\w*|care (center|home|facility)|phns|vna)\b')
        and (canon like '% conv%' or not regexp_matches(canon, '\b(hospital|medical center|infirmary|emergency'
            || '|department|hospitalist|residency)\b'))
),
-- "Wythe" of Wythe County, "Viera" of the town of that name, "Gulf Coast"
place as (
    select distinct state, area from area
    union
    select state, string_split(town, ' ') from town
),
place_word as (
    select q.query_id, unnest(p.area) as token, false as is_land
    from (select query_id, state, tokens, unnest(tokens) as token from asked) q
    join place p on p.state = q.state and p.area[1] = q.token and list_has_all(q.tokens, p.area)
    union all
    select query_id, token, true from (select query_id, unnest(tokens) as token from asked) join land_word using (token)
),
placed as (
    select query_id, token, bool_or(is_land) as is_land from place_word group by all
),
pair as (
    select
        w.query_id, w.alias_id,
        coalesce(bool_or((w.is_shared or w.is_system) and not w.is_city and not w.is_hollow
                and (p.token is null or w.is_system and not p.is_land))
            -- "Methodist Mansfield Ambulatory Surgery Center": an owner's word and the house's place
            or bool_or(w.is_system and not w.is_hollow) and bool_or(w.is_shared and (w.is_city or p.token is not null)
                and not w.is_system), false) as is_told,
        coalesce(bool_or(not w.is_shared and not w.is_city and not w.is_system and not w.is_hollow
            and t.token is null), false) as has_rest
    from pair_word w
    join asked q using (query_id)
    join alias_token a using (alias_id)
    left join placed p on p.query_id = w.query_id and p.token = w.token
    left join trade_word t on t.token = w.token
    where a.canon <> q.canon
    group by all
),
-- "Mid-Columbia Medical Center" is not whole in "Columbia Gorge Surgery Center"
missing as (
    select distinct p.query_id, p.alias_id
    from pair p
    join asked q using (query_id)
    join alias_token a using (alias_id)
    join alias_word w using (alias_id)
    left join hollow_word h on h.token = w.token
    left join system_word s on s.organisation_id = a.organisation_id and s.token = w.token
    where h.token is null and s.token is null and not list_contains(q.tokens, w.token)
        and not list_contains(string_split(word_stems(coalesce(a.city, '')), ' '), w.token)
),
-- "Midwest Surgical Hospital" follows that trade itself
own_trade as (
    select p.query_id, p.alias_id
    from pair p join asked q using (query_id) join alias_token a using (alias_id)
    where list_has_all(a.tokens, q.trade)
)
select query_id, alias_id from pair where has_rest
union
((select query_id, alias_id from pair where not is_told union from missing) except from own_trade);
