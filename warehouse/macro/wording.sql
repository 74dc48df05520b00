-- What curbside says in English of the codes that steps keep: the one place where their tone is set. A code comes
-- with its arguments as {code, args, about}; `about` names whom it is about where that is not the person themselves.
-- A way to somebody is {code, args, together}: `together` is the code of a time that was shared with the user.
-- reads: joined(), name_key(), origin_words()
-- makes: about(), ask_words(), caution_words(), cautions_words(), clinician_words(), clue_words(), duplicate_words()
-- makes: evidence_list(), evidence_words(), fact_words(), help_words(), helped_words(), house_words(), lead_words()
-- makes: likeness_words(), match_basis_words(), match_place_words(), match_words(), name_likeness_words()
-- makes: outcome_words(), pair_words(), path_words(), person_words(), posted_words(), reason_words(), said()
-- makes: step_words(), text_part_words(), together_words(), untelling_words(), way(), why_words(), works_words()
create or replace macro said(code, args) as {'code': code, 'args': args::text[], 'about': null::text[]};
create or replace macro about(c, names) as {'code': c.code, 'args': c.args, 'about': names::text[]};
create or replace macro way(code, args, together) as {
    'code': code, 'args': args::text[], 'together': together::struct(code text, args text[], about text[])
};
create or replace macro ask_words(ask) as case ask
    when 'opening' then 'about openings' when 'scoop' then 'what it is like there'
    when 'good-word' then 'for a good word' when 'introduction' then 'for an introduction' else 'for ' || ask end;
create or replace macro caution_words(c) as
    coalesce('about ' || c.about[1] || ': ', '') || case c.code
        when 'word' then 'your word: do not ask'
        when 'deceased' then 'noted as deceased'
        when 'to start' then 'has not started there yet'
        when
            'bad'
            then 'last contact' || coalesce(' with ' || c.args[1], '') || coalesce(', on ' || c.args[2] || ',', '')
            || ' went badly: make up first'
        when 'namesakes' then case when c.args[1] = '2' then 'two' else c.args[1] end || ' hospitals share this name'
        when 'placeless' then 'name matched without a place'
        when 'cold' then 'gone cold since ' || c.args[1] || ': reconnect first'
        when 'system' then 'systems change: check that both still belong together'
        when 'rotation' then 'residents go through several hospitals: ask whether this was one'
        when 'old entry' then 'the entry is old: may have moved on'
        when 'often' then 'asked twice within 30 days (' || c.args[1] || '): wait until ' || c.args[2]
        when 'group' then 'you asked ' || c.args[1] || ' in the same group on ' || c.args[2]
            || ' and wait for an answer: ask one of them at a time'
        when 'waiting' then 'asked on ' || c.args[1] || ', no answer yet: wait, or write once more'
        when 'refused' then 'told you on ' || c.args[1] || ' that they cannot help'
        when 'helped' then 'has helped you there already (' || coalesce(helped_words(c.args[1]), 'answered') || ', '
            || c.args[2] || ')'
        when 'later' then 'put off until ' || c.args[1]
        when 'skip' then 'your word: not them'
        when 'interviewing' then 'you are being interviewed there: ask them nothing about the place now'
        else error('no words for the caution ' || c.code)
    end;
create or replace macro cautions_words(cautions) as
    joined(list_transform(cautions, lambda c: caution_words(c)), '; ');
-- What to do about an opening at which the user knows nobody; null: the code is none of a next step.
create or replace macro step_words(w) as case w.code
    when 'ask agency' then 'ask the agency for the employer’s name before you send a CV'
    when 'ask in market' then 'ask ' || w.args[1] || ', who is in the same market'
    when 'write to clinician' then 'write to ' || w.args[1] || ', whom CMS lists there and who may know you'
    when 'write to contact' then 'write to ' || w.args[1] || ', named in the posting'
    when 'write to director' then
        'write to ' || w.args[1] || ', program director at ' || w.args[2] || ', and ask who went there'
    when 'ask school' then 'ask the alumni office or program director of ' || w.args[1] || ' who went there'
    when 'ask any school' then 'ask your training program’s alumni office who went there'
end;
-- Why an opening is a lead. `people`, `best`, `cautions`: who is in reach today.
create or replace macro why_words(w, people, best, cautions) as case w.code
    when 'tip' then 'heard of, never advertised'
    when 'added' then 'you added it yourself'
    when 'specialty' then 'specialty: ' || w.args[1]
    when 'near' then w.args[1] || ' miles from ' || w.args[2]
    when 'state' then 'in ' || w.args[1]
    when 'remote' then 'remote work, place not stated'
    when 'placeless' then 'place not stated: kept, because nothing rules it out; ask where it is'
    when 'pay unknown' then 'pay not stated'
    when 'pay' then 'pay up to $' || w.args[1] || ' a year, you asked for $' || w.args[2]
    when 'employment unknown' then 'employment type not stated'
    when 'employment' then w.args[1]
    when 'visa' then w.args[1] || ' offered'
    when 'visa in part' then 'one of your visas is ruled out, the other not'
    when 'visa unknown' then 'visa not mentioned: ask'
    when 'hidden' then 'an agency that does not name the employer: nobody can be looked up'
    when 'boards' then 'on ' || w.args[1] || ' boards'
    when 'home' then 'you would feel at home: ' || w.args[1]
    when 'in reach' then people || case when people = 1 then ' person' else ' people' end || ' in reach, best ' || best
        || coalesce(' (' || cautions_words(cautions) || ')', '')
    when
        'may know'
        then 'may know you there, as CMS lists them: ' || w.args[1] || coalesce(' and ' || w.args[2] || ' more', '')
    when 'ask agency' then 'next step: ' || step_words(w)
    else coalesce('checked, nobody there; next step: ' || step_words(w), error('no words for the reason ' || w.code))
end;
-- What somebody did for the user, as told of them, and as told to them.
create or replace macro helped_words(helped) as case helped
    when 'introduction' then 'introduced you' when 'good-word' then 'put in a good word'
    when 'scoop' then 'told you how it is there' when 'interview' then 'got you the interview'
    when 'opening' then 'told you of it' when 'advice' then 'advised you'
    else case when helped is not null then 'helped you' end end;
create or replace macro help_words(helped) as case helped
    when 'introduction' then 'gave you an introduction' when 'good-word' then 'put in a good word for you'
    when 'scoop' then 'told you how it is there' when 'interview' then 'got you the interview'
    when 'opening' then 'told you of an opening' when 'advice' then 'advised you' else 'helped you: ' || helped end;
create or replace macro outcome_words(stage) as case stage
    when 'accepted' then 'you accepted ' when 'declined' then 'you declined ' when 'withdrawn' then 'you withdrew from '
    when 'dismissed' then 'you let go of ' else 'you were not taken for ' end;
create or replace macro lead_words(title, employer) as (
    coalesce(title, 'an opening') || coalesce(' at ' || employer, '')
);
-- Why a reminder is due.
create or replace macro reason_words(c) as case c.code
    when 'promise' then 'you promised on ' || c.args[1] || ' to be in touch again' || coalesce(': ' || c.args[2], '')
    when 'nudge' then 'you asked on ' || c.args[1] || coalesce(' about ' || c.args[3], '')
        || ' and have no answer: one more word, then leave it'
    when 'withdraw' then 'you accepted ' || c.args[1] || ': withdraw your application for ' || c.args[2]
    when 'first meeting' then
        'you first met on ' || c.args[1] || coalesce(' at ' || c.args[2], '') || ': a note within two days'
    when 'help' then help_words(c.args[1]) || coalesce(' (' || c.args[2] || ')', '') || ' on ' || c.args[3]
    when 'tip' then 'told you of an opening at ' || c.args[1] || ' on ' || c.args[2]
    when 'interview' then 'you have an interview for ' || c.args[1] || ', and they '
        || coalesce(helped_words(c.args[2]), 'answered when you asked')
    when 'outcome' then outcome_words(c.args[1]) || c.args[2] || ': tell them how it ended'
        || coalesce(', they ' || helped_words(c.args[3]), ', you asked them on ' || c.args[4], '')
    when 'application' then
        outcome_words(c.args[1]) || c.args[2] || ': close it kindly, you may meet again'
    when 'leaving' then 'you are leaving ' || c.args[1] || ': thank them before you go'
    when 'quarrel' then 'your last contact, on ' || c.args[1] || ', went badly' || coalesce(': ' || c.args[2], '')
    when 'upkeep' then 'stay in touch: ' || coalesce('you call them ' || c.args[1] || ', ', '')
        || coalesce('last contact ' || c.args[2], 'no contact noted yet') || ', every ' || c.args[3] || ' days'
    when 'asking' then 'no contact since ' || c.args[1] || ': reconnect before you ask about ' || c.args[2]
    else error('no words for the reminder ' || c.code)
end;
-- A time that somebody shared with the user: course (null for work), place, first and last year, 'sure' or 'vague'.
create or replace macro together_words(c) as
    case
        when c.code = 'worked' then 'worked with you' when c.code = 'may have trained'
            then 'may have trained with you: ' || c.args[1]
        else 'trained with you: ' || c.args[1]
    end
    || ' at ' || c.args[2] || ', ' || c.args[3] || '–' || c.args[4]
    || case when c.args[5] = 'vague' then ' (years partly unknown: possible overlap)' else '' end
    || coalesce(' (' || c.args[6] || ')', '');
-- Somebody with what they are; an employer by the name that they gave it, and by that of the posting.
create or replace macro person_words(name, title) as name || coalesce(' (' || title || ')', '');
create or replace macro house_words(theirs, posted) as theirs || coalesce(', in the posting ' || posted, '');
-- A way to somebody at an employer: how they belong there, and the time that they shared with the user.
create or replace macro path_words(p) as case p.code
    when 'same course' then p.args[1]
    when 'trained' then p.args[1] || ' trained at ' || house_words(p.args[2], p.args[3])
        || coalesce(': ' || nullif(concat_ws(' ', p.args[4], p.args[5]), ''), '') || coalesce(', ' || p.args[6], '')
    when 'worked' then person_words(p.args[1], p.args[2]) || ' worked at ' || house_words(p.args[3], p.args[4])
        || coalesce(', ' || p.args[5], '')
    when 'works beside' then person_words(p.args[1], p.args[2]) || ' works at ' || p.args[3] || case
        when name_key(p.args[3]) = name_key(p.args[4]) then ', which has many places: at which is not said'
        when name_key(p.args[3]) = name_key(p.args[5]) then ', to which ' || p.args[4] || ' belongs'
        when name_key(p.args[4]) = name_key(p.args[5]) then ', which belongs to ' || p.args[4]
        else ', of the same system' || coalesce(' (' || p.args[5] || ')', '') || ' as ' || p.args[4] end
    when 'knows at' then p.args[4] || ' knows ' || person_words(p.args[1], p.args[2]) || ' at ' || p.args[3]
    when 'named' then p.args[1] || ' is the ' || coalesce(p.args[2], 'contact') || ' named in the posting'
        || coalesce('; ' || p.args[3] || ' knows them', '')
    when 'told' then p.args[1] || ' told you of this opening on ' || p.args[2]
    when 'near' then p.args[1] || coalesce(' (' || coalesce(p.args[2] || ' at ', '') || p.args[3] || ')', '')
        || ' is in ' || p.args[4] || ', ' || p.args[5] || coalesce(', ' || p.args[6] || ' miles away', '')
    else case
        when p.code in ('works', 'starts', 'works somewhere', 'works apart', 'works elsewhere') then works_words(p)
        when p.code in ('classmate', 'decides', 'hires', 'knows') then posted_words(p)
        else error('no words for the way ' || p.code) end
end || coalesce(
    case when p.code in ('same course', 'classmate') then ' ' else '; ' end || coalesce(p.together.about[1] || ' ', '')
    || together_words(p.together), '');
create or replace macro works_words(p) as person_words(p.args[1], p.args[2])
    || case p.code when 'starts' then ' is about to start at '
        when 'works elsewhere' then ' works at another place of ' else ' works at ' end
    || house_words(p.args[3], p.args[4])
    || case p.code when 'works somewhere' then ', which has many places: at which is not said'
        when 'works apart' then ', by their title perhaps none of its medical staff' else '' end;
create or replace macro posted_words(p) as case when p.code = 'knows' then p.args[5] || ' knows ' else '' end
    || p.args[1] || ' (' || coalesce(p.args[2] || ' at ', '') || house_words(p.args[3], p.args[4]) || ')'
    || case p.code when 'decides' then ' decides or is asked there' when 'hires' then ' hires there' else '' end;
-- What a register tells of a clinician that the user may know.
create or replace macro fact_words(c) as case c.code
    when 'a few years apart' then c.args[1] || ' years from your class at ' || c.args[2] || ' (' || c.args[3] || ')'
    when 'class' then 'of your class at ' || c.args[1] || ' (' || c.args[2] || ')'
    when 'also there' then 'also works at your ' || c.args[1]
    else error('no words for the fact ' || c.code)
end;
create or replace macro clinician_words(name, employer, facts) as name || ', who CMS lists at ' || employer || ', '
    || joined(list_transform(facts, lambda c: fact_words(c)), ' and ') || ': may know you';
-- Why an organisation is taken for what a name means. Args: what of the text it is (part, beside another name, or
-- beside its system's), where (the same city or state, or none given), whether no word tells.
create or replace macro match_basis_words(c) as case c.code
    when 'given' then 'the name as given'
    when 'echo' then 'the same name, given without its place'
    when 'shared' then 'the same name, given without its place; ' || c.args[1] || ' bear it'
    when 'alike' then 'a name like it in the same town'
    when 'firm' then 'the same name, longer or shorter'
    when 'town house' then 'the house of that system in that town'
    when 'faculty' then 'the hospital of that school'
    when 'staff' then 'the hospital at which that school''s faculty see patients'
    when 'children' then 'the hospital at which that school''s faculty see children'
    when 'user' then 'you said so'
    when 'user parted' then 'you said it is not the other'
    when 'listed' then 'CMS lists them there, matched ' || c.args[1]
    when 'name' then 'its name'
    when 'respelt' then 'its name, spelled another way'
    when 'like' then 'like its name'
    when 'initials' then 'its initials'
    when 'core' then 'the name without its department'
    else error('no words for the match ' || c.code)
end;
create or replace macro text_part_words(part) as case part
    when 'part' then ', a part of the text' when 'beside' then ', given beside another'
    when 'beside system' then ', given beside its system''s' else '' end;
create or replace macro match_place_words(place) as case place
    when 'city' then ', the same city'
    when 'state' then ', the same state'
    when 'none' then ', no place given'
    when 'across' then ', a town across the state line' when 'near' then ', a town near by' else '' end;
create or replace macro untelling_words(untelling) as
    case when untelling is null then '' else ', no word that tells' end;
create or replace macro match_words(c) as match_basis_words(c) || case c.code
    when 'core' then untelling_words(c.args[3]) || text_part_words(c.args[1]) || match_place_words(c.args[2])
    else text_part_words(c.args[1]) || match_place_words(c.args[2]) || untelling_words(c.args[3])
end;
-- Why an employer given without a place is taken for one of that state, or less so.
create or replace macro clue_words(args) as case args[4] when 'against' then 'against it: ' else '' end || case args[1]
    when 'lives' then 'lives in ' || coalesce(args[3] || ', ', '') || args[2]
    when 'phone' then 'telephone of area code ' || args[3] || ' (' || args[2] || '), which people keep when they move'
    when 'organisation' then 'e-mail at ' || args[3]
    when 'mail' then 'e-mail at ' || args[3] || ', in ' || args[2]
    when 'employer' then 'also works in ' || args[2] || ' (' || args[3] || ')'
    when 'worked' then 'worked in ' || args[2] || ' (' || args[3] || ')'
    when 'residency' then 'trained in ' || args[2] || ' (' || args[3] || ')'
    when 'school' then 'medical school in ' || args[2] || ' (' || args[3] || ')'
    when 'roster' then 'most people of ' || args[3] || ' are in ' || args[2]
    when 'classmate' then 'trained with ' || args[3] || ', who works at a house of that name in ' || args[2]
    end;
-- What a way or tie is known by, each with where that was read.
create or replace macro evidence_words(c) as coalesce(array_to_string(c.about, ' and ') || ': ', '') || case
    when c.code = 'given' then c.args[1]
    when c.code in ('worked', 'trained', 'may have trained') then together_words(c)
    when c.code = 'same employer' then coalesce(c.args[1] || ': ', '') || coalesce(
            '“' || c.args[2] || '” is “' || c.args[3] || '” of the posting', 'the employer as the posting names it')
        || ' (' || coalesce(match_words({'code': c.args[6], 'args': c.args[7:]}) || ', ', '') || c.args[4] || ')'
        || coalesce(', as of ' || c.args[5], '')
    when c.code = 'clue' then clue_words(c.args)
    when c.code = 'doubted' then 'whoever wrote it down was not sure: “' || c.args[1] || '”'
    when c.code in ('one system', 'one system by name') then coalesce(c.args[1] || ': ', '')
        || '“' || c.args[2] || '” and “' || c.args[3] || '” belong to ' || coalesce(c.args[4], 'one system') || ' ('
        || case c.code when 'one system' then '' else 'by their names, ' end
        || coalesce('as listed in ' || c.args[5] || ', ', '') || c.args[6] || ')'
    when c.code = 'named' then 'named in the posting on ' || c.args[1] || ', matched by ' || c.args[2]
    when c.code = 'tip' then 'your own note (`tip`) of ' || c.args[1]
    when c.code = 'address' then 'their address: ' || c.args[1] || ', ' || c.args[2]
    when c.code = 'workplace' then coalesce(c.args[3] || ': ', '') || c.args[1] || ', ' || c.args[2]
    when c.code = 'register' then 'CMS Doctors & Clinicians, NPI ' || c.args[1]
    when c.code = 'two sources' then 'listed in two sources, perhaps two people: `curbside review` asks'
    else error('no words for the evidence ' || c.code) end;
create or replace macro evidence_list(cs) as list_transform(
    list_transform(cs, lambda c: {
        'code': c.code, 'args': list_transform(c.args, lambda a: origin_words(a)), 'about': c.about
    }),
    lambda c: evidence_words(c)
);
-- What two postings have in common that makes them one opening.
create or replace macro duplicate_words(reason) as case reason
    when 'advertisement' then 'one advertisement under two headings'
    when 'agency, city and title' then 'the same agency or system, city and title'
    when 'alike' then 'alike, but not enough to be sure'
    when 'city and telling title' then 'the same city and a telling title'
    when 'code' then 'the same code'
    when 'employer and telling title' then 'the same employer and a telling title'
    when 'employer and text' then 'the same employer and city, a like text'
    when 'employer, city and title' then 'the same employer, city and title'
    when 'particulars' then 'the same particulars'
    when 'requisition' then 'the same requisition number'
    when 'text' then 'the same text'
    when 'user' then 'you said so'
    when 'vacancy' then 'one federal vacancy, announced to two groups of applicants'
    else error('no words for the likeness ' || reason)
end;
-- What makes two entries one person, or perhaps one. Args: how the names are alike, what they share, whether they have
-- moved, whether they differ, how many others of the name there are.
create or replace macro name_likeness_words(how) as case how
    when 'same' then 'the same name'
    when 'initial' then 'names that one person may bear (an initial)'
    when 'born' then 'names that one person may bear (a name before marriage)'
    when 'mail' then 'names that one person may bear (a name in an address)'
    when 'part' then 'names that one person may bear (one of two family names)'
    when 'turned' then 'names that one person may bear (the names turned round)'
    when 'spelling' then 'names that one person may bear (another spelling)'
    when 'short' then 'names that one person may bear (a short form or another spelling)'
    when 'renamed' then 'names that one person may bear (another family name)'
    else error('no words for the likeness of names ' || how)
end;
create or replace macro likeness_words(args) as name_likeness_words(args[1])
    || coalesce(' and the same ' || args[2], '')
    || case when args[3] is null then '' else '; different employers' end
    || case when args[4] is null then '' else '; another field, profession or initial' end
    || case
        when args[5] is null then '; the name is rare'
        when args[5] = 'perhaps' then '; perhaps another of the name there'
        else '; about ' || format('{:,}', try_cast(args[5] as bigint)) || ' others of the name there'
    end;
create or replace macro pair_words(c) as case c.code
    when 'alike' then likeness_words(c.args)
    when 'taken' then 'taken for one person: ' || likeness_words(c.args) || '; say `different` if they are two'
    else error('no words for the pair ' || c.code)
end;
