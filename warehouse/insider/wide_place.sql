-- One row a name of a workplace that has many places, so that without a place none is meant: `wide_firm` lists
-- those known all over the country; others are seen to post in several states or many towns.
-- reads: core.employer_organisation, core.mention, core.organisation, core.target, wide_firm
-- makes: is_everywhere(), is_wide_firm(), wide_place
create or replace macro is_wide_firm(key) as key in (from wide_firm);
create or replace macro is_everywhere(employer) as is_wide_firm(firm_name(employer));

create or replace temp table wide_place as
select mention_id from core.mention where state is null and is_everywhere(name)
union
select y.mention_id
from core.employer_organisation x
join core.employer_organisation y on y.organisation_id = x.organisation_id
join core.target t on t.target_id = x.mention_id
join core.organisation o on o.organisation_id = x.organisation_id
where o.kind not in ('hospital', 'school') and x.confidence >= 0.8 and y.confidence >= 0.8
    and t.city is not null and t.state is not null
group by y.mention_id
having count(distinct t.state) >= 3 or count(distinct place_key(t.city) || t.state) >= 6;
