-- One row an employer of a posting and a place where somebody works, worked or trained that may be the same, with how
-- sure.
-- reads: brand, branded(), core.affiliation, core.employer_organisation, core.mention, core.organisation, core.target
-- reads: faculty, family_word, firm_alike, firm_piece, firm_site, is_wide_firm(), main_house(), name_alike
-- reads: shared_name(), site_sure(), steady(), system_certainty(), system_of, town_house, wide_place, workplace
-- makes: is_campus(), owner_name(), place_match, system_match
-- "Erlanger" and Erlanger Health System, as a system's name is written.
create or replace macro owner_name(firm) as
    trim(regexp_replace(firm, '\b(health ?care|health|systems?|network)\b ?', '', 'g'));

-- A part of a school that says its own town, which is neither the school's nor the other name's.
create or replace macro is_campus(name, city, school_city, other_name, other_city) as
    place_key(city) not in (place_key(school_city), place_key(other_city))
    and (' ' || name_key(name) || ' ') like ('% ' || name_key(city) || ' %')
    and (' ' || name_key(other_name) || ' ') not like ('% ' || name_key(city) || ' %');

create or replace temp table place_match as
with place as (
    select distinct a.mention_id from core.affiliation a where a.person_id <> 'me' and a.kind in ('work', 'training')
),
housed as (
    select mention_id, organisation_id, confidence, false as is_town, false as is_only, false as is_every
    from core.employer_organisation where confidence >= 0.5
    union all
    select mention_id, organisation_id, confidence, true, is_only, is_every from town_house
),
wide_system as (
    select system_id from core.organisation where kind = 'hospital' and source = 'cms' and system_id is not null
    group by system_id having count(*) > 1
),
one as (
    select
        t.target_id, p.mention_id, least(1.0, steady(sum(x.confidence * y.confidence))) as confidence,
        arg_max(y.reason, (x.confidence * y.confidence, x.organisation_id)) as reason, max(y.candidates) as candidates,
        arg_max(o.kind = 'system' and o.source is distinct from 'mention'
            -- a Permanente group has its people in many towns
            or o.kind = 'group' and starts_with(o.organisation_id, 'cur:'),
            (x.confidence * y.confidence, x.organisation_id)) as is_system,
        bool_or(o.kind = 'group') as is_group,
        -- "Texas Tech University Health Sciences Center El Paso" is another place than the one in Lubbock
        arg_max(coalesce(o.kind = 'school' and (is_campus(m.name, m.city, o.city, t.name, t.city)
            or is_campus(t.name, t.city, o.city, m.name, m.city)), false),
            (x.confidence * y.confidence, x.organisation_id)) as is_campus,
        arg_max(o.organisation_id in (from wide_system) or o.kind = 'group' and starts_with(o.organisation_id, 'cur:'),
            (x.confidence * y.confidence, x.organisation_id)) as is_many,
        bool_or(o.source = 'mention') as is_unlisted
    from core.target t
    join core.employer_organisation x on x.mention_id = t.target_id
    join core.employer_organisation y on y.organisation_id = x.organisation_id
    join place p on p.mention_id = y.mention_id
    join workplace m on m.mention_id = y.mention_id
    left join core.organisation o on o.organisation_id = x.organisation_id
    group by t.target_id, p.mention_id
    union all
    -- "Renown Health, Reno" and who works at Renown's hospital there, or at "Renown, Reno" as well
    select t.mention_id, p.mention_id, t.confidence * y.confidence, said('town house', []), 1,
        false, false, false, false, false
    from housed t
    join housed y on y.organisation_id = t.organisation_id and y.mention_id <> t.mention_id
        and (t.is_town <> y.is_town or t.is_town and y.is_only) and not y.is_every
    join place p on p.mention_id = y.mention_id
    where t.mention_id in (select target_id from core.target)
    union all
    -- "University of Iowa" and its hospital
    select t.mention_id, f.mention_id, t.confidence * f.confidence,
        said(case when f.is_children then 'children' when f.is_own then 'faculty' else 'staff' end, []), 1,
        false, false, false, false, false
    from housed t
    join faculty f on f.organisation_id = t.organisation_id and f.mention_id <> t.mention_id
    join place p on p.mention_id = f.mention_id
    where t.mention_id in (select target_id from core.target)
    union all
    select target_id, mention_id, confidence, said('alike', []), 1, false, false, false, false, false from name_alike
    union all
    select target_id, mention_id, confidence, said('firm', []), 1, false, false, false, false, false from firm_alike
    where is_there
    union all
    select target_id, mention_id, site_sure(), said('firm', []), 1, false, false, false, false, false
    from firm_site where is_there
    union all
    select target_id, mention_id, confidence, said('firm', []), 1, false, false, false, false, false
    from firm_piece where is_there
),
-- A name given without its place, and an employer that is called so: how sure it is where the state is known.
namesake as (
    select t.target_id, p.mention_id, mention_id(m.name, null, t.state) as there
    from place p
    join core.mention m on m.mention_id = p.mention_id and m.state is null and m.city is null
    join core.target t on t.state is not null and name_key(t.name) = name_key(m.name)
),
in_state as (
    select n.target_id, n.mention_id, least(1.0, steady(sum(x.confidence * y.confidence))) as in_state
    from namesake n
    join core.employer_organisation x on x.mention_id = n.target_id
    join core.employer_organisation y on y.mention_id = n.there and y.organisation_id = x.organisation_id
    group by all
),
every as (
    from one
    union all
    select target_id, mention_id, shared_name(greatest(2, count(*) over (partition by mention_id))), said('shared', [
        count(*) over (partition by mention_id)
    ]), count(*) over (partition by mention_id), null, false, false, false, false
    from in_state
    where in_state >= 0.5 and (target_id, mention_id) not in (
        select (target_id, mention_id) from one where confidence >= 0.2
    )
),
same as (
    select
        target_id,
        mention_id,
        max(confidence) as confidence,
        arg_max(reason, (confidence, reason)) as reason,
        arg_max(candidates, (confidence, reason, candidates)) as candidates,
        bool_or(coalesce(is_system, false)) as is_system,
        bool_or(coalesce(is_group, false)) as is_group,
        bool_or(coalesce(is_many, false)) as is_many,
        bool_or(is_campus) as is_campus,
        bool_or(is_unlisted) as is_unlisted,
        coalesce(bool_or(reason.code in ('faculty', 'staff')), false) as is_for_adults,
        coalesce(bool_or(reason.code = 'children'), false) as is_for_children,
        max(confidence) filter (not coalesce(is_system, false) and not is_campus) as as_house,
        arg_max(reason, (confidence, reason)) filter (not coalesce(is_system, false) and not is_campus) as house_reason
    from every
    group by target_id, mention_id
),
named as (
    select
        s.*, m.name, m.city, m.state, firm_name(m.name) as firm,
        t.name as target_name, t.city as target_city, t.state as target_state, firm_name(t.name) as target_firm
    from same s
    join workplace m on m.mention_id = s.mention_id
    join core.target t on t.target_id = s.target_id
),
placed as (
    select
        *,
        -- Two names of one system, or two of its towns, are two of its places; a state alone names none of them.
        coalesce(
            is_system and not (city is null and state is null and name_key(name) = name_key(target_name)
                -- "Quillmoor Medical Center", which owns others as well
                and regexp_matches(name, '(?i)\b(hospital|medical center)\b'))
            and (place_key(city) <> place_key(target_city)
                or not is_group and owner_name(firm) <> owner_name(target_firm)
                -- and without a place a system of several houses is meant, whose opening is in one town
                or city is null and target_city is not null and (state is not null or is_many)), false)
            or is_campus as is_of_system,
        -- a house across the state line, and not a sister of it in the state that is given
        state <> target_state and coalesce(reason.code = 'name' and reason.args[2] = 'across', false) as is_across
    from named
)
select
    s.target_id,
    s.mention_id,
    case when is_of_system then coalesce(house_reason, reason) else reason end as reason,
    s.candidates,
    s.city,
    s.state,
    s.target_name,
    s.target_state,
    -- The same words in the same place are the same employer, however many bear the name.
    case
        when s.mention_id = s.target_id and s.city is not null and s.state is not null then greatest(s.confidence, 0.97)
        -- One house stands in one state: a workplace in another is a sister at best, unless the name is one firm's
        -- everywhere.
        when s.state <> target_state and not is_across and not is_wide_firm(s.firm) then 0.5 * s.confidence
        when is_across then least(s.confidence, 0.9)
        -- Who posts all over the country may mean a clinic of the town as well as its hospital.
        when is_wide_firm(s.target_firm) and s.reason.code <> 'firm'
            and replace(s.firm, ' ', '') <> replace(s.target_firm, ' ', '')
            then least(s.confidence, main_house())
        when is_of_system then coalesce(as_house, s.confidence)
        -- Whom no register knows may have a namesake in a town that nobody named.
        when s.state is null and target_state is not null and is_unlisted then least(s.confidence, 0.93)
        else s.confidence
    end as confidence,
    s.state is null as is_placeless,
    n.in_state,
    coalesce(reason.code in ('faculty', 'staff', 'children'), false) as is_faculty,
    s.is_for_adults,
    s.is_for_children,
    coalesce(s.state <> target_state and not is_across, false) as is_elsewhere,
    -- an opening without a place, of a firm that has no houses ("Teladoc"), is where its people are
    (s.state is null and w.mention_id is not null
        and not (target_state is null and (coalesce(is_unlisted, false) or reason.code = 'firm')))
    or is_of_system and as_house is null as is_wide,
    is_american(target_state) as is_american
from placed s
left join wide_place w on w.mention_id = s.mention_id
left join in_state n on n.target_id = s.target_id and n.mention_id = s.mention_id
where s.confidence >= 0.05;

-- One row an employer of a posting and a workplace of the same system, not the same house; `is_branded`: both names say
-- so.
create or replace temp table system_match as
with known as (
    -- Of what a name may mean, several houses may be one system's, as that system itself; "Holston Medical Group",
    -- which may be the system's, is so no surer for the house that it may mean instead.
    select mention_id, system_id, least(1.0, greatest(
        coalesce(steady(sum(confidence) filter (not is_owner)), 0), coalesce(max(confidence) filter (is_owner), 0)
    )) as confidence,
        arg_max_null(listed_on, (system_of.confidence, listed_on)) as listed_on
    from system_of group by mention_id, system_id
),
-- "Conemaugh Memorial" and "Conemaugh Nason", whatever their owner is called
kin as (
    select distinct t.target_id, p.mention_id
    from family_word a
    join core.target t on t.target_id = a.mention_id
    join family_word p on p.word = a.word and p.mention_id <> a.mention_id
),
pair as (
    select
        t.target_id, p.mention_id, x.system_id, steady(sum(x.confidence * p.confidence)) as confidence,
        arg_max_null(
            least(x.listed_on, p.listed_on), (x.confidence * p.confidence, least(x.listed_on, p.listed_on))
        ) as listed_on,
        (a.mention_id is null)::int + (b.mention_id is null)::int as unnamed,
        unnamed = 0 or k.mention_id is not null as is_branded
    from core.target t
    join known x on x.mention_id = t.target_id
    join known p on p.system_id = x.system_id and p.mention_id <> t.target_id
    left join brand a on a.mention_id = t.target_id and a.system_id = x.system_id
    left join brand b on b.mention_id = p.mention_id and b.system_id = x.system_id
    left join kin k on k.target_id = t.target_id and k.mention_id = p.mention_id
    where p.mention_id in (
        select mention_id from core.affiliation where person_id <> 'me' and kind = 'work' and is_current
    )
    group by all
),
dated as (
    select
        pair.* replace (case when not is_branded then listed_on end as listed_on),
        confidence
        * case
            when is_branded then branded() else system_certainty(listed_on, getvariable('today'), unnamed)
        end as worth
    from pair
)
-- A name that several hospitals bear may be of any of their systems: the likeliest is named, all count.
select
    target_id, mention_id, arg_max(system_id, (worth, system_id)) as system_id,
    arg_max(is_branded, (worth, system_id)) as is_branded,
    arg_max_null(listed_on, (worth, system_id)) as listed_on,
    steady(sum(worth) / greatest(1, sum(dated.confidence))) as confidence, null::text as owner
from dated
group by target_id, mention_id
having steady(sum(dated.confidence)) >= 0.3;
insert into system_match
select target_id, mention_id, null, false, null, site_sure(), any_value(owner order by owner)
from (
    select target_id, mention_id, owner, is_there from firm_site
    union all
    select target_id, mention_id, null, is_there from firm_alike where confidence >= 0.8
    union all
    select target_id, mention_id, null, is_there from firm_piece
)
where mention_id in (
    select mention_id from core.affiliation where person_id <> 'me' and kind = 'work' and is_current
)
    and (target_id, mention_id) not in (select (target_id, mention_id) from system_match)
group by target_id, mention_id
-- what an owner's name tells goes before pieces of names
having not coalesce(bool_or(is_there) filter (owner is not null), bool_or(is_there));
delete from system_match s using place_match m
where
    m.target_id = s.target_id
    and m.mention_id = s.mention_id
    and m.confidence >= 0.5
    and not m.is_elsewhere
    and not m.is_wide;
