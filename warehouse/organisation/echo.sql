-- One row a name given without its place that another row gives, letter for letter, with one: both are one employer,
-- with registers or without; a name with a word of its own also where only the number, the accents or the legal form
-- differ. Where the same name is given in several places that are several organisations, none is meant.
-- reads: company_mention, core.mention, core.mention_match, core.organisation, placeholder, plain_word, text_token
-- reads: tier(), untrained()
-- makes: echo, echoed_match
-- changes: core.mention_match
-- after: found
create or replace temp table echo as
with shared_letters as (
    -- "RRMC" in Rutland, Vermont, says little of who writes "RRMC" without a place
    select upper(name_initials(name)) from core.organisation where kind = 'hospital' and source = 'cms'
    group by all having count(*) > 1
),
spelt as (
    select
        m.mention_id, m.city is null and m.state is null as is_placeless,
        -- "Dermatology Associates" is the firm of that very name, "Dermatology Associates, P.C." may be another
        not list_has_all(w.words, t.tokens) and m.name not in (from shared_letters) as is_rare,
        unnest(['name:' || name_key(m.name)]
            || case when list_has_all(w.anybody, t.tokens) or m.mention_id in (from company_mention) then []
                else ['canon:' || t.canon] end) as key
    from core.mention m
    join text_token t on t.text = untrained(m.name)
    cross join plain_word w
    where name_key(m.name) not in (select name from placeholder)
),
placed as (
    select key, any_value(organisation_id) as organisation_id, min(confidence) as confidence
    from spelt
    join core.mention_match x using (mention_id)
    where not is_placeless and x.rank = 1 and x.confidence >= 0.8
    group by key
    having count(distinct organisation_id) = 1
)
select s.mention_id, p.organisation_id, least(p.confidence, case when is_rare then 0.9 else 0.7 end) as confidence
from spelt s
join placed p using (key)
left join core.mention_match x on x.mention_id = s.mention_id and x.organisation_id = p.organisation_id
where s.is_placeless and coalesce(x.confidence, 0) < least(p.confidence, case when is_rare then 0.9 else 0.7 end)
qualify row_number() over (partition by s.mention_id order by s.key desc) = 1;

create or replace temp table echoed_match as
with told as (
    select mention_id, organisation_id, confidence, said('echo', []) as reason, 0.0 as ord from echo
    union all
    -- whom the name alone would have meant is no longer sure
    select x.mention_id, x.organisation_id, case when e.confidence >= 0.8 then least(x.confidence, 0.5)
        else x.confidence end, x.reason, x.rank
    from core.mention_match x
    left join echo e using (mention_id)
    where x.organisation_id is distinct from e.organisation_id
)
select
    mention_id, organisation_id,
    row_number() over (partition by mention_id order by (confidence >= 0.8) desc, ord, confidence desc,
        organisation_id) as rank,
    tier(confidence) as tier, confidence, reason
from told;

delete from core.mention_match where mention_id in (select mention_id from echo);
insert into core.mention_match by name select * from echoed_match where mention_id in (select mention_id from echo);
