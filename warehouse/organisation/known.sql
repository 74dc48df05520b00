-- `known_match`: one row a name that a hospital is well known by ("MD Anderson", "Cedars"), whole, or its name with its
-- town behind it, where no place speaks against it.
-- `other_owner`: one row a name and a hospital that bears it, where a system that is not the hospital's does as well
-- ("Covenant Health" in Saginaw, in Knoxville and in Tewksbury).
-- reads: alias_token, body_mention, core.organisation, mention_place, mention_text, plain_word, text_token
-- reads: wide_mention, word_stems()
-- makes: known_match, other_owner
create or replace temp table other_owner as
select distinct x.mention_id, a.organisation_id
from mention_text x
join mention_place p using (mention_id)
join text_token t on t.text = x.text
join alias_token a on a.canon = t.canon and a.organisation_id like 'ccn:%'
join core.organisation o on o.organisation_id = a.organisation_id
join alias_token s on s.canon = t.canon and s.organisation_id like 'sys:%'
    and s.organisation_id is distinct from o.system_id
    and coalesce(p.state = s.state, true)
where x.part in ('whole', 'inside');

create or replace temp table known_match as
with house as (
    select o.organisation_id, t.canon, o.state, place_key(o.city) as city
    from core.organisation o
    join text_token t on t.text = o.name
    where o.kind = 'hospital' and o.source = 'cms' and o.organisation_id like 'ccn:%'
),
known as (
    select a.organisation_id, a.canon, a.state, a.city
    from alias_token a, plain_word w
    where a.is_known and a.organisation_id like 'ccn:%'
        -- "The Med" of Memphis is not "Medica", nor whatever else is called medical
        and not list_contains(w.words || w.hollow, a.canon)
    union
    -- "Community Hospital Grand Junction", as no other hospital's name and town
    select organisation_id, canon || ' ' || word_stems(city), state, city from house
    union
    -- "St. Anthony Pendleton", without what kind of house it is
    select organisation_id, short || ' ' || word_stems(city), state, city
    from (
        select *, some_text(regexp_extract(canon,
            '^(.+?)(?: regional| community| general)?(?: hospital| medical center| health center)$', 1)) as short
        from house
    )
    where short not in (word_stems(city), 'va')
)
select x.mention_id, min(a.organisation_id) as organisation_id
from mention_text x
join mention_place p using (mention_id)
join text_token t on t.text = x.text
join known a on a.canon = t.canon
    and (p.state is null or p.state = a.state) and (p.city is null or place_key(p.city) = a.city)
where x.part in ('whole', 'inside') and x.share >= 0.97 and x.mention_id not in (from wide_mention)
    and x.mention_id not in (from body_mention)
    and (x.mention_id, a.organisation_id) not in (from other_owner)
group by x.mention_id
having count(distinct a.organisation_id) = 1;
