-- One row a pair of postings that share a key, compared with their neighbours in the order of the key only.
-- reads: opening_brief, opening_posting, without_tags()
-- makes: opening_key, opening_pair
create or replace temp table opening_key as
with told as (
    select
        posting_id, title_key, codes,
        len(list_filter(title_words, lambda w: not list_contains(specialty_words, w))) as telling,
        coalesce(employer, agency) as who, state, city, specialty_code, quoted,
        coalesce(requisition, quoted) as requisition
    from opening_posting
),
sentence as (
    select posting_id, unnest(list_sort(list_distinct(list_transform(list_filter(
        string_split(translate(lower(without_tags(description)), E'!?;:\n\r', '......'), '.'),
        lambda s: length(s) >= 30), lambda s: hash(trim(s)))))[1:5]) as sketch
    from opening_posting
    where length(description) >= 400
)
select posting_id, hash('place', who, state, city, specialty_code) as key, title_key as sort_key from told
where who is not null and city is not null and specialty_code is not null
union all
select posting_id, hash('title', who, state, title_key), coalesce(city, '')
from told
where who is not null and title_key <> ''
union all
-- Some boards cut titles off.
select posting_id, hash('begin', t.who, t.state, left(lower(p.title), 40)), coalesce(t.city, '')
from told t
join opening_posting p using (posting_id)
where t.who is not null and length(p.title) >= 40
union all
select posting_id, hash('requisition', who, requisition), coalesce(city, '')
from told
where who is not null and requisition is not null
union all
-- An agency that hides the employer may still quote its number; a short one could be anybody's.
select posting_id, hash('number', state, requisition), coalesce(city, '') from told where length(requisition) >= 5
union all
select posting_id, hash('number', state, quoted), coalesce(city, '') from told where length(quoted) >= 5
union all
select posting_id, hash('telling', state, title_key), coalesce(city, '') from told where telling >= 3
union all
select posting_id, hash('whole', p.state, description), coalesce(p.city, '')
from opening_posting p
where length(description) between 200 and 399
union all
select posting_id, hash('text', state, sketch), coalesce(city, '') from sentence join told using (posting_id)
union all
-- A short text is compared within its city and specialty: an agency's copy of it shares no sentence, title or name.
select posting_id, hash('brief', state, city, specialty_code), title_key
from opening_brief
join told using (posting_id)
where state is not null and city is not null and specialty_code is not null
union all
select posting_id, hash('code', state, city, specialty_code, unnest(codes)), title_key
from told
where city is not null and specialty_code is not null;

create or replace temp table opening_pair as
with ranked as (
    select
        posting_id, key, row_number() over (partition by key order by sort_key, posting_id) as n,
        -- The more share a key, the less it says.
        case when count(*) over (partition by key) > $crowd then $few else $neighbours end as reach
    from opening_key
    qualify count(*) over (partition by key) > 1
),
-- Neighbours are met by their number: all of a key against each other would be every pair of a feed.
reached as (
    select posting_id, key, unnest(range(n + 1, n + reach + 1)) as n from ranked
    union all
    -- And the first of the key: a chain of thousands would take as many rounds to be one group.
    select posting_id, key, 1 from ranked where n > reach + 1
)
select distinct least(a.posting_id, b.posting_id) as a, greatest(a.posting_id, b.posting_id) as b
from reached a
join ranked b using (key, n);
