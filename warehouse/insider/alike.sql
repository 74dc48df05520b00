-- One row an employer of a posting and a workplace in its town whose names are alike, where no register explains both.
-- The degrees are shares that were right among the hospitals of one town: benchmarks/alike_employers.py measures them.
-- reads: alike(), core.affiliation, core.mention, core.mention_match, core.organisation, core.target, employer_word
-- reads: single()
-- makes: name_alike, unexplained, unexplained_name, unexplained_word
create or replace temp table unexplained as
with place as (
    select t.mention_id, t.name, t.city, t.state
    from core.mention t
    where t.city is not null and t.state is not null and not treats_animals(t.name)
        and (
            t.mention_id in (select target_id from core.target)
            or t.mention_id in (select mention_id from core.affiliation where kind = 'work')
        )
)
select * from place
where mention_id not in (
    select m.mention_id from core.mention_match m join core.organisation o using (organisation_id)
    where m.confidence >= 0.8 and o.source is distinct from 'mention');

create or replace temp table unexplained_word as
with split as (
    select
        mention_id,
        city,
        unnest(string_split(
            veterans_va(regexp_replace(name_key(name), '\b([a-z]) ([a-z])\b', '\1\2', 'g')), ' ')) as word
    from unexplained
),
meant as (
    select distinct s.mention_id, s.city, single(coalesce(w.means, s.word)) as word
    from split s
    left join employer_word w on w.word = s.word and w.kind = 'abbreviation'
    where s.word not in (select word from employer_word where kind = 'connective') and s.word not in ('cah', 'district')
),
kinds as (
    select single(word) as word, bool_or(kind = 'type') as is_type
    from employer_word where kind in ('type', 'common') group by 1
)
select
    m.mention_id, m.word,
    case
        when
            m.word in ('clinic', 'physician', 'group', 'associate', 'practice', 'partner', 'school', 'college')
            then 'sort'
        -- "Oak Street Dental" is none of Oak Street Health's
        when m.word in (select single(word) from employer_word where kind = 'trade') then 'trade'
        when k.is_type then 'type'
        when list_contains(list_transform(string_split(name_key(m.city), ' '), lambda c: single(c)), m.word) then 'town'
        when k.word is not null then 'common' else 'rare' end as kind
from meant m
left join kinds k using (word);

create or replace temp table unexplained_name as
select
    u.mention_id, place_key(u.city) as city_key, upper(u.state) as state,
    coalesce(list_sort(list(w.word) filter (w.kind = 'rare')), []) as rare,
    coalesce(list_sort(list(w.word) filter (w.kind = 'common')), []) as common,
    coalesce(list_sort(list(w.word) filter (w.kind = 'sort')), []) as sort,
    coalesce(list_sort(list(w.word) filter (w.kind = 'trade')), []) as trade,
    bool_or(w.kind = 'town') as says_town
from unexplained u
join unexplained_word w using (mention_id)
group by all;

create or replace temp table name_alike as
with shared as (
    -- A word that tells something, or the name of the town in both.
    select distinct t.mention_id as target_id, p.mention_id
    from unexplained_word x
    join unexplained_name t on t.mention_id = x.mention_id and t.mention_id in (select target_id from core.target)
    join unexplained_name p on p.city_key = t.city_key and p.state = t.state and p.mention_id <> t.mention_id
    join unexplained_word y on y.mention_id = p.mention_id and y.word = x.word
    where x.kind in ('rare', 'common', 'town')
        and p.mention_id in (select mention_id from core.affiliation where kind = 'work' and person_id <> 'me')
),
judged as (
    select
        s.target_id, s.mention_id, t.rare || t.common as words,
        alike(t.rare, p.rare, t.common, p.common, t.says_town and p.says_town)
        * case when t.sort = p.sort then 1.0 else 0.8 end as confidence
    from shared s
    join unexplained_name t on t.mention_id = s.target_id
    join unexplained_name p on p.mention_id = s.mention_id and p.trade = t.trade
),
ranked as (
    select *, count(distinct words) filter (confidence >= 0.5) over (partition by mention_id) as rivals from judged
)
-- Two employers of the town that a name is like: it means neither for sure, unless it says the same as one.
select
    target_id,
    mention_id,
    case when rivals > 1 and confidence < 0.9 then confidence / 2 else confidence end as confidence
from ranked
where confidence >= 0.5;
