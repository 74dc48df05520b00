-- One row a text and an organisation it may mean, with all that speaks for and against it.
-- reads: alias_token, alias_word, area, candidate, city_county, core.organisation, hospital_place, name_class()
-- reads: pair_word, query, query_token, rarity, town, word, word_stem(), word_stems()
-- makes: alias_side, area_bearer, feature, other_system, other_town, pair_area, pair_town, query_side, query_state
-- makes: query_town
create or replace temp table area_bearer as
select area, kind, state, count(distinct organisation_id) as in_state,
    sum(count(distinct organisation_id)) over (partition by area, kind) as anywhere
from area
group by area, kind, state;

create or replace temp table pair_area as
select
    q.query_id, p.organisation_id,
    coalesce(max(1 / case when q.state is null then b.anywhere else b.in_state end) filter (p.kind = 'county'),
        0) as county,
    coalesce(max(1 / case when q.state is null then b.anywhere else b.in_state end) filter (p.kind = 'city'), 0) as city
from (select distinct query_id, organisation_id from candidate join alias_token using (alias_id)) c
join query q using (query_id)
join area p using (organisation_id)
join area_bearer b on b.area = p.area and b.kind = p.kind and b.state = p.state
where list_has_all(q.tokens, p.area)
group by all;

create or replace temp table query_state as
select query_id, list(w.means) as named
from query q
join word w on w.kind = 'state' and (' ' || replace(replace(q.canon, 'uof', ''), 'west virginia', 'westvirginia')
    || ' ') like ('% ' || replace(w.word, 'west virginia', 'westvirginia') || ' %')
group by query_id;

-- A name without a place may speak of a town: how much of all that is called so, by its people, lies in a state.
create or replace temp table query_town as
with word_at as (
    select query_id, replace(w, 'uof', '') as word, ord
    from (select query_id, unnest(string_split(canon, ' ')) as w,
        generate_subscripts(string_split(canon, ' '), 1) as ord from query where state is null)
),
phrase as (
    select query_id, ord, ord as until, word as phrase from word_at
    union all
    select a.query_id, a.ord, b.ord, a.word || ' ' || b.word
    from word_at a join word_at b on b.query_id = a.query_id and b.ord = a.ord + 1
    union all
    select a.query_id, a.ord, c.ord, a.word || ' ' || b.word || ' ' || c.word
    from word_at a join word_at b on b.query_id = a.query_id and b.ord = a.ord + 1
        join word_at c on c.query_id = a.query_id and c.ord = a.ord + 2
),
found as (
    select p.*, t.state, t.share
    from phrase p
    join town t on t.town = p.phrase
    where length(p.phrase) >= 4 and p.phrase not in (select word_stem(word) from word
        where kind in ('type', 'common', 'abbreviation'))
)
select f.query_id, f.phrase as town, f.state, f.share
from found f
where not exists (
    select * from found l where l.query_id = f.query_id and l.ord <= f.ord and l.until >= f.until
        and l.until - l.ord > f.until - f.ord);

create or replace temp table pair_town as
select
    c.query_id, c.organisation_id,
    coalesce(max(t.share) filter (t.state = c.state and t.town = c.town), 0) as here,
    coalesce(max(t.share) filter (t.state = c.state), 0) as in_state
from (select distinct query_id, organisation_id, a.state, word_stems(a.city) as town from candidate
    join alias_token a using (alias_id)) c
join query_town t using (query_id)
group by all;

-- The name speaks of a town with a hospital, in which this one does not lie and of which its own name says nothing.
create or replace temp table other_town as
select distinct c.query_id, c.alias_id
from candidate c
join query q using (query_id)
join alias_token a using (alias_id)
join (
    select distinct q.query_id, p.area
    from query q
    join query_token t using (query_id)
    join (select distinct area from area where kind = 'city') p on p.area[1] = t.token
        and list_has_all(q.tokens, p.area)
) n on n.query_id = c.query_id
where not list_has_all(a.tokens, n.area) and not list_has_all(string_split(word_stems(coalesce(a.city, '')), ' '),
    n.area);

-- The very name of a system, of which this hospital is none.
create or replace temp table other_system as
select distinct c.query_id, c.alias_id
from candidate c
join query q using (query_id)
join alias_token a using (alias_id)
join core.organisation o using (organisation_id)
join alias_token s on s.canon = q.canon and s.kind = 'system' and s.organisation_id is distinct from o.system_id
where s.canon <> a.canon;

create or replace temp table query_side as
select
    query_id, alias_id,
    sum(weight) as q_all,
    coalesce(sum(weight) filter (not is_city), 0) as q_own,
    coalesce(sum(weight * trust) filter (is_shared), 0) as both_all,
    coalesce(sum(weight * trust) filter (is_shared and not is_city), 0) as both_own,
    coalesce(max(weight * trust) filter (is_shared and not is_city), 0) as rarest,
    coalesce(max(weight) filter (not is_shared and not is_city and not is_system), 0) as strangest,
    coalesce(bool_or(is_shared and bearers = 1 and trust = 1 and not is_city), false) as is_unique,
    coalesce(sum(weight) filter (not is_shared and is_system), 0) as by_system,
    coalesce(max(weight * trust) filter (is_shared and not is_city and not is_hollow), 0) as telling,
    coalesce(max(weight) filter (is_system and not is_city and not is_hollow), 0) as telling_system,
    coalesce(max(weight) filter (not is_shared and not is_city and not is_system and not is_hollow), 0) as untold,
    coalesce(bool_or(is_shared and not is_system and not is_type), false) as has_own,
    coalesce(max(weight) filter (not is_shared and not is_city and not is_system and not is_type), 0) as unsaid,
    bool_and(is_city or is_hollow) and bool_or(is_city) as is_town_alone,
    coalesce(bool_or(is_shared and is_city), false) as is_town_shared,
    bool_and(is_shared or is_system or is_city or is_hollow) as is_within,
    coalesce(bool_or(practice = 'practice'), false) as says_practice,
    coalesce(bool_or(practice = 'firm'), false) as says_firm
from pair_word
group by all;

create or replace temp table alias_side as
select
    c.query_id, c.alias_id,
    sum(r.weight) as a_all,
    coalesce(sum(r.weight) filter (
        not list_contains(string_split(word_stems(coalesce(q.city, '') || ' ' || coalesce(a.city, '')), ' '), w.token)),
        0) as a_own
from candidate c
join query q using (query_id)
join alias_token a using (alias_id)
join alias_word w using (alias_id)
join rarity r on r.token = w.token
group by all;

create or replace temp table feature as
with told as (
    select
        c.query_id, q.mention_id, c.alias_id, a.organisation_id, q.share, a.kind,
        q.raw, a.raws, q.canon as q_canon, a.canon as a_canon, q.tokens as q_tokens, a.tokens as a_tokens,
            a.city as alias_city,
        s.* exclude (query_id, alias_id), l.* exclude (query_id, alias_id),
        q.state is not null as has_state,
        ot.query_id is not null as is_other_town, os.query_id is not null as is_other_system,
        coalesce(v.here, 0) as town_here, coalesce(v.in_state, 0) as town_in_state, v.query_id is not null as is_town,
        coalesce(n.county, 0) as county_named, coalesce(n.city, 0) as city_named, z.named as states, a.state as a_state,
        coalesce(q.city = a.city, false) as same_city,
        coalesce(q.city <> a.city, false) as other_city,
        coalesce(k.county = p.county, false) as same_county,
        coalesce(p.is_current, false) as is_current, coalesce(p.in_city, 0) as in_city,
            coalesce(p.of_system, 0) as of_system,
        name_class(q.tokens) as q_class, coalesce(p.class, []) as a_class
    from candidate c
    join query q using (query_id)
    join alias_token a using (alias_id)
    join query_side s on s.query_id = c.query_id and s.alias_id = c.alias_id
    join alias_side l on l.query_id = c.query_id and l.alias_id = c.alias_id
    left join hospital_place p on p.organisation_id = a.organisation_id
    left join pair_area n on n.query_id = c.query_id and n.organisation_id = a.organisation_id
    left join query_state z on z.query_id = c.query_id
    left join other_town ot on ot.query_id = c.query_id and ot.alias_id = c.alias_id
    left join other_system os on os.query_id = c.query_id and os.alias_id = c.alias_id
    left join pair_town v on v.query_id = c.query_id and v.organisation_id = a.organisation_id
    left join city_county k on k.state = q.state and k.city = q.city
),
measured as (
    select
        *,
        -- "Marietta Memorial", "Tampa General" leave the word out
        list_has_any(q_tokens, ['hospital', 'infirmary', 'sanitarium']) or list_has_all(q_tokens, ['medical', 'center'])
            or regexp_matches(q_canon, ' (memorial|general)$') as says_hospital,
        -- "Cleveland Clinic Akron General Spine and Pain Institute": behind both their names a department of the house
        -- "Bozeman Deaconess Hospitalists" work in the house, whoever pays them
        says_practice and not list_has_any(q_tokens, ['hospitalist', 'residency'])
            and not (telling_system > 0 and has_own and both_all >= a_all * 0.999) or says_firm and telling_system = 0
            -- "Rogue Community Health", "Skagit Family Health Center": rarely the hospital of the town
            or list_has_any(q_tokens, ['health', 'clinic'])
            and len(list_filter(['community', 'family', 'rural', 'neighborhood', 'migrant'],
                lambda w: list_contains(q_tokens, w) and not list_contains(a_tokens, w))) > 0 as is_practice
    from told
),
weighed as (
    select
        query_id, mention_id, alias_id, organisation_id, share, kind,
        (replace(q_canon, ' ', '') = replace(a_canon, ' ', ''))::int as x_exact,
        share - 1 as x_part, 1 as x_bias,
        (list_has_all(q_tokens, a_tokens) and list_has_all(a_tokens, q_tokens))::int as x_same_words,
        list_contains(raws, raw)::int as x_raw,
        both_all / sqrt(q_all * a_all) as x_cosine,
        (both_all >= q_all * 0.999)::int as x_q_full, (both_all >= a_all * 0.999)::int as x_a_full,
        both_all / 20 as x_both, both_own / 20 as x_both_own,
        both_all / q_all as x_q_cover,
        both_all / a_all as x_a_cover,
        case when q_own > 0 then both_own / q_own else 0 end as x_q_own,
        case when a_own > 0 then both_own / a_own else 0 end as x_a_own,
        (q_own = 0)::int as x_q_bare,
        (a_own = 0)::int as x_a_bare,
        rarest / 9 as x_rarest,
        is_unique::int as x_unique,
        power(both_all, 2) / (q_all * a_all) as x_cosine_2,
        power(rarest / 9, 2) as x_rarest_2,
        is_unique::int * strangest / 9 as x_unique_strange,
        case when q_own > 0 and a_own > 0 then both_own * both_own / (q_own * a_own) else 0 end as x_own_2,
        strangest / 9 as x_strangest,
        (a_own - both_own) / 20 as x_a_rest,
        (q_own - both_own) / 20 as x_q_rest,
        by_system / 9 as x_system,
        same_city::int as x_city,
        other_city::int as x_other_city,
        (other_city and same_county)::int as x_county,
        (same_city and in_city = 1)::int as x_only,
        (same_city and in_city = 2)::int as x_two,
        same_city::int * ln(1 + in_city) as x_crowd,
        (not same_city and city_named > 0)::int as x_city_named,
        case when same_city then 0 else city_named end as x_city_named_only,
        (not same_city and county_named > 0)::int as x_county_named,
        case when same_city then 0 else county_named end as x_county_named_only,
        (same_city and county_named > 0)::int as x_city_county_named,
        coalesce(not has_state and list_contains(states, a_state), false)::int as x_state_named,
        coalesce(not has_state and not list_contains(states, a_state), false)::int as x_state_other,
        (len(q_class) > 0 and list_has_any(q_class, a_class))::int as x_class,
        (len(q_class) > 0 and not list_has_any(q_class, a_class))::int as x_class_other,
        (len(q_class) = 0 and len(a_class) > 0)::int as x_class_unsaid,
        (list_contains(q_class, 'va') <> list_contains(a_class, 'va'))::int as x_va_other,
        is_current::int as x_current,
        jaro_winkler_similarity(q_canon, a_canon) as x_spelling,
        (q_tokens[1] = a_tokens[1])::int as x_first,
        (not list_has_any(q_tokens, ['hospital', 'medical', 'infirmary', 'health', 'center', 'sanitarium'])
            and len(q_class) = 0)::int as x_plain,
        (list_has_any(q_tokens, ['associate', 'group', 'physician', 'clinic', 'practice', 'partner', 'staffing',
            'consultant', 'search', 'specialist', 'solution', 'imaging', 'urgent', 'surgeon', 'institute', 'hospice',
            'home', 'telehealth', 'oncology', 'dental'])
            and not list_has_any(a_tokens, ['associate', 'group', 'physician', 'clinic', 'practice',
                'partner']))::int as x_group,
        (list_has_any(q_tokens, ['school', 'college', 'university'])
            and not list_has_any(a_tokens, ['school', 'college', 'university']))::int as x_school,
        case when same_city then both_own / greatest(q_own, 1) else 0 end as x_city_own,
        case when same_city then rarest / 9 else 0 end as x_city_rarest,
        -- Without a place one word, or a town's name beside words that all bear, is too little: "Abbott" is no
        -- hospital.
        not has_state and replace(q_canon, ' ', '') <> replace(a_canon, ' ', '') and (
            len(q_tokens) = 1
            or (not list_has_any(q_tokens, ['hospital', 'medical', 'health', 'infirmary', 'clinic', 'center'])
                and both_all < q_all * 0.99)
            or (list_has_any(q_tokens, ['associate', 'group', 'physician', 'practice', 'partner', 'staffing',
                'consultant', 'county'])
                and not list_has_any(q_tokens, ['hospital', 'medical', 'infirmary']) and rarest < 3.5)
        )
            -- "Derry Medical Center" may be a group of the town, whose hospital bears another name.
            or (is_town_alone and same_city and not list_contains(q_tokens, 'hospital')
                and not list_has_any(a_tokens, string_split(word_stems(alias_city), ' '))) as is_weak,
        town_here as x_town_here,
        town_here * (in_city = 1)::int as x_town_only,
        town_in_state as x_town_state,
        is_town::int as x_town_said,
        (is_town and town_in_state < 0.02)::int as x_town_elsewhere,
        is_other_town::int as x_other_town,
        is_other_system::int as x_other_system,
        telling / 9 as x_telling,
        (telling = 0)::int as x_untold,
        (telling = 0 and telling_system > 0)::int as x_told_system,
        untold / 9 as x_untold_word,
        says_hospital::int as x_hospital,
        -- Its system's name and no more, in a town where the system has this hospital alone, or others beside it.
        (is_within and telling_system > 0 and same_city and of_system = 1)::int as x_system_one,
        (is_within and telling_system > 0 and same_city and of_system > 1)::int as x_system_many,
        (says_hospital and same_city)::int as x_hospital_city,
        (says_hospital and same_city and in_city = 1)::int as x_hospital_only,
        case when same_city then telling / 9 else 0 end as x_telling_city,
        case when says_hospital then telling / 9 else 0 end as x_telling_hospital,
        case when says_hospital then untold / 9 else 0 end as x_untold_hospital,
        (telling = 0 and telling_system = 0 and is_town_alone and says_hospital
            and in_city = 1)::int as x_town_hospital_only,
        case when same_city then strangest / 9 else 0 end as x_strangest_city,
        (says_hospital and city_named > 0)::int as x_hospital_named,
        (says_hospital and is_town_shared)::int as x_town_shared,
        (says_hospital and is_town_shared and in_city = 1)::int as x_town_shared_only,
        (is_town_shared and not says_hospital and telling = 0 and telling_system = 0)::int as x_town_shared_group,
        (telling = 0 and telling_system = 0 and is_town_alone and says_hospital)::int as x_town_hospital,
        (telling = 0 and telling_system = 0 and not says_hospital)::int as x_town_group,
        -- What carries a match is in the name: a word that tells, the name itself, or a hospital called after its town.
        (telling > 0 or telling_system > 0 or (says_hospital and (unsaid = 0 or list_contains(q_tokens, 'hospital'))
            and (is_town_alone or is_town_shared)))
                and (says_hospital
                    or not list_has_any(q_tokens, ['school', 'college']) and not q_canon like '% university'
                    or list_has_any(a_tokens, ['school', 'college', 'university']))
            or replace(q_canon, ' ', '') = replace(a_canon, ' ', '')
            or ((city_named > 0 or county_named > 0) and says_hospital and untold = 0)
            -- or nearly the whole name, though none of its words tells by itself
            or (same_city and says_hospital and untold = 0 and both_all >= 0.75 * q_all) as is_carried,
        -- "Cape Cod Dermatology Partners" shares the words of Cape Cod Hospital, and is another employer.
        is_practice and not says_hospital and x_exact = 0 as is_other_kind,
        -- "Encompass Health Rehabilitation Hospital of Altoona" is another house than the town's hospital for all.
        list_has_any(q_class, ['rehabilitation', 'long stay', 'psychiatric'])
            and not list_has_any(q_class, a_class) and telling = 0 and x_exact = 0 as is_other_class
    from measured
)
from weighed
qualify row_number() over (partition by query_id, organisation_id order by x_raw desc, x_exact desc, x_same_words desc,
    round(x_cosine + x_q_own + x_a_own, 9) desc, alias_id) = 1;
