-- One row a distinct name of an employer or institution, with its place; agencies are nobody's employer.
-- reads: core.posting, raw.affiliation_record
-- changes: core.mention
insert into core.mention
with named as (
    select coalesce(agency_client, employer_name) as name, city, state
    from core.posting
    where agency_client is not null or employer_kind is distinct from 'agency'
    union all
    select organisation_name, city, state from raw.affiliation_record
)
select mention_id(name, city, state), any_value(name order by name), any_value(city order by city), any_value(upper(state))
from named
where name_key(coalesce(name, '')) <> ''
group by 1;
