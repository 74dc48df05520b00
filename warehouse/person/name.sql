-- One row a record with a name: its words, and how many of a thousand million people bear one like it.
-- `share`: surname times given name. People of one surname often share a language, and so given names: no given name says
-- more than one in 300. A surname that the census does not list has fewer than a hundred bearers.
-- reads: name_share, person_nickname, person_source, person_spelling
-- makes: given_alike, person_name, person_root, rarest_given(), unlisted_family()
create or replace macro rarest_given() as 1.0 / 300;
create or replace macro unlisted_family() as 2e-7;
create or replace temp table person_name as
with word as (
    select
        record_id, name_key, generation(name) as generation, string_split(name_key, ' ') as words,
        string_split(plain_name(name), ' ') as all_words
    from person_source
    where name_key like '% %'
),
spelt as (
    select
        record_id, name_key, generation, words[-1] as family,
        -- "R. David Jones" is called David.
        case when length(words[1]) = 1 and len(words) > 2 then words[2] else words[1] end as given,
        case when len(all_words) > 2 then case when length(words[1]) = 1 and len(words) > 2 then words[1] else all_words[2][1] end end as middle
    from word
)
select
    s.*, length(given) = 1 as is_initial, g.share is not null as is_known,
    case when length(given) = 1 then 0.06 else greatest(coalesce(g.share, 0), rarest_given()) end * coalesce(f.share, unlisted_family()) as share
from spelt s
left join name_share g on g.kind = 'given' and g.name = s.given
left join name_share f on f.kind = 'family' and f.name = s.family;

-- One row a given name and a name that its bearer may be written by; `is_plain`: no other given name of a family; `is_own`:
-- the name itself, however it is spelt (Stephen, Steven; Muhammad, Mohammed).
create or replace temp table person_root as
with given as (
    select distinct p.given, coalesce(s.given, p.given) as root
    from person_name p left join person_spelling s on s.spelling = p.given
    where not is_initial
)
select given, root, true as is_plain, true as is_own from given
union all
select g.given, coalesce(s.given, n.given), n.is_plain, false
from given g
join person_nickname n on n.nickname in (g.given, g.root)
left join person_spelling s on s.spelling = n.given;
-- Whether two given names may be one person's: the same, one the short form of the other, or both of a third.
create or replace temp table given_alike as
select a.given, b.given as other, bool_or(a.is_plain and b.is_plain and (a.is_own or b.is_own)) as is_plain
from person_root a
join person_root b using (root)
group by all;
