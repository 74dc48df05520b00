-- Where a tie or a workplace was read, in English: evidence of the user's files is kept in words, as their readers say
-- it.
-- makes: kept_words(), listed_words(), met_words(), noted_words(), register_words(), shown_words()
create or replace macro listed_words(source, friend, since) as case
    when friend is not null
        then 'in the ' || case source when 'linkedin' then 'LinkedIn' else source end || ' export of ' || friend
    when source = 'friend' then 'gave you an export'
    when source = 'linkedin' then 'connected on LinkedIn' || coalesce(' since ' || since, '')
    when source = 'roster' then 'on a list of yours'
    else 'in your address book'
end;
create or replace macro kept_words(contacts, last_on) as (
    'kept by you: ' || contacts || case when contacts = 1 then ' contact' else ' contacts' end
    || ', last on ' || last_on
);
create or replace macro shown_words(how, days, last_on) as case how
    when 'met' then 'your calendar: ' else 'your sent mail: '
end || days || case when days = 1 then ' day' else ' days' end || ', last on ' || last_on;
create or replace macro met_words(at_place, met_on) as (
    'you met' || coalesce(' at ' || at_place, '') || ' on ' || met_on
);
create or replace macro noted_words(met_on) as ('you noted it on ' || met_on);
create or replace macro register_words(how) as ('CMS Doctors & Clinicians, matched ' || how);
