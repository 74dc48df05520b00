-- One row a mention and an organisation whose name, or a part of it, the mention bears: the plain likeness of names.
-- reads: alias_token, body_mention, core.mention, core.organisation, department_words(), family_text, initial_match
-- reads: known_match, lettered_match, mention_place, mention_text, name_core(), near_match, own_letters
-- reads: owned_match, piece_match, piece_span, plain_word, practice_place, reach, says_department(), site_match
-- reads: sited_mention, slip_match, sole_hospital, text_token, town, trade_mention, window_match, word_stems()
-- makes: is_far(), is_firm(), named_match, school_of_medicine()
-- Who is at home in some states, `most` at most, and not in this one.
create or replace macro is_far(home, state, most) as
    state is not null and len(home) between 1 and most and not list_contains(home, state);

-- "Ardent Partners", "Tenet Group": a firm that says nothing of medicine shares the word alone.
create or replace macro is_firm(tokens) as
    list_has_any(tokens, ['partner', 'group', 'associate', 'network', 'service', 'provider', 'practice'])
    and not list_has_any(tokens, ['health', 'healthcare', 'medical', 'medicine', 'clinic', 'physician', 'faculty',
        'care', 'school', 'college', 'university'] || department_words());

create or replace macro school_of_medicine() as
    '(?i)\b(school|college) of medicine\b|\bcollege of physicians\b|\bmedical (school|college)\b';

create or replace temp table named_match as
with text as (
    select x.mention_id, x.part, coalesce(a.since, x.since) as since, coalesce(b.until, x.until) as until, x.text,
        name_key(x.text) as raw, t.canon, t.tokens,
        m.state, place_key(m.city) as city
    from mention_text x
    join mention_place m using (mention_id)
    join text_token t on t.text = x.text
    left join piece_span a on a.mention_id = x.mention_id and a.piece = x.since
    left join piece_span b on b.mention_id = x.mention_id and b.piece = x.until
    where x.part <> 'segment' or (a.since is not null and b.until is not null and x.text not in ('USA', 'U.S.A.'))
),
town_state as (
    select core, list(distinct state) as states
    from town
    where core in (select array_to_string(name_core(tokens), ' ') from alias_token)
    group by core
),
other as (
    select a.organisation_id, a.canon, a.tokens, a.kind, a.state, a.city, a.raws, o.source, a.is_unsafe,
        a.organisation_id like 'site:%' and h.canon is null as is_sole_site,
        coalesce(o.system_id, o.parent_id, o.organisation_id) as belongs,
        list_has_all(w.words, a.tokens) and not a.is_known as is_plain, name_core(a.tokens) as core,
        coalesce(t.states, []) as towns, coalesce(r.states, []) as states
    from alias_token a
    join core.organisation o using (organisation_id)
    left join reach r using (organisation_id)
    left join town_state t on t.core = array_to_string(name_core(a.tokens), ' ')
    left join (
        select distinct canon, a.state from alias_token a join core.organisation using (organisation_id)
        where organisation_id like 'ccn:%' and source = 'cms'
    ) h on h.canon = a.canon and h.state = a.state, plain_word w
    where a.organisation_id not like 'ccn:%'
),
all_met as (
    select x.mention_id, x.part, x.since, x.until, o.organisation_id, o.kind, o.is_plain, o.is_unsafe, 'exact' as how,
        o.is_plain and not list_contains(o.raws, x.raw) as is_respelt,
        coalesce(o.city = x.city or g.city is not null, false) as same_city,
            coalesce(o.state = x.state or g.city is not null, false) as same_state,
        o.kind = 'hospital' and coalesce(o.city <> x.city, false)
            -- "Jackson North, Miami" stands in North Miami Beach
            and not (o.is_sole_site and o.state = x.state) as elsewhere, o.belongs,
        is_far(o.states, x.state, 3) as is_far
    from text x
    join other o on o.canon = x.canon
    left join practice_place g on g.organisation_id = o.organisation_id and g.city = x.city and g.state = x.state
    where x.part <> 'segment' or o.is_unsafe
    union all
    -- "Catholic Health" in Buffalo is Catholic Health Buffalo
    select x.mention_id, 'inside', x.since, x.until, o.organisation_id, o.kind, false, o.is_unsafe, 'exact', false,
        true, true, false, o.belongs, false
    from text x
    join other o on o.kind in ('system', 'school') and o.canon = x.canon || ' ' || word_stems(x.city)
    where x.part = 'whole' and coalesce(o.state = x.state, o.states = [] or list_contains(o.states, x.state))
    union all
    -- A name that stands whole in a longer text.
    select
        x.mention_id, case when (x.is_aligned or not (x.is_telling or x.is_house))
            and not x.is_beside_site then 'segment' else 'loose' end, x.since, x.until, x.organisation_id, x.kind,
        false, false, 'exact', false, coalesce(x.city = place_key(p.city), false), coalesce(x.state = p.state, false),
        x.kind = 'hospital' and coalesce(x.city <> place_key(p.city), false),
        coalesce(o.system_id, o.parent_id, o.organisation_id), is_far(coalesce(r.states, []), p.state, 3)
    from window_match x
    join mention_place p using (mention_id)
    join core.organisation o using (organisation_id)
    left join reach r using (organisation_id)
    union all
    -- "Cape Cod Dermatology Partners" is no department of Cape Cod Healthcare
    select x.mention_id, x.part, x.since, x.until, o.organisation_id, o.kind,
        o.is_plain or list_has_all(w.hollow, o.core)
            or ((list_has_any(o.towns, o.states) or list_contains(o.towns, x.state)
            or list_has_any(x.tokens, w.practice)) and not list_has_all(x.tokens, o.tokens)), o.is_unsafe, 'core',
            false,
        coalesce(o.city = x.city, false), coalesce(o.state = x.state, false), false, o.belongs,
        -- nor "Providence Anesthesiology Associates" in a state where Providence has nothing
        is_far(o.states, x.state, 50)
    from text x
    join other o on o.core = name_core(x.tokens) and o.canon <> x.canon
    cross join plain_word w
    where o.kind in ('school', 'system', 'group') and len(o.core) > 0 and not o.is_unsafe
        and o.organisation_id not like 'pac:%'
        and (o.kind <> 'school' or list_has_any(x.tokens, ['university', 'school', 'college', 'faculty']))
        -- One word out of a longer text is too little, and "Quest" is not Health Quest.
        and (len(o.core) > 1 or x.part <> 'segment' and (o.kind = 'school' or starts_with(o.canon, o.core[1])))
        and not list_has_any(x.tokens, ['hospital', 'infirmary']) and not list_has_any(o.tokens, ['hospital'])
        -- A medical center is none of a system's departments, one for health sciences none of a university's; a group
        -- called so is no less.
        and (not list_has_all(x.tokens, ['medical', 'center']) or list_has_all(o.tokens, ['medical', 'center'])
            or o.city = x.city)
        and (x.state is null or not list_has_all(x.tokens, ['health', 'science', 'center'])
            or list_has_all(o.tokens, ['science', 'center']))
        and (o.kind <> 'group' or list_has_all(x.tokens, ['medical', 'center'])
            or not list_has_all(o.tokens, ['medical', 'center']))
),
-- "University of California, San Diego" is not "University of California".
met as (
    select *
    from all_met m
    where part not in ('segment', 'loose') or not exists (
        select * from all_met w
        where w.mention_id = m.mention_id and w.part in ('segment', 'loose') and w.how = 'exact' and w.since <= m.since
            and w.until >= m.until
            and w.until - w.since > m.until - m.since)
),
best as (
    -- Of equals the first in the text: part, place and manner are of one and the same.
    select mention_id, organisation_id, kind, arg_min(since, ord) as since, any_value(belongs) as belongs,
        arg_min(part, ord) as part, arg_min(how, ord) as how,
        bool_and(is_plain) as is_plain, bool_and(is_unsafe) as is_unsafe, bool_and(is_respelt) as is_respelt,
            bool_or(same_city) as same_city, bool_or(same_state) as same_state,
        bool_and(elsewhere) as elsewhere, arg_min(is_far, ord) as is_far
    from (
        select *, ((how = 'core')::int * 2 + (part = 'segment')::int + (part = 'loose')::int * 4, part <> 'whole',
            coalesce(since, 0), coalesce(until, 0), is_far) as ord
        from met
    )
    group by all
),
-- Hospitals that bear the very name and belong elsewhere: "Northside Hospital" is a system in Georgia, and not that
-- alone.
namesake as (
    select x.mention_id, x.part, x.since, list(distinct coalesce(o.system_id, a.organisation_id)) as belongs
    from text x
    join alias_token a on a.canon = x.canon and a.organisation_id like 'ccn:%' and not a.is_unsafe
    join core.organisation o using (organisation_id)
    where a.state = x.state or x.state is null
    group by all
),
rivals as (
    select
        best.* exclude (belongs),
        -- An unsafe alias is no rival of a safe one.
        greatest(1, len(list_distinct(
            coalesce(list(belongs) filter (not is_unsafe) over (partition by mention_id, part, how, since),
                list(belongs) over (partition by mention_id, part, how, since))
            || case when how = 'exact' then coalesce(others, []) else [] end))) as bearers,
        bool_or(how = 'exact' and part <> 'loose' and not is_unsafe and not is_plain)
            over (partition by mention_id) as is_known,
        count(distinct belongs) filter (same_city or same_state)
            over (partition by mention_id, part, how, since) as near
    from best
    left join (select mention_id, part, since, belongs as others from namesake) namesake using (mention_id, part, since)
)
select
    rivals.mention_id, coalesce(sole.hospital_id, rivals.organisation_id) as organisation_id,
    case
        when elsewhere then 0.04 / bearers
        when (rivals.mention_id, rivals.organisation_id) in (from own_letters) then 0.1
        when part = 'loose' then case when same_city and not coalesce(f.is_group, false) then 0.6 else 0.39 end
            / bearers
        -- "Mission Hospital McDowell (HCA)": whose hospital it is says no more than that
        when kind = 'system' and part = 'inside' and rivals.mention_id in (from sited_mention) then 0.2 / bearers
        -- nor does "Grand Island (VA Nebraska-Western Iowa HCS)", whose site it is
        when rivals.organisation_id like 'ror:%' and part = 'inside' and rivals.mention_id in (
            select mention_id from site_match where organisation_id like 'site:%') then 0.2 / bearers
        when is_far then case when how = 'core' or is_plain then 0.05 when kind = 'school' then 0.7 else 0.2
            end / bearers
        when is_unsafe and not same_city then 0.4 / bearers
        -- Of "University Hospital" and "University Hospitals" only the very spelling tells which is meant.
        when is_respelt and not same_city then 0.4 / bearers
        when how = 'core' and (is_plain or kind <> 'group' and is_firm(t.tokens)) then 0.08 / bearers
        when how = 'core' and rivals.mention_id in (from body_mention)
            or part = 'segment' and rivals.mention_id in (from trade_mention) then 0.2 / bearers
        when how = 'core' and is_known then 0.5 / bearers
        when bearers > 1 and not ((same_city or same_state) and near = 1) then 0.75 / bearers
        when is_plain and not (same_city or same_state) then 0.6
        -- "Columbia University Vagelos College of Physicians and Surgeons": a giver's name is no other school
        when kind = 'school' and regexp_matches(m.name, school_of_medicine()) and (part <> 'whole' or how = 'core')
            then 0.95
        when how = 'core' then case when part = 'segment' then 0.8 when kind = 'school' then 0.84 else 0.88 end
        else case when part = 'whole' then 0.97 when part = 'inside' then 0.93
            -- a school's name behind its department, as affiliations are printed
            when kind = 'school' and says_department(m.name) then 0.94 else 0.89 end
    end as confidence,
    said(case when how = 'exact' then 'name' else 'core' end, [
        case when part in ('segment', 'loose') then 'part' when part = 'inside' then 'beside' end,
        case when same_city then 'city' when same_state then 'state' end,
        case when how <> 'exact' and is_plain then 'untelling' end
    ]) as reason
from rivals
left join mention_place p using (mention_id)
left join core.mention m using (mention_id)
left join text_token t on t.text = m.name
-- In its hospital's town a system of one hospital is that hospital, but where a text names a department or a group.
left join (select distinct mention_id, true as is_group from family_text where is_group) f using (mention_id)
left join sole_hospital sole on sole.system_id = rivals.organisation_id and not coalesce(f.is_group, false)
    and (sole.state = p.state and sole.city = place_key(p.city) and not sole.is_seat
        and not (part in ('segment', 'loose') and says_department(m.name))
    -- or where it is called a hospital itself
    or sole.is_only and p.state is null and part in ('whole', 'inside')
        and exists (select * from core.organisation s where s.organisation_id = rivals.organisation_id
        and regexp_matches(s.name, '(?i)hospital|medical center')))
union all
select mention_id, organisation_id, case when is_here then here else elsewhere end,
    said(code, [null, case when is_here then 'city' end, null])
from (
    select *, 'initials' as code, 0.86 as here, 0.86 as elsewhere from initial_match
    union all
    select *, 'initials', 0.9, 0.86 from lettered_match
    union all
    select *, 'name', 0.93, 0.9 from owned_match
    union all
    select *, 'respelt', 0.93, 0.86 from slip_match
)
union all
select mention_id, organisation_id, confidence, said('name', [null, case when is_across then 'across' else 'near' end,
    null]) from near_match
union all
select mention_id, organisation_id, confidence,
    said('name', [case when is_group then 'part' else 'beside system' end, null, null])
from site_match
union all
select mention_id, organisation_id, 0.93, said('name', [null, null, null]) from known_match
union all
select mention_id, organisation_id, confidence, said('name', ['part', null, null]) from piece_match;
