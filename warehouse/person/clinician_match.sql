-- One row a contact whom the register of clinicians lists, with the probability that it is this one: of all who bear
-- the name, listed or not, each is as likely as what is known of the contact fits.
-- reads: clinician_candidate
-- makes: hinted_from(), sure_from()
-- changes: core.clinician_match
-- part: clinician
-- How likely it has to be to be sure: where the hospital or group agrees and something else, less of a margin will do
-- (none of 113 between 0.98 and 0.995 was wrong); a name that is only like the other needs more
-- (benchmarks/link_clinicians.py).
create or replace macro sure_from(agree, is_there, kept) as case
    when agree >= 2 and is_there then case when kept >= 0.5 then 0.98 else 0.99 end
    when kept >= 0.5 and not is_there then 0.995 else 0.999 end;
create or replace macro hinted_from() as 0.5;
insert into core.clinician_match
with weighed as (
    select
        *, same_house or same_group or same_phone as is_there,
        case when is_npi then 1.0 else says / (unlisted + sum(says) over (partition by person_id)) end as p
    from clinician_candidate
),
best as (
    select * from weighed qualify row_number() over (partition by person_id order by p desc, npi) = 1
),
hinted as (
    select
        *,
        is_npi or (
            p >= sure_from(agree, is_there, kept) and agree >= 1
            -- Father and son agree in all but the class; a namesake of another profession or field is hinted at.
            and coalesce(years_apart <= 10, true) and not coalesce(other_profession, false)
            and (is_there or not coalesce(know_field and not same_field, false))
        ) as is_sure
    from best
    where p >= hinted_from()
),
told as (
    -- Two contacts of one clinician: the surer one, if the other is no more than a hint.
    select
        *, count(*) filter (is_sure) over (partition by npi) as sure, count(*) over (partition by npi) as claims
    from hinted
)
select
    person_id, npi, school, graduation_year, p,
    case when is_npi then 1.0 when is_sure then 0.97 when p >= 0.9 then 0.75 else 0.6 end as certainty,
    case when is_npi then 'by NPI' else 'by name' || coalesce(joined(list_transform(list_filter([
        case when same_house then 'employer' when same_group then 'group' when same_phone then 'telephone' end,
        case when same_school then 'school' end, case when years_apart <= 1 then 'class' end,
        case when years_apart is null and years_off = 0 then 'years of training' end,
        case when know_field and same_field then 'specialty' end, case when know_state and same_state then 'state' end
    ], lambda h: h is not null), lambda h: ', ' || h), ''), '') end as how
from told
where is_npi or (is_sure and sure = 1) or claims = 1;
