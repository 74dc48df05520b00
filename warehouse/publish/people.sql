-- One row a person the user knows or may know; `label` is what the user calls them. Given and family name and
-- credentials are of one record that bears the name which is shown.
-- reads: core.person, core.person_record, raw.person_record
-- makes: main.people
with spelled as (
    select
        r.person_id, s.name,
        arg_min({'given': s.given, 'family': s.family}, (coalesce(s.given, '') = '', s.record_id)) as parts,
        arg_min(s.credentials, s.record_id) filter (s.credentials is not null) as credentials
    from core.person_record r join raw.person_record s using (record_id)
    group by all
)
select
    person_id, name, emails, phones, urls, npi, sources, label,
    nullif(parts.given, '') as given, nullif(parts.family, '') as family, credentials, note
from core.person left join spelled using (person_id, name) order by person_id
