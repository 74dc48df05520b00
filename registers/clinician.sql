-- One row a clinician, group and address; up to 2021 with the hospitals of the clinician.
create view shaped as
select
    * exclude (hosp_1, hosp_2, hosp_3, hosp_4, hosp_5, hosp_name_1, hosp_name_2, hosp_name_3, hosp_name_4, hosp_name_5)
    replace (try_cast(graduation_year as integer) as graduation_year, try_cast(group_members as integer) as group_members,
        left(lpad(postal_code, case when length(postal_code) > 5 then 9 else 5 end, '0'), 5) as postal_code),
    list_transform(list_filter([hosp_1, hosp_2, hosp_3, hosp_4, hosp_5], lambda c: c is not null), lambda c: lpad(c, 6, '0')) as hospitals,
    list_filter([hosp_name_1, hosp_name_2, hosp_name_3, hosp_name_4, hosp_name_5], lambda n: n is not null) as hospital_names
from given
where npi is not null;
