-- Where a tie or a workplace was read: a code with its arguments as JSON text, since evidence is an argument of other
-- codes; and what curbside says of it in English. Several are a line each. Text that is no code is said as it stands.
-- reads: joined()
-- makes: export_words(), known_origin_words(), list_words(), number_of(), origin(), origin_words(), whose()
create or replace macro origin(code, args) as to_json({'code': code, 'args': args::text[]})::text;
create or replace macro whose(friend) as coalesce(friend || '''s ', '');
create or replace macro number_of(number, one) as number || ' ' || one || case number when '1' then '' else 's' end;
create or replace macro export_words(source) as case source
    when 'linkedin' then 'LinkedIn export' when 'google' then 'Google contacts' when 'outlook' then 'Outlook contacts'
    when 'vcard' then 'address book' else source end;
-- To be on a list is a tie. `source`, `friend`: whose list of which kind it is.
create or replace macro list_words(source, friend, since) as case
    when friend is not null
        then 'in the ' || case source when 'linkedin' then 'LinkedIn' else source end || ' export of ' || friend
    when source = 'friend' then 'gave you an export'
    when source = 'linkedin' then 'connected on LinkedIn' || coalesce(' since ' || since, '')
    when source = 'roster' then 'on a list of yours'
    else 'in your address book'
end;
create or replace macro known_origin_words(c) as case c.code
    when 'archive' then 'your LinkedIn archive, ' || c.args[1] || '.csv'
    when 'calendar' then 'your calendar: ' || number_of(c.args[1], 'day') || ', last on ' || c.args[2]
    when 'connected' then 'connected on LinkedIn' || coalesce(' since ' || c.args[1], '')
    when 'endorsed them' then 'you endorsed their skills on LinkedIn'
    when 'endorsed you' then 'endorsed your skills on LinkedIn'
    when 'export' then whose(c.args[2]) || export_words(c.args[1]) || ' of ' || c.args[3]
    when 'friend connected' then whose(c.args[2]) || export_words(c.args[1]) || coalesce(' since ' || c.args[3], '')
    when 'gave contacts' then 'gave you an export of their own contacts'
    when 'invited them' then 'you invited them on LinkedIn'
    when 'invited you' then 'they invited you on LinkedIn'
    when 'kept' then 'kept by you: ' || number_of(c.args[1], coalesce(c.args[3], 'contact'))
        || ', last on ' || c.args[2]
    when 'list' then list_words(c.args[1], c.args[2], c.args[3])
    when 'listed' then 'listed there in ' || coalesce(c.args[2] || '''s ', 'your ') || export_words(c.args[1]) || ' of '
        || c.args[3]
    when 'messages' then 'LinkedIn messages: ' || c.args[1] || ' from you, ' || c.args[2] || ' to you'
    when 'met' then 'you met' || coalesce(' at ' || c.args[1], '') || ' on ' || c.args[2]
    when 'noted' then 'you noted it on ' || c.args[1]
    when 'noted them' then 'you keep a note on them on LinkedIn'
    when 'own note' then 'your note: ' || c.args[1]
    when 'recommended them' then 'you recommended them on LinkedIn'
    when 'recommended you' then 'recommended you on LinkedIn'
    when 'register' then 'CMS Doctors & Clinicians, matched ' || c.args[1]
    when 'roster' then 'roster ' || c.args[1] || ', line ' || c.args[2]
    when 'roster met' then 'met: ' || c.args[1] || ' (roster ' || c.args[2] || ', line ' || c.args[3] || ')'
    when 'roster reckoned' then 'roster ' || c.args[1] || ', line ' || c.args[2]
        || '; start reckoned: the program lasts ' || c.args[3] || ' years'
    when 'sent mail' then 'your sent mail: ' || number_of(c.args[1], 'day') || ', last on ' || c.args[2]
    when 'settings' then 'curbside.toml'
    else error('no words for the origin ' || c.code)
end;
-- One list after the other: a lambda within a lambda is planned several times.
create or replace macro origin_words(origin) as case
    when origin like '{"code":%' then joined(list_transform(
        list_transform(
            string_split(origin, chr(10)),
            lambda line: from_json(line, '{"code": "VARCHAR", "args": ["VARCHAR"]}')
        ), lambda c: known_origin_words(c)), '; ')
    else origin
end;
