-- One row an organisation and the states where it is at home: its own and those of its hospitals, schools and
-- practices.
-- reads: core.organisation, practice_place
-- makes: reach
create or replace temp table reach as
select organisation_id, list(distinct state) as states
from (
    select organisation_id, state from core.organisation
    union
    select system_id, state from core.organisation where system_id is not null
    union
    select parent_id, state from core.organisation where parent_id is not null
    union
    select organisation_id, state from practice_place
    union
    -- A Permanente group is of Kaiser's region: "TPMG" in Virginia is another.
    select organisation_id, unnest(string_split(land.states, ' ')) from core.organisation o
    join (values ('the permanente medical group', 'CA'), ('southern california permanente medical group', 'CA'),
        ('northwest permanente', 'OR WA'), ('washington permanente medical group', 'WA'),
        ('colorado permanente medical group', 'CO'), ('hawaii permanente medical group', 'HI')
    ) land(name, states) on land.name = name_key(o.name)
)
where state is not null
group by 1;
