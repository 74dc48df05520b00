-- One row a name by which a record, or a clinician of the register, may be written: given name, family's name, the
-- initial of the other given name. Two people are compared by these: records with each other, and with the register.
-- `person_name`: the name as written, one row a record, with how many of a thousand million people bear one like it.
-- Share: surname times given name. People of one surname often share a language, and so given names: no given name says
-- more than one in 300, Muhammad one in ten. A surname that the census does not list has fewer than a hundred bearers.
-- reads: name_share, person_source, person_spelling, raw.register_clinician
-- makes: family_form, listed_family, name_borne, name_form, name_pairing, name_written, person_name, rarest_given()
-- makes: unlisted_family()
create or replace macro rarest_given(given) as case
    when given = 'muhammad' then 0.1 when given in ('ahmed', 'ali', 'syed', 'jose', 'juan', 'maria', 'wei') then 0.03
    else 1.0 / 300 end;
create or replace macro unlisted_family() as 2e-7;

create or replace temp table name_written as
with bare as (
    select
        record_id as name_id, name_key, born, generation(name) as generation,
        list_transform(emails, lambda e: string_split(e, '@')[1])
        || list_transform(urls, lambda u: regexp_extract(u, '/(?:in|pub|profiles)/([^/]+)', 1)) as addresses,
        list_filter(
            list_transform(regexp_extract_all(name, '[(\["“]([^)\]"”]+)[)\]"”]', 1), lambda a: name_key(a)),
            lambda a: regexp_matches(a, '^[a-z]{3,}$')) as asides,
        regexp_replace(
            spaced_name(bare_given(without_aside(name))), '(.* .*) (?:' || generations() || ')$', '\1') as whole,
        coalesce(spaced_name(bare_given(without_aside(given))), '') as given,
        coalesce(
            regexp_replace(spaced_name(without_aside(family)), ' (?:' || generations() || ')$', ''), '') as family
    from person_source
    where name_key like '% %'
)
-- As the reader of files took it apart, with the particles that it left to the given name: "Siobhan Mc Gilly".
select
    name_id, name_key, generation, addresses, spaced_name(born) as born,
    -- Trey is a third of the name.
    asides || case when generation = 'iii' then ['trey', 'tripp'] else [] end as asides,
    regexp_replace(trim(left(whole, length(whole) - length(tail))), '^(maria|ma) de ?l?(?:a|as|os)? ', '\1 ') as given,
    regexp_replace(tail, '^(?:saint|sainte|ste)[ -]', 'st-') as family
from (
    select *, case when length(family_tail(whole)) > length(family) then family_tail(whole) else family end as tail
    from (
        select * replace (
            case when given <> '' and family <> '' then given || ' ' || family else whole end as whole,
            case when given <> '' and not regexp_matches(given || ' ' || family, '^(maria|ma) del? ') then family
                else '' end as family
        )
        from bare
    )
);

-- One row a name of the family that a record may be found by.
create or replace temp table family_form as
with written as (
    select *, string_split(given, ' ') as words from name_written
),
told as (
    select name, coalesce(max(share) filter (kind = 'family'), 0) as family,
        coalesce(max(share) filter (kind = 'given'), 0) as given
    from name_share
    where name in (select unnest([words[1], words[2], replace(family, '-', '')]) from written)
    group by name
),
turned as (
    select
        w.name_id, w.words, w.family as last,
        coalesce(f.family, 0) >= coalesce(f.given, 0) as is_likely,
        coalesce(f.family > 0 and f.family >= 3 * f.given, false) as is_plain,
        not contains(w.family, ' ') and length(w.family) > 1 and coalesce(l.family <= 0.1 * l.given, true) as tells,
        coalesce(s.given > 10 * s.family, false) as second_given
    from written w
    left join told f on f.name = w.words[1]
    left join told s on s.name = w.words[2]
    left join told l on l.name = replace(w.family, '-', '')
    where len(w.words) <= 2
),
said as (
    select name_id, unnest(family_forms(family), recursive := true) from written
    union
    select name_id, f.name, 'born' from (select name_id, unnest(family_forms(born)) as f from written where born <> '')
    union
    select name_id, unnest(asides), 'born' from written
    union
    select name_id, unnest(list_filter(words[2:], lambda w: length(w) >= 4 and not contains(w, '-'))), 'part'
    from written
    union
    select name_id, replace(words[-1] || family, '-', ''), 'joined' from written where len(words) > 1
    union
    select name_id, unnest(mail_families(address, called)), 'mail'
    from (select name_id, replace(called_word(words), '-', '') as called, unnest(addresses) as address from written)
    union
    -- Whose family's name comes first, and nothing says so: a name that is rather a family's than a given one. Both
    -- words tell where the last one is no family's: "Patel Anika".
    select name_id, words[1], case when length(last) = 1 or (is_plain and tells) then 'order' else 'turned' end
    from turned
    where case when len(words) = 1 then (length(words[1]) > 2 and is_likely) or (is_plain and tells)
        when length(last) = 1 then is_likely else is_plain and (tells or second_given) end
)
select
    name_id, name as family, arg_max(kind, (form_kept(kind), kind)) as kind,
    min(name_sound(coalesce(s.given, name))) as sound
from said
left join person_spelling s on s.spelling = said.name
where name <> ''
group by name_id, name;

-- One row a name of the family in the register that sounds like one of the user's own records.
create or replace temp table listed_family as
with form as (
    select last_name, unnest(family_forms(spaced_name(last_name)), recursive := true)
    from (select distinct last_name from raw.register_clinician)
),
sounding as (
    select last_name, name as family, kind, name_sound(coalesce(s.given, name)) as sound
    from form
    left join person_spelling s on s.spelling = form.name
)
select * from sounding where last_name in (select s.last_name from sounding s semi join family_form f using (sound));

create or replace temp table name_pairing as
with family as (
    select name_id, false as is_listed, family, kind, sound from family_form
    union all
    select distinct 'npi:' || c.npi, true, f.family, f.kind, f.sound
    from listed_family f
    join raw.register_clinician c using (last_name)
),
-- `is_turned`: what the given name is where the family's comes first.
given as (
    select name_id, false as is_turned, given from name_written
    union all
    select distinct
        'npi:' || npi, false, spaced_name(coalesce(first_name, '') || ' ' || coalesce(middle_name, ''))
    from raw.register_clinician
    where last_name in (select last_name from listed_family)
    union all
    select name_id, true, trim(regexp_replace(given, '^[^ ]* ?', '') || ' ' || family)
    from name_written
    where name_id in (select name_id from family_form where kind in ('turned', 'order'))
),
given_form as (
    select name_id, is_turned, unnest(given_forms(given), recursive := true) from given
    union all
    select name_id, false, unnest(asides), 'called', null, null from name_written
)
select name_id, is_listed, g.name as given, f.family, f.sound, g.other, g.rest,
    case when not is_turned or g.kind = 'middle' then g.kind else f.kind end as given_kind, f.kind as family_kind
from family f
join given_form g using (name_id)
where case
    when is_turned and f.kind in ('turned', 'order')
        then g.kind in ('own', 'joined') or (g.kind = 'middle' and f.kind = 'order')
    else not is_turned and ((g.kind = 'own' and f.kind not in ('turned', 'order')) or f.kind = 'own') end;

-- Of the shares of all names those of these.
create or replace temp table name_borne as
from name_share where name in (select given from name_pairing union all select family from name_pairing);

create or replace temp table name_form as
select
    f.*,
    -- Whom a Vietnamese name calls stands last: "Tran Quoc Bao" is Bao.
    least(
        case when given_kind = 'middle' and f.family in ('nguyen', 'tran', 'le', 'pham', 'hoang', 'huynh', 'phan', 'vu',
            'vo', 'dang', 'bui', 'do', 'ngo', 'duong', 'dinh', 'trinh', 'truong') then 0.6
        else form_kept(given_kind) end, form_kept(family_kind)) as kept,
    given_kind = 'own' and family_kind = 'own' as is_own,
    length(given) = 1 as is_initial, g.share is not null as is_known,
    case when length(given) = 1 then 0.06 else greatest(coalesce(g.share, 0), rarest_given(coalesce(p.root, f.given)))
        end as given_share,
    coalesce(n.share, unlisted_family()) as family_share
from name_pairing f
left join name_borne g on g.kind = 'given' and g.name = f.given
left join name_borne n on n.kind = 'family' and n.name = f.family
left join (select spelling, given as root from person_spelling) p on p.spelling = f.given;

create or replace temp table person_name as
select
    w.name_id as record_id, w.name_key, w.generation, f.family, f.given, f.other as middle, f.is_initial,
    f.given_share, f.family_share, f.given_share * f.family_share as share
from name_written w
join name_form f using (name_id)
where f.is_own;
