-- One row a mention and a hospital that shares with it only words of a longer name of somebody else, with which the
-- mention begins, or the town behind it: "Children's Mercy Joplin" is not Mercy Hospital Joplin, nor is "Texas
-- Children's Hospital North Austin" North Austin Medical Center.
-- reads: alias_token, compass_points(), core.organisation, hospital_token, linkage, mention_text
-- reads: named_match, scored, text_token, town, word, word_stem(), word_stems()
-- makes: longer_name
create or replace temp table longer_name as
with untelling as (
    select list(distinct word_stem(word)) as words from word where kind in ('type', 'connective', 'practice', 'firm')
),
begin as (
    select mention_id, words, unnest(range(2, len(words))) as n
    from (select x.mention_id, string_split(t.canon, ' ') as words from mention_text x join text_token t using (text)
        where x.part = 'whole')
),
-- Names that are one owner's, whole.
owned as (
    select a.canon, any_value(a.tokens) as tokens,
        bool_or(a.organisation_id like 'ccn:%')
            and list_has_any(any_value(a.tokens), ['hospital', 'infirmary', 'center', 'children']) as is_house,
        list(distinct coalesce(o.system_id, a.organisation_id)) as owners
    from alias_token a
    join core.organisation o using (organisation_id)
    where not a.is_unsafe and a.canon not in (select town from town)
    group by a.canon
    having len(owners) = 1
),
begun as (
    select b.mention_id, b.words, o.tokens, o.owners[1] as owner,
        case when o.is_house then compass_points(list_slice(b.words, b.n + 1, -1)) else [] end as compass
    from begin b
    join owned o on o.canon = joined(list_slice(b.words, 1, b.n), ' ')
    qualify row_number() over (partition by b.mention_id order by b.n desc, b.words) = 1
),
met as (
    select mention_id, organisation_id from scored where is_exact = 0
    union
    select mention_id, organisation_id from named_match where organisation_id like 'ccn:%' and reason.args[1] = 'part'
)
select m.mention_id, m.organisation_id
from met m
join begun b using (mention_id)
join hospital_token h using (organisation_id)
join core.organisation o using (organisation_id)
cross join untelling u
where coalesce(o.system_id, m.organisation_id) <> b.owner
    -- whose it was bears that owner's name still: "Baylor Scott & White Medical Center Carrollton", sold since
    and (m.organisation_id, b.owner) not in (
        select ('ccn:' || ccn, 'sys:' || system_id) from linkage
        where ccn is not null and system_id is not null)
    -- it lacks a telling word of that name
    and not list_has_all(list_concat(h.tokens, u.words), b.tokens)
    -- and all that it shares, but for where it is, stands in that name
    and list_has_all(
        list_concat(b.tokens, u.words, b.compass, string_split(coalesce(word_stems(place_key(o.city)), ''), ' ')),
        list_intersect(h.tokens, b.words))
    -- a town alone tells nothing: "Indiana University Health La Porte Hospital" has had other owners
    and len(list_filter(list_intersect(list_concat(b.tokens, b.compass), h.tokens),
        lambda w: not list_contains(u.words, w))) > 0;
