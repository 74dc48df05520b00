-- One row a pair of postings that share a key, compared with their neighbours in the order of the key only.
-- reads: opening_posting, without_tags()
-- makes: opening_key, opening_pair
create or replace temp table opening_key as
with told as (
    select
        posting_id,
        array_to_string(list_sort(title_words), ' ') as title_key,
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
select posting_id, hash('text', state, sketch), coalesce(city, '') from sentence join told using (posting_id);

create or replace temp table opening_pair as
with ranked as (
    select posting_id, key, row_number() over (partition by key order by sort_key, posting_id) as n
    from opening_key
    qualify count(*) over (partition by key) > 1
)
select distinct least(a.posting_id, b.posting_id) as a, greatest(a.posting_id, b.posting_id) as b
from ranked a
join ranked b on a.key = b.key and b.n between a.n + 1 and a.n + 20
union
-- And with the first of the key: a chain of thousands would take as many rounds to be one group.
select least(a.posting_id, b.posting_id), greatest(a.posting_id, b.posting_id)
from ranked a
join ranked b on a.key = b.key and a.n = 1 and b.n > 21;
