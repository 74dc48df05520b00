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
    union all
    -- who has left may have moved
    select organisation_name, null, null from raw.affiliation_record
    where coalesce(city, state) is not null and standing(title, as_of) = 'left'
    union all
    -- What a name that somebody gives without its place would mean in a state where a posting has it.
    select a.organisation_name, null, p.state
    from (select distinct organisation_name, name_key(organisation_name) as key from raw.affiliation_record
        where state is null) a
    join (
        select distinct name_key(coalesce(agency_client, employer_name)) as key, state
        from core.posting where state is not null
            and (agency_client is not null or employer_kind is distinct from 'agency')
    ) p using (key)
)
select mention_id(name, city, state), any_value(name order by name), any_value(city order by city),
    any_value(upper(state))
from named
where name_key(coalesce(name, '')) <> ''
group by 1;
