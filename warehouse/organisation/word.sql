-- One row a mention and what the user said of it: the newest word on a pair wins, over every rule.
-- reads: core.mention, core.mention_match, core.organisation, raw.journal
-- makes: core.employer_review, parted, ranked_match, said, said_different, said_mention, said_organisation, said_same
-- changes: core.mention_match, core.organisation
-- after: echo
create or replace temp table said as
with word_on as (
    select verb, trim(subject) as a, trim(object) as b, said_at, coalesce(detail ->> 'kind', 'employer') as kind
    from raw.journal
    where verb in ('same', 'different') and subject is not null and object is not null
)
select verb, a, b, said_at, row_number() over (order by said_at, a, b) as ord
from word_on
where kind = 'employer'
qualify row_number() over (partition by least(a, b), greatest(a, b) order by said_at desc) = 1;

create or replace temp table said_mention as
select s.ord, t.side, m.mention_id
from said s, (values ('a'), ('b')) t(side)
join core.mention m
    on m.mention_id = case side when 'a' then s.a else s.b end
        or name_key(m.name) = name_key(case side when 'a' then s.a else s.b end)
union
select s.ord, t.side, x.mention_id
from said s, (values ('a'), ('b')) t(side)
join core.mention_match x on x.organisation_id = case side when 'a' then s.a else s.b end and x.rank = 1
    and x.confidence >= 0.8;

create or replace temp table said_organisation as
with found as (
    select s.ord, t.side, o.organisation_id, 1 as rank
    from said s, (values ('a'), ('b')) t(side)
    join core.organisation o on o.organisation_id = case side when 'a' then s.a else s.b end
    union all
    select s.ord, t.side, o.organisation_id, 2
    from said s, (values ('a'), ('b')) t(side)
    join core.organisation o on name_key(o.name) = name_key(case side when 'a' then s.a else s.b end)
    union all
    select m.ord, m.side, x.organisation_id, 3
    from said_mention m
    join core.mention_match x on x.mention_id = m.mention_id and x.rank = 1
)
select ord, side, arg_min(organisation_id, (rank, organisation_id)) as organisation_id
from found
group by ord, side;

-- The side that registers know is what the other one is called; of two names the second.
create or replace temp table said_same as
with directed as (
    select
        s.ord,
        case when exists (select * from said_mention m where m.ord = s.ord and m.side = 'a')
            and y.organisation_id is not null then 'a' else 'b' end as named,
        x.organisation_id as of_a, y.organisation_id as of_b
    from said s
    left join said_organisation x on x.ord = s.ord and x.side = 'a'
    left join said_organisation y on y.ord = s.ord and y.side = 'b'
    where s.verb = 'same'
)
select m.mention_id, case named when 'a' then of_b else of_a end as organisation_id, ord
from directed d
join said_mention m using (ord)
where case named when 'a' then of_b else of_a end is not null
qualify row_number() over (partition by m.mention_id order by ord desc) = 1;
-- The word teaches the name: rows that say the same in the organisation's own town or state mean it as well.
insert into said_same
select n.mention_id, s.organisation_id, s.ord
from said_same s
join core.mention m using (mention_id)
join core.organisation o using (organisation_id)
join core.mention n on name_key(n.name) = name_key(m.name) and upper(n.state) = upper(o.state)
    and (n.city is null or o.city is null or place_key(n.city) = place_key(o.city))
where n.mention_id not in (select mention_id from said_same)
qualify row_number() over (partition by n.mention_id order by s.ord desc) = 1;

create or replace temp table said_different as
select distinct m.mention_id, o.organisation_id, s.ord
from said s
join said_mention m on m.ord = s.ord and m.side = 'a'
join said_organisation o on o.ord = s.ord and o.side = 'b'
where s.verb = 'different';

delete from core.mention_match x using said_different d
where d.mention_id = x.mention_id and d.organisation_id = x.organisation_id;
delete from core.mention_match x using said_same s
where s.mention_id = x.mention_id and not exists (select * from said_different d where d.mention_id = s.mention_id
    and d.organisation_id = s.organisation_id and d.ord > s.ord);
insert into core.mention_match
select mention_id, organisation_id, 0, 'confirmed', 1.0, said('user', [])
from said_same s
where not exists (select * from said_different d where d.mention_id = s.mention_id
    and d.organisation_id = s.organisation_id and d.ord > s.ord);

-- Whoever the user parted from its organisation stands for itself.
create or replace temp table parted as
select distinct d.mention_id, found_id('parted|' || d.mention_id) as organisation_id
from said_different d
where d.mention_id not in (select mention_id from core.mention_match where confidence >= 0.8);
insert into core.organisation
select p.organisation_id, m.name, 'group', m.city, m.state, null, null, null, null, null, 'mention'
from parted p
join core.mention m using (mention_id);
insert into core.mention_match
select mention_id, organisation_id, 0, 'confirmed', 1.0, said('user parted', []) from parted;

create or replace temp table ranked_match as
select * replace (row_number() over (partition by mention_id order by rank, confidence desc, organisation_id) as rank)
from core.mention_match;
delete from core.mention_match;
insert into core.mention_match by name select * from ranked_match;

-- One row a name that curbside was not sure of: the likeliest first.
create or replace table core.employer_review as
select
    m.mention_id as a, x.organisation_id as b,
    concat_ws(', ', m.name, m.city, m.state) as a_text, concat_ws(', ', o.name, o.city, o.state) as b_text,
    x.confidence as score, x.reason
from core.mention_match x
join core.mention m using (mention_id)
join core.organisation o using (organisation_id)
where x.confidence between 0.25 and 0.8
    and (m.mention_id, x.organisation_id) not in (select (mention_id, organisation_id) from said_different)
qualify row_number() over (partition by m.mention_id order by x.confidence desc, x.organisation_id) <= 2
order by x.confidence desc, m.mention_id
limit 500;
