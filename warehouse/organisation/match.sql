-- One row a mention and an organisation of a register that it means or may mean, best first.
-- reads: body_mention, company_mention, core.mention, core.organisation, family_match, foreign_mention
-- reads: government_mention, group_match, hospital_token, longer_name, mention_place, mention_text, named_match
-- reads: named_owner, near_match, other_campus, other_compass, other_owner, own_letters, owned_match, plain_word
-- reads: says_hospital(), scored, shared_initials, site_match, text_token, tier(), wide_mention
-- makes: graded(), reason_order()
-- changes: core.mention_match
-- What no word of a name carries stays below one half, wherever it is: a town alone makes no employer.
create or replace macro graded(p, is_carried) as case when is_carried then p else least(0.3, p) end;

-- Of two reasons as sure as each other the plainer one is told.
create or replace macro reason_order(reason) as [list_position(['initials', 'name', 'respelt', 'like', 'core'],
    reason.code)::text]
    || list_transform(reason.args, lambda a: coalesce(a, ''));

insert into core.mention_match
with told as (
    select s.* replace (case
        -- The very name of a hospital that only older lists have, in its own town, is that hospital.
        when s.is_exact = 1 and o.source = 'former list' and town_key(m.city, m.state) = town_key(o.city, o.state)
            and not bool_or(s.is_exact = 1 and o.source = 'cms') over (partition by s.mention_id)
            then greatest(s.p, 0.9)
        -- "Gunnison Valley Hospital" is one in Colorado and one in Utah, whichever town is larger.
        when m.state is null and m.city is null and count(distinct town_key(o.city, o.state)) filter (
            s.is_raw = 1 and o.source = 'cms' and name_key(o.name) = name_key(n.name)
        ) over (partition by s.mention_id) > 1 then least(s.p, 0.75)
        else s.p end as p),
        s.is_raw = 1 and m.state = o.state and o.source = 'cms'
            and count(*) filter (s.is_raw = 1 and m.state = o.state) over (partition by s.mention_id) = 1 as is_sole_raw
    from scored s
    join mention_place m using (mention_id)
    join core.mention n using (mention_id)
    join core.organisation o using (organisation_id)
),
sited as (
    -- "UPMC Shadyside" is a house of its own, though its number is Presbyterian's.
    select distinct mention_id from named_match
    where organisation_id like 'site:%' and confidence >= 0.8 and reason.args[1] is distinct from 'part'
),
hospital_match as (
    select
        s.mention_id, s.organisation_id,
        case
            when row_number() over (partition by s.mention_id order by s.p desc, s.organisation_id) > 1
                then least(s.p, 0.75)
            else least(greatest(graded(s.p, s.is_carried),
                -- Who works at Perham Health may live, and be listed, in the next town.
                case when s.is_sole_raw and not t.is_plain or own_form then 0.86 else 0 end), case
                when s.mention_id in (from sited) then 0.3
                -- "ChristianaCare Wilmington Hospital" is none of another system's
                -- (but of the one that its own name says today, whatever an older list says)
                when s.is_exact = 0 and not s.is_whole_name and o.system_id is not null
                    and not list_contains(n.systems, o.system_id) and not list_has_all(b.tokens, n.words) then 0.6
                -- "Kaiser Permanente - Washington Permanente Medical Group": the group is meant, no hospital there
                when s.is_exact = 0 and not t.says_house and n.has_group then 0.5
                when c.mention_id is not null or l.mention_id is not null then 0.39
                when k.mention_id is not null or s.is_exact = 0 and s.mention_id in (from body_mention) then 0.4
                when w.mention_id is not null then 0.1
                when d.mention_id is not null then 0.6
                when s.is_other_kind then 0.5
                when s.is_other_class then 0.3
                -- "Rothman Orthopaedics" has offices in many towns, and beside them a hospital of its field
                when s.is_exact = 0 and not t.says_house and not t.says_hospital and t.says_field
                    and list_has_any(b.tokens, ['orthopedic', 'spine', 'heart', 'eye', 'surgery'])
                    then 0.75
                -- "Presbyterian Medical Services" of Santa Fe is a firm, and no Presbyterian hospital there
                when s.is_exact = 0 and t.says_services and not t.says_house and not s.is_whole_name then 0.6
                when s.mention_id in (from wide_mention) then 0.6
                when (s.mention_id, s.organisation_id) in (from shared_initials) then 0.35
                -- "Saint Francis Health System" is Tulsa's, "Saint Francis Healthcare System" Cape Girardeau's
                when m.state is null and s.is_raw = 0 and (s.mention_id, s.organisation_id) in (from other_owner)
                    then 0.6
                -- A town is said, without its state, and is not the hospital's: another of that name may be meant.
                when m.state is null and place_key(m.city) <> place_key(o.city) then 0.6
                when s.is_weak then 0.79
                -- "Regional Medical Center" is anybody's, though one list has a single hospital of that name.
                -- "Liberty Hospital", "The Valley Hospital", "Community Regional Medical Center", "Surgical Hospital of
                -- Oklahoma, LLC" are as their one bearer writes itself.
                when m.state is null and t.is_plain
                    then case when own_form then 0.86 else 0.79 end
                else 1 end)
        end as confidence,
        said(case when is_raw = 1 then 'name' when is_exact = 1 then 'respelt' else 'like' end, [
            null, case when coalesce(place_key(m.city) = place_key(o.city) and m.state = o.state, false) then 'city'
                when m.state = o.state then 'state' when m.state is null then 'none' end,
            case when s.is_carried then null else 'untelling' end
        ]) as reason,
        is_exact = 1 and s.p >= 0.5 and c.mention_id is null and s.mention_id not in (from sited)
            and k.mention_id is null as is_exact,
        o.system_id, t.says_house, t.says_hospital
    from told s
    left join other_campus c using (mention_id, organisation_id)
    left join longer_name l using (mention_id, organisation_id)
    left join own_letters w using (mention_id, organisation_id)
    left join other_compass d using (mention_id, organisation_id)
    left join company_mention k using (mention_id)
    left join named_owner n using (mention_id)
    join mention_place m using (mention_id)
    join core.organisation o using (organisation_id)
    join hospital_token b using (organisation_id)
    join (
        select mention_id,
            bool_and(list_has_all(w.words, tokens) and (len(tokens) <= 2 or list_has_all(w.kinds, tokens))) as is_plain,
            bool_or(list_has_any(tokens, ['hospital', 'clinic', 'infirmary'])
                or canon like '%medical center%') as says_house,
            bool_or(says_hospital(canon)) as says_hospital,
            bool_or(regexp_matches(canon, '\b(medical|health|healthcare|clinical) service$')) as says_services,
            bool_or(list_has_any(tokens, ['orthopedic', 'spine', 'heart', 'eye'])) as says_field,
            bool_and(list_has_all(w.kinds, tokens)) as is_kind,
            bool_or(len(tokens) >= 4 or regexp_matches(text, '(?i)^the |, the$|\b(inc|llc|corp\w*)\.?$')) as is_long
        from mention_text join text_token using (text), plain_word w
        where part = 'whole'
        group by mention_id
    ) t using (mention_id),
    lateral (select m.state is null and is_plain and is_raw = 1 and s.p >= 0.8 and (is_long or not is_kind) as own_form)
    where s.p >= 0.02
),
named as (
    select
        mention_id, max(confidence) as confidence, list(organisation_id) as organisations,
        bool_or(reason.args[1] is null) as is_whole,
        -- the practice of that name in that town is meant, not the hospital there
        bool_or(organisation_id like 'pac:%' and reason.args[2] = 'city') as is_practice,
        bool_or(o.kind = 'school') as is_school,
        -- "Department of Urology, Mayo Clinic, Rochester" names the system, letter for letter.
        bool_or(o.kind = 'system' and confidence >= 0.8 and reason.args[1] is not null and m.city is null
            and regexp_matches(m.name, '(?i)\b(?:departments?|dept|division|section|institute|laboratory)\b')
        ) as is_system_beside,
        -- "Mayo Clinic" without a place is the system, though one of its hospitals is called no more than that.
        bool_or(coalesce(reason.args[1], 'beside') = 'beside' and organisation_id in (
            select system_id from core.organisation where kind = 'hospital' group by 1 having count(*) > 5
        )) as is_wide
    from named_match
    join core.organisation o using (organisation_id)
    join core.mention m using (mention_id)
    where reason.code = 'name' and confidence >= 0.6
        and (mention_id, organisation_id) not in (select (mention_id, organisation_id) from family_match)
    group by mention_id
),
-- A group or a system that is called like a house is none: who works for it works in the same system.
housed as (
    select h.* replace (least(h.confidence, case when f.mention_id is null then 1 when f.system_id is null then 0.75
        else 0.3 end) as confidence, h.is_exact and f.mention_id is null as is_exact)
    from hospital_match h
    left join family_match f using (mention_id, organisation_id)
    union all
    select h.mention_id, f.system_id, least(0.94, h.confidence), h.reason, false, null, false, false
    from hospital_match h
    join family_match f using (mention_id, organisation_id)
    where f.system_id is not null
    union all
    -- "HCA Houston Healthcare" stands whole in one house's name, and in those of its sisters
    select n.mention_id, f.system_id, least(0.9, n.confidence), n.reason, false, null, false, false
    from named_match n
    join family_match f using (mention_id, organisation_id)
    where f.system_id is not null and n.organisation_id like 'ccn:%' and n.reason.args[1] = 'part'
    union all
    select g.mention_id, g.system_id, 0.9, said('like', [null, 'city', null]), false, null, false, false
    from group_match g
    qualify row_number() over (partition by g.mention_id, g.system_id) = 1
),
both_kinds as (
    -- Whose very name is known, is hardly a hospital of a like name.
    select
        h.mention_id, h.organisation_id,
        case when (n.is_wide and n.confidence >= 0.9 and not h.says_hospital or not is_exact)
            and (h.reason.args[2] is not distinct from 'none' or n.is_school and not h.says_house or n.is_system_beside
                or n.is_practice)
            and not list_contains(n.organisations, h.organisation_id)
                and (is_exact or n.is_whole or n.is_system_beside
                or not coalesce(list_contains(n.organisations, h.system_id), false))
            then 0.5 * h.confidence else h.confidence end as confidence,
        h.reason, is_exact and not (coalesce(n.is_wide and n.confidence >= 0.9, false)
            and h.reason.args[2] is not distinct from 'none' and not h.says_hospital) as is_exact
    from housed h
    left join named n using (mention_id)
    union all
    -- A research register's hospital that the list of hospitals has as well, under today's name, is that one.
    select
        n.mention_id, n.organisation_id,
        case when c.mention_id is not null or l.mention_id is not null then least(n.confidence, 0.39)
            when f.mention_id is not null and (n.reason.args[1] is null or n.organisation_id like 'ccn:%')
                or n.organisation_id like 'ccn:%' and n.mention_id in (from sited) then least(n.confidence, 0.3)
            -- "Lehigh Valley Hospital - Pocono" is a hospital's whole name, whosever other name stands in it
            when n.reason.args[1] = 'part' and e.organisation_id <> n.organisation_id then least(n.confidence, 0.39)
            when (n.mention_id, n.organisation_id) in (from shared_initials) then least(n.confidence, 0.35)
            -- "NYC H+H / Queens" is no house in Honolulu, where that owner has none
            when n.reason.args[1] = 'part' and n.organisation_id like 'ccn:%' and (n.mention_id, n.organisation_id) in (
                select (w.mention_id, a.organisation_id) from named_owner w join named_match a using (mention_id)
                join core.organisation h on h.organisation_id = a.organisation_id
                where len(w.systems) > 0 and not exists (
                    select * from core.organisation s where s.state = h.state and list_contains(w.systems, s.system_id))
            ) then least(n.confidence, 0.39)
            -- "Providence College" is a school, and none of Providence's
            when n.reason.args[1] = 'part' and n.organisation_id like 'sys:%' and is_plain_school(m.name)
                then least(n.confidence, 0.39)
            -- "Providence Health", Columbia, is a hospital's name there, and Providence has none in South Carolina
            when n.reason.args[1] = 'part' and n.organisation_id like 'sys:%' and p.state is not null
                and n.mention_id in (select mention_id from hospital_match where confidence >= 0.95)
                and (n.organisation_id, p.state) not in (select (system_id, state) from core.organisation
                    where system_id is not null and state is not null) then least(n.confidence, 0.39)
            when twin.mention_id is null then n.confidence else least(n.confidence, 0.5) end, n.reason,
        n.confidence >= 0.9 and n.reason.code = 'name' and twin.mention_id is null and c.mention_id is null
            and f.mention_id is null and not (n.organisation_id like 'ccn:%' and n.mention_id in (from sited))
            -- "Dallas County" is the county, though its hospital's name begins so
            and not (n.reason.args[1] is not null and n.mention_id in (from government_mention))
            and (n.mention_id, n.organisation_id) not in (from shared_initials)
    from named_match n
    join core.mention m using (mention_id)
    join mention_place p using (mention_id)
    left join other_campus c using (mention_id, organisation_id)
    left join family_match f using (mention_id, organisation_id)
    left join longer_name l using (mention_id, organisation_id)
    left join (
        select h.mention_id, r.organisation_id
        from hospital_match h
        join core.organisation o using (organisation_id)
        join core.organisation r on r.kind = 'hospital' and r.organisation_id like 'ror:%'
            and coalesce(r.state = o.state, true)
            and coalesce(place_key(r.city) = place_key(o.city), true)
        join named_match m on m.mention_id = h.mention_id and m.organisation_id = r.organisation_id
        where h.confidence >= 0.8
        group by all
        union
        -- "Thomas Jefferson University Hospital" is the hospital, though its system bears that name as well.
        select h.mention_id, m.organisation_id
        from hospital_match h
        join named_match m on m.mention_id = h.mention_id and m.organisation_id = h.system_id
        where h.says_hospital and h.is_exact and h.confidence >= 0.95
        union
        -- The site beside the name of its system is meant, not the system.
        select h.mention_id, m.organisation_id
        from hospital_match h
        join core.organisation o using (organisation_id)
        join named_match m on m.mention_id = h.mention_id and m.organisation_id = o.system_id
        where h.confidence >= 0.7 and not h.is_exact
            and not (m.confidence >= 0.8 and (m.reason.args[2] is not distinct from 'city'
                and m.reason.args[1] is not distinct from 'part'
                or h.mention_id in (select mention_id from named where is_system_beside)))
                    and m.reason.args[1] in ('part', 'beside')
        union
        -- "Harborview (UW Medicine)"
        select h.mention_id, m.organisation_id
        from named_match h
        join core.organisation o on o.organisation_id = h.organisation_id and o.kind = 'hospital'
        join named_match m on m.mention_id = h.mention_id and m.organisation_id = o.system_id
            and m.reason.args[1] = 'beside'
        where h.confidence >= 0.8 and h.reason.args[1] = 'part' and h.mention_id in (
            select mention_id from core.mention where regexp_matches(name, '^[^()]+ \([^()]+\)$'))
        union
        select x.mention_id, o.system_id
        from (select mention_id, organisation_id from site_match union select mention_id, organisation_id
            from owned_match union select mention_id, organisation_id from near_match) x
        join core.organisation o using (organisation_id)
        union
        -- "Kaiser Permanente - Washington Permanente Medical Group": beside its system's name a group is a part of it,
        -- as a department is.
        select g.mention_id, g.organisation_id
        from named_match g
        join core.organisation o on o.organisation_id = g.organisation_id and o.kind = 'group'
        join named_match m on m.mention_id = g.mention_id and m.organisation_id = o.system_id and m.confidence >= 0.8
            and m.reason.code = 'name'
        where g.reason.args[1] in ('part', 'beside')
    ) twin on twin.mention_id = n.mention_id and twin.organisation_id = n.organisation_id
    left join (
        select
            mention_id, organisation_id, system_id,
            bool_or(is_exact and confidence >= 0.95) over (partition by mention_id) as is_exact
        from hospital_match where is_exact and confidence >= 0.95 or confidence >= 0.92
        qualify row_number() over (partition by mention_id order by confidence desc, organisation_id) = 1
    ) e on e.mention_id = n.mention_id and (n.organisation_id like 'ccn:%' or n.organisation_id like 'site:%')
        -- "CPMC - Davies campus" is Sutter's other hospital
        and (e.is_exact or (n.organisation_id, e.system_id) in (select (organisation_id, system_id)
            from core.organisation))
    qualify row_number() over (partition by n.mention_id, n.organisation_id order by n.confidence desc,
        reason_order(n.reason)) = 1
),
ordered as (
    select
        *, row_number() over (
            partition by mention_id order by is_exact desc, is_exact and organisation_id like 'ccn:%' desc,
                round(confidence, 6) desc,
                organisation_id like 'sys:%' desc, organisation_id
        ) as rank
    from (from both_kinds qualify row_number() over (partition by mention_id, organisation_id order by confidence desc,
        reason_order(reason)) = 1)
)
-- A name abroad, or of who is no house at all, is hardly any: not by all that it may mean together, which may be one
-- system's ("Sentara Street Bakery").
select mention_id, organisation_id, rank, tier(bound * confidence), round(bound * confidence, 3), reason
from (
    select *, case
        when mention_id in (from foreign_mention)
            or mention_id in (from body_mention) and not bool_or(is_exact) over (partition by mention_id)
            then least(1, 0.4 / sum(confidence) over (partition by mention_id))
        else 1
    end as bound
    from ordered
    where rank <= 10 and confidence >= 0.02
);
