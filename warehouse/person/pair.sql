-- One row a pair of records of one name that may be one person, with how certain: record linkage after Fellegi and
-- Sunter. What counts is how many others of that name one would expect where both stand: the heads of the house that
-- they share, else of the town, the state, the country, times the name's share. Each further agreement or contradiction
-- multiplies.
-- reads: core.mail_domain, core.mention_match, core.organisation, field_kin, given_alike, country_heads()
-- reads: household(), in_both_lists(), is_common_field(), is_desk(), many_places, name_borne, name_pair
-- reads: person_name, person_source, raw.affiliation_record, raw.person_record, state_heads(), town_heads()
-- reads: work_field, years_apart()
-- makes: name_changed, person_at, person_fact, person_pair
create or replace temp table person_at as
with house as (
    select
        m.mention_id, arg_min(m.organisation_id, m.rank) filter (m.confidence >= 0.8) as organisation_id,
        arg_min(o.kind, m.rank) filter (m.confidence >= 0.8) as kind,
        arg_min(o.state, m.rank) filter (m.confidence >= 0.8 and o.kind <> 'system') as state,
        arg_min(coalesce(o.system_id, o.organisation_id), m.rank) filter (m.confidence >= 0.8) as owner
    from core.mention_match m
    left join core.organisation o using (organisation_id)
    group by m.mention_id
),
said as (
    select
        a.*, mention_id(a.organisation_name, a.city, a.state) as mention_id, name_key(a.organisation_name) as named,
        standing(a.title, a.as_of) as standing
    from raw.affiliation_record a
    where trim(coalesce(a.organisation_name, '')) <> ''
)
select distinct
    s.record_id, s.kind, s.named, unnest([h.organisation_id, 'name:' || s.named]) as house,
    unnest([coalesce(h.kind in ('hospital', 'group'), false), s.kind = 'training']) as is_site, s.title, s.program,
    case when s.kind = 'work' then h.owner end as owner, h.kind in ('system', 'school') as is_owner,
    upper(coalesce(s.state, case when s.kind = 'training' then h.state end)) as state, place_key(s.city) as city,
    coalesce(s.end_year, s.start_year) as class, s.end_year is not null as is_end,
    coalesce(s.is_current, s.end_year is null) and s.kind = 'work' and standing = 'there' as is_current,
    case when s.kind = 'training' then 5000
        when firm_name(s.organisation_name) in (select firm_name(name) from many_places) then 100000
        -- A name that may mean several houses.
        when h.organisation_id is null then case when s.state is null then 30000 else 3000 end
        when h.kind = 'hospital' then 1500
        when h.kind = 'group' then 400
        when h.kind = 'school' then 5000
        when h.kind = 'system' then 20000
        else 3000
    end as heads
from said s
left join house h using (mention_id)
union
-- Who writes from an employer's own host works there, or once did.
select
    m.record_id, 'work', name_key(d.name), d.organisation_id, false, null, null,
    coalesce(o.system_id, o.organisation_id), o.kind in ('system', 'school'), null, '', null, false, false,
    case o.kind when 'hospital' then 1500 when 'group' then 400 when 'school' then 5000 else 20000 end
from (select record_id, unnest(emails) as email from raw.person_record) m
join core.mail_domain d on list_contains(mail_domains(mail_host(m.email)), d.host)
join core.organisation o using (organisation_id);

create or replace temp table person_fact as
with told as (
    select record_id, f.profession, f.code from person_at a join work_field f on f.text = a.title where a.kind = 'work'
    union all
    select record_id, null, f.code from person_at a join work_field f on f.text = a.program
    union all
    select record_id, f.profession, null from raw.person_record r join work_field f on f.text = r.credentials
),
field as (
    select
        record_id, list_distinct(list(profession) filter (profession is not null)) as professions,
        list_distinct(list(code) filter (code is not null)) as codes
    from told group by record_id
),
place as (
    select
        record_id, list_distinct(list(state) filter (state is not null)) as states,
        list_distinct(list(city || '|' || state) filter (city is not null and state is not null)) as towns
    from (
        select record_id, state, city from person_at where is_current
        union all
        select record_id, state, place_key(city) from person_source where state is not null
    )
    group by record_id
),
school as (
    select
        record_id, list(distinct state) filter (state is not null) as states,
        list(distinct class) filter (class is not null) as classes,
        list(distinct class) filter (class is not null and title = 'medical school') as graduated
    from person_at where kind = 'training' group by record_id
),
retired as (
    select record_id from person_at where regexp_matches(lower(title), '\b(emerit|retired)')
    union all
    select record_id from raw.person_record
    where regexp_matches(lower(concat_ws(' ', name, credentials)), '\b(emerit|retired)')
),
-- A physician has one of two degrees, from one of two kinds of school.
degree as (
    select record_id, case when list_contains(letters, 'do') then 'DO' else 'MD' end as degree
    from (select record_id, string_split(name_key(credentials), ' ') as letters from raw.person_record)
    where list_has_any(letters, ['do', 'md', 'mbbs', 'mbbch'])
),
-- Nobody is in training who has practised since the last century, or has stopped.
learner as (
    select record_id from person_at
    where is_current and (is_trainee(title) or regexp_matches(lower(title), '\bmedical student\b'))
),
elder as (
    select record_id from person_at where regexp_matches(lower(title), '\bsince 19\d\d\b')
    union all
    from retired
)
select
    n.*, s.file, s.npi, list_filter(s.emails, lambda e: not is_desk(e)) as emails, d.degree,
    coalesce(f.professions, []) as professions, coalesce(f.codes, []) as codes,
    coalesce(p.states, []) as states, coalesce(p.towns, []) as towns, coalesce(t.states, []) as trained,
    coalesce(t.classes, []) as classes, coalesce(t.graduated, []) as graduated,
    list_filter(s.urls, lambda u: starts_with(u, 'linkedin.com/in/')) as profiles,
    n.record_id in (from retired) as is_retired, n.record_id in (from learner) as is_learner,
    n.record_id in (from elder) as is_elder
from person_name n
join person_source s using (record_id)
left join degree d using (record_id)
left join field f using (record_id)
left join place p using (record_id)
left join school t using (record_id)
where not s.is_me;

-- One row a pair of one given name and two families' names who trained in one class, or share an employer and a field;
-- `is_slip`: of one family's name, one of them written wrongly.
create or replace temp table name_changed as
with stood as (
    select distinct a.record_id, a.house, a.kind, a.heads, a.class, n.given, coalesce(s.share, 1e-5) as share, f.codes,
        n.family, n.family_share
    from person_at a
    join person_name n using (record_id)
    join person_fact f using (record_id)
    left join name_borne s on s.kind = 'given' and s.name = n.given
    where not n.is_initial
)
select distinct
    x.record_id as a, y.record_id as b, is_slip(x.family, y.family) as is_slip,
    case when is_slip then 0.02 else 0.03 end as kept,
    greatest(x.share, y.share) * case when is_slip then x.family_share + y.family_share else 1 end as share
from stood x
join given_alike g on g.given = x.given and g.is_plain
join stood y on y.house = x.house and y.kind = x.kind and y.given = g.other and y.record_id > x.record_id
where (x.kind = 'training' and abs(x.class - y.class) <= 1 and (is_slip or 150 * greatest(x.share, y.share) < 2))
    or (
        x.kind = 'work' and (is_slip or greatest(x.heads, y.heads) * greatest(x.share, y.share) < 2)
        and exists (from field_kin k where list_contains(x.codes, k.code) and list_contains(y.codes, k.other))
    );

create or replace temp table person_pair as
with named as (
    select
        family, given, count(*) as bearers,
        -- No list has the name twice, and no two suffixes are known.
        count(distinct file) = count(*) and count(distinct generation) <= 1 as is_single
    from person_fact
    group by all
),
alike as (
    select a, b, kept, share, middle, how is not null as is_respelt, coalesce(how, 'same') as how,
        is_weak or is_either as is_weak,
        (is_either and not is_weak) or how = 'turned' or is_respelt_twice as is_told_by_field
    from name_pair where not is_listed
    union all
    select a, b, kept, share, null, true, case when is_slip then 'spelling' else 'renamed' end, is_slip, is_slip
    from name_changed where (a, b) not in (select (a, b) from name_pair)
),
met as (
    select
        n.a, n.b, n.kept, n.is_respelt, n.how, n.is_weak, n.is_told_by_field, b.bearers, b.is_single, n.share,
        list_has_any(x.states, y.states) as same_state, list_has_any(x.towns, y.towns) as same_town,
        len(x.states) > 0 and len(y.states) > 0 and not same_state as other_state,
        -- Where one trained the other works.
        list_has_any(x.trained, y.states) or list_has_any(x.states, y.trained) as near_school,
        -- Paul and Pablo Jr. may be father and son, and so may Paul and Paul Jr.
        x.generation is distinct from y.generation as is_heir,
        x.is_retired or y.is_retired as is_retired, x.file = y.file as same_file,
        list_has_any(x.emails, y.emails) as same_mail,
        len(x.towns) > 0 and len(y.towns) > 0 and not list_has_any(x.towns, y.towns) as two_towns,
        years_apart(x.graduated, y.graduated) as since_school,
        years_apart(x.classes, y.classes) as since_training,
        case
            when len(x.profiles) > 0 and len(y.profiles) > 0 and not list_has_any(x.profiles, y.profiles) then 0
            when x.npi <> y.npi or x.generation <> y.generation then 0
            else 1 end as may_be,
        case when n.middle is null or (n.middle and is_heir) then 1e0 when n.middle then 10.0 else 0.01 end
            * case when len(x.professions) = 0 or len(y.professions) = 0 then 1.0
                when list_has_any(x.professions, y.professions) then 1.5 else 0.03 end
            * case when len(x.codes) = 0 or len(y.codes) = 0 then 1.0 else coalesce((
                select max(case when k.is_beside then 2.0
                    when is_common_field(k.code) or is_common_field(k.other) then 6.0 else 15.0 end)
                from field_kin k where list_contains(x.codes, k.code) and list_contains(y.codes, k.other)
            ), 0.05) end
            * case when x.degree <> y.degree then 0.03 else 1.0 end
            * case when (x.is_learner and y.is_elder) or (x.is_elder and y.is_learner) then 0.01 else 1.0 end as says
    from alike n
    join person_fact x on x.record_id = n.a
    join person_fact y on y.record_id = n.b
    join named b on b.family = x.family and b.given = x.given
    where b.bearers <= 60
),
-- Few people share a name; many share a house.
met_at as materialized (
    from person_at where record_id in (select a from met union select b from met)
),
shared as (
    select
        a, b, bool_or(x.kind = 'work' and y.kind = 'work') as same_employer,
        bool_or(x.house = y.house and x.is_site and y.is_site) as is_site,
        bool_or(is_class) as is_class, coalesce(bool_or(is_other_class), false) as is_other_class,
        min(case
            when is_class then case when x.house = y.house then 150 else 600 end
            when x.house <> y.house then 20000
            when is_other_class then 100000
            else greatest(x.heads, y.heads) end) as heads
    from (
        select
            m.a, m.b, x, y,
            coalesce(x.kind = 'training' and y.kind = 'training' and abs(x.class - y.class) <= 1, false) as is_class,
            -- Years apart, one school saw two of the name, or one twice.
            x.kind = 'training' and y.kind = 'training' and x.title is not distinct from y.title
            and x.program is not distinct from y.program
            and abs(x.class - y.class) > case when x.is_end = y.is_end then 2 else 7 end as is_other_class
        from met m
        join met_at x on x.record_id = m.a
        join met_at y on y.record_id = m.b and (
            y.house = x.house
            -- A system or university and its hospital are one employer, though not one house.
            or (y.owner = x.owner and (x.is_owner or y.is_owner))
            or (x.kind = 'training' and y.kind = 'training' and abs(x.class - y.class) <= 1
                and (is_within(x.named, y.named) or is_within(y.named, x.named))))
    )
    group by a, b
),
moved as (
    -- Both say where they work today, and otherwise.
    select m.a, m.b
    from met m
    where exists (from met_at x where x.record_id = m.a and x.is_current)
        and exists (from met_at y where y.record_id = m.b and y.is_current)
        and not exists (
            from met_at x
            join met_at y on y.house = x.house or (y.owner = x.owner and (x.is_owner or y.is_owner))
                or (m.same_town and (is_within(x.named, y.named) or is_within(y.named, x.named)))
            where x.record_id = m.a and y.record_id = m.b and x.is_current and y.is_current
        )
),
weighed as (
    select
        m.* replace (
            m.says * case when other_state and not coalesce(s.is_class, false) then 0.1 else 1.0 end
            * case when s.is_class then 1.0
                -- Nobody leaves medical school twice, nor trains as long.
                when s.is_other_class or since_school > 2 or since_training > 12 then 0.02
                when since_school = 0 then 5.0 else 1.0 end as says
        ),
        coalesce(s.same_employer, false) as same_employer, s.heads is not null as same_house,
        -- A system's name in two towns is two of its places.
        two_towns and not coalesce(s.is_site or s.is_class, false) as is_apart,
        coalesce(s.is_class, false) as is_class, v.a is not null as is_moved,
        coalesce(s.same_employer, false) and v.a is null as is_here,
        least(coalesce(s.heads, country_heads()), case
            when same_mail then household() when same_town then town_heads()
            when same_state or near_school then state_heads()
            else country_heads() end) as heads
    from met m
    left join shared s on s.a = m.a and s.b = m.b
    left join moved v on v.a = m.a and v.b = m.b
),
judged as (
    select
        *,
        in_both_lists() * may_be * kept * says * case when is_heir then 0.1 else 1.0 end
        * case when is_moved then 0.3 else 1 end * case when same_file then 0.2 else 1 end / (heads * share) as odds
    from weighed
)
select
    a, b, is_heir, how, same_employer, same_house, same_town, same_state, is_moved, says,
    heads * share as others,
    -- A name alone, however rare, is asked about and never joined; nor are two who differ in something.
    least(odds / (1 + odds), case
        when how = 'renamed' then 0.9
        when not (same_house or same_town or same_mail or ((same_state or near_school) and says >= 6)) then 0.9
        -- Two towns of a state, and no house: one physician of a field and a name that hardly anybody bears.
        when says < 1 or ((is_apart or not (same_house or same_town or same_mail or same_state))
            and (says < 6 or others > 0.005)) then 0.98
        -- A suffix is left out oftener than father and son share a house; where both may be in the lists, or one of
        -- them has retired, it is asked.
        when is_heir and (is_respelt or is_retired or not is_single or not is_here) then 0.98
        -- One name spelt in two ways and two employers are two doubts.
        when how in ('spelling', 'part', 'initial', 'turned') and is_moved
            and not (same_mail or (is_class and says >= 1)) then 0.98
        -- Where their field agrees as well, a name turned round is no father's, and Pat is no Patrick's sister.
        when is_weak and not same_mail and not (is_told_by_field and same_house and says >= 6) then 0.98
    end) as certainty
from judged
where may_be > 0 and (not is_respelt or same_house or same_town or same_state or same_mail);
