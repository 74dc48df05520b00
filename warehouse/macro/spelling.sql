-- How people's names are taken apart and compared; every comparison of two people's names goes by these.
-- reads: joined(), name_key()
-- makes: bare_given(), called_word(), family_forms(), family_tail(), form_kept(), given_forms(), is_slip()
-- makes: mail_families(), name_script(), name_sound(), spaced_name(), without_aside(), without_umlaut()

-- Words of a name with a space between them; a hyphen stays one: "Ana-Lucia  De la Peña" → "ana-lucia de la pena".
create or replace macro spaced_name(s) as coalesce(joined(list_filter(
    list_transform(regexp_split_to_array(trim(s), '[\s,]+'), lambda w: replace(name_key(w), ' ', '-')),
    lambda w: w <> ''), ' '), left(s, 0));
create or replace macro without_aside(s) as trim(regexp_replace(s, '\([^)]*\)|"[^"]*"|“[^”]*”|\[[^\]]*\]', ' ', 'g'));
-- The family's name at the end of a name, with the particles before it.
create or replace macro family_tail(s) as trim(regexp_extract(
    s, '(?: (?:van|von|der|den|de|del|della|di|da|do|dos|das|la|le|el|al|bin|ibn|ben|abu|st|ter|ten|mac|mc|o))* \S+$'));
-- "J.R.", "JR" and "AJ" are two initials.
create or replace macro bare_given(s) as trim(regexp_replace(s,
    '^(?:([A-Z])\.([A-Z])\.?|([BCDFGHJKLMNPQRSTVWXZ])([BCDFGHJKLMNPQRSTVWXZ])|([A-Z])(J))( |$)', '\1\3\5 \2\4\6 '));
create or replace macro without_umlaut(s) as replace(replace(s, 'ue', 'u'), 'oe', 'o');
-- What spellings of one name from another script or language share: Tarasenko and Tarassenko, Petroff and Petrov.
-- A call a rule: patterns that stand in a list would be compiled anew for each row.
create or replace macro name_script(s) as
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        regexp_replace(regexp_replace(
            s, '^ye', 'e'), '^mac(...)', 'mc\1'), '^ha(?:dj|dzh?|tj|tz)i', 'haci'), '^h(.+(?:enko|chuk))$', 'g\1'),
        '(?:eye|eie|ee)v', 'ev'), 'ff$', 'v'), 'ova$', 'ov'), 'eva$', 'ev'), '([sc])ka$', '\1ki');
create or replace macro name_sound(s) as case when length(s) <= 4 then s else list_reduce(
    list_prepend(name_script(s), [
        'y=i', 'sch=sh', 'tch=ch', 'ck=k', 'kh=h', 'ph=f', 'th=t', 'dh=d', 'bh=b', 'ue=u', 'oe=o', 'ow=ou', 'ou=u',
        'oo=u', 'ee=i', 'ei=i', 'ie=i', 'ae=a', 'x=ks', 'q=k', 'w=v', 'ch=0', 'ce=se', 'ci=si', 'c=k', 'z=s', 'aa=a', 'bb=b',
        'dd=d', 'ff=f', 'gg=g', 'ii=i', 'kk=k', 'll=l', 'mm=m', 'nn=n', 'pp=p', 'rr=r', 'ss=s', 'tt=t', 'vv=v']),
    lambda said, rule: replace(said, string_split(rule, '=')[1], string_split(rule, '=')[2])) end;
-- Which of the words of a given name its bearer is called by: "r david" is David.
create or replace macro called_word(words) as
    case when length(words[1]) = 1 and length(coalesce(words[2], '')) > 1 then words[2] else words[1] end;
-- Forms of a family's name as written, by kind: whole, without particles, each of two.
create or replace macro family_forms(written) as list_prepend(
    {'name': regexp_replace(written, '[ -]', '', 'g'), 'kind': 'own'},
    list_transform(
        list_filter(regexp_split_to_array(written, '[ -]') || case when regexp_matches(written, ' .*-|-.* ')
            then list_transform(string_split(written, '-'), lambda p: replace(p, ' ', '')) else [] end, lambda w: length(w) between 3 and length(written) - 1
            and not regexp_matches(w, '^(van|von|der|den|del|della|dos|das|bin|ibn|ben|abu|ter|ten|mac)$')),
        lambda w: {
            'name': w, 'kind': case when regexp_matches(written, '^(\w{1,3}[ -])+\w+$') then 'bare' else 'part' end
        }));
-- Forms of a given name as written, by kind, each with the initial of what it leaves out, and all of that (`rest`):
-- "james robert" is also called Robert, "hyun woo" is Hyunwoo, "mary-ellen" Mary.
create or replace macro given_forms(written) as (
    select list_filter([
        {'name': replace(called, '-', ''), 'kind': 'own',
            'other': case when called <> words[1] then words[1] else words[2][1] end,
            'rest': case when called = words[1] then words[2] end},
        {'name': case when called <> words[1] then words[1] end, 'kind': 'initial', 'other': called[1], 'rest': null},
        {'name': case when contains(called, '-') then string_split(called, '-')[1]
            when called like 'abdul_%' then 'abdul' end, 'kind': 'short', 'other': second[1], 'rest': second},
        {'name': case when called = words[1] and length(called) > 1 and length(words[2]) > 1
            then replace(called || words[2], '-', '') end, 'kind': 'joined', 'other': null, 'rest': null},
        {'name': case when called = words[1] and length(words[2]) > 2 then words[2] end, 'kind': 'middle',
            'other': case when len(words) = 2 then called[1] end, 'rest': case when len(words) = 2 then called end}
    ], lambda f: coalesce(length(f.name) > 0, false))
        -- "Thi" says that a Vietnamese name is a woman's.
    from (
        select words, called_word(words) as called,
            case when contains(called, '-') then string_split(called, '-')[2] else nullif(substr(called, 6), '') end as second
        from (
            select string_split(regexp_replace(regexp_replace(written, '^thi ', ''),
                '^abd[ -]?(?:al|el|ul|ur|er|ar|as|us|ad|ud|az|uz)?[ -]?([a-z]{3,})', 'abdul\1'), ' ') as words
        )
    )
);
-- Families' names that an address may hold whose bearer has this given name: "lnakashima", "nakashima.l",
-- "laura-nakashima".
create or replace macro mail_families(address, given) as case
    when regexp_matches(address, '[a-z][._+-][a-z]') then list_filter(
        case when list_has_any(regexp_split_to_array(address, '[^a-z]+'), [given, given[1]])
            then regexp_split_to_array(address, '[^a-z]+') else []::text[] end,
        lambda w: length(w) >= 4 and w <> given)
    else list_filter([
        case when starts_with(address, given) then substr(address, length(given) + 1) end,
        case when ends_with(address, given) then left(address, length(address) - length(given)) end,
        case when address[1] = given[1] then substr(address, 2) end,
        case when address[1] = given[1] then substr(address, 3) end,
        case when address[-1] = given[1] then left(address, -1) end
    ], lambda f: coalesce(length(f) >= 4, false)) end;
-- How likely one person who bears a name stands in a list under such a form of it, beside the name itself.
create or replace macro form_kept(kind) as case kind
    when 'own' then 1.0 when 'born' then 0.8 when 'called' then 0.8 when 'bare' then 0.5 when 'joined' then 0.5
    when 'initial' then 0.5 when 'mail' then 0.5 when 'part' then 0.3 when 'short' then 0.3 when 'middle' then 0.15
    when 'turned' then 0.1 when 'order' then 0.9 end;
-- A letter too many, too few or another, or two in the other's place: Kaczmarek, Kazcmarek.
create or replace macro is_slip(family, other) as
    least(length(family), length(other)) >= 7 and damerau_levenshtein(family, other) = 1;
