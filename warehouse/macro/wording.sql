-- What curbside says in English of the codes that steps keep: the one place where their tone is set. A code comes
-- with its arguments as {code, args, about}; `about` names whom a caution is about where that is not the person
-- themselves.
-- makes: caution_words(), cautions_words(), help_words(), helped_words(), lead_words(), outcome_words()
-- makes: reason_words(), said(), step_words(), together_words(), why_words()
create or replace macro said(code, args) as {'code': code, 'args': args::text[], 'about': null::text};
create or replace macro caution_words(c) as
    coalesce('about ' || c.about || ': ', '') || case c.code
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
        when 'helped' then 'has helped you there already (' || coalesce(helped_words(c.args[1]), 'answered') || ', '
            || c.args[2] || ')'
        when 'later' then 'put off until ' || c.args[1]
        when 'skip' then 'your word: not them'
        when 'interviewing' then 'you are being interviewed there: ask them nothing about the place now'
        else error('no words for the caution ' || c.code)
    end;
create or replace macro cautions_words(cautions) as
    nullif(array_to_string(list_transform(cautions, lambda c: caution_words(c)), '; '), '');
-- What to do about an opening at which the user knows nobody; null: the code is none of a next step.
create or replace macro step_words(w) as case w.code
    when 'ask agency' then 'ask the agency for the employer’s name before you send a CV'
    when 'ask in market' then 'ask ' || w.args[1] || ', who is in the same market'
    when 'write to clinician' then 'write to ' || w.args[1] || ', whom CMS lists there and who may know you'
    when 'write to contact' then 'write to ' || w.args[1] || ', named in the posting'
    when 'write to director' then
        'write to ' || w.args[1] || ', programme director at ' || w.args[2] || ', and ask who went there'
    when 'ask school' then 'ask the alumni office or programme director of ' || w.args[1] || ' who went there'
    when 'ask any school' then 'ask your training programme’s alumni office who went there'
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
    when 'scoop' then 'told you how it is there' when 'interview' then 'interviewed you'
    when 'opening' then 'told you of it' when 'advice' then 'advised you'
    else case when helped is not null then 'helped you' end end;
create or replace macro help_words(helped) as case helped
    when 'introduction' then 'gave you an introduction' when 'good-word' then 'put in a good word for you'
    when 'scoop' then 'told you how it is there' when 'interview' then 'interviewed you'
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
-- A time that somebody shared with the user.
create or replace macro together_words(kind, course, place, since, until, is_vague) as (
    case when kind = 'work' then 'worked with you' when is_vague then 'may have trained with you: ' || course
        else 'trained with you: ' || course end
    || ' at ' || place || ', ' || since || '–' || until
    || case when is_vague then ' (years partly unknown: possible overlap)' else '' end);
