-- One row a name that is one organisation's whole name but for a slip of the pen in a word that no register has
-- ("Oschner Medical Center", "Tallahasee Memorial HealthCare"), where no place speaks against it; `is_here`: in its
-- town.
-- reads: alias_token, core.organisation, mention_place, mention_text, plain_word, text_token, town
-- makes: slip_match
create or replace temp table slip_match as
with borne as (
    select distinct unnest(tokens) as word from alias_token
),
strange as (
    select mention_id, state, city, canon, word, false as is_borne
    from (
        select x.mention_id, p.state, place_key(p.city) as city, t.canon, unnest(t.tokens) as word
        from mention_text x join text_token t using (text) join mention_place p using (mention_id)
        where x.part in ('whole', 'inside') and len(t.tokens) > 1
    )
    where length(word) > 6 and not regexp_matches(word, '\d') and word not in (from borne)
    -- of a name with two strange words nobody knows what was meant
    qualify count(*) over (partition by mention_id, canon) = 1
    union all
    -- "Belin Health" in Green Bay, where nobody is called so: other names' word may be a slip as well
    select x.mention_id, p.state, place_key(p.city), t.canon,
        unnest(list_filter(t.tokens, lambda w: length(w) > 4)), true
    from mention_text x join text_token t using (text) join mention_place p using (mention_id)
    where x.part in ('whole', 'inside') and len(t.tokens) > 1 and p.city is not null and p.state is not null
        and t.canon not in (select canon from alias_token)
),
-- One slip leaves one end of a word as it was.
near as (
    select s.word, b.word as means
    from (select distinct word from strange) s
    join borne b on left(b.word, 3) = left(s.word, 3)
    union
    select s.word, b.word
    from (select distinct word from strange) s
    join borne b on right(b.word, 3) = right(s.word, 3)
),
meant as (
    select word, means from near
    where damerau_levenshtein(word, means) = 1
        -- "Oschner": the same letters
        or damerau_levenshtein(word, means) = 2
            and list_sort(string_split(word, '')) = list_sort(string_split(means, ''))
),
met as (
    select s.mention_id, a.organisation_id, o.kind, coalesce(s.city = a.city and s.state = a.state, false) as is_here
    from strange s
    join meant m using (word)
    join alias_token a on a.canon = joined(list_transform(
            string_split(s.canon, ' '), lambda w: case when w = s.word then m.means else w end), ' ')
    join core.organisation o using (organisation_id)
    cross join plain_word w
    where not a.is_unsafe and a.organisation_id not like 'pac:%' and o.source is distinct from 'former list'
        and coalesce(s.state = a.state, true) and not list_contains(w.words || w.hollow, m.means)
        and (not s.is_borne or s.city = a.city and s.word not in (select town from town))
),
-- A hospital before the system that is called so.
best as (
    from met
    qualify (kind = 'hospital') = bool_or(kind = 'hospital') over (partition by mention_id)
        and is_here = bool_or(is_here) over (partition by mention_id)
)
select mention_id, any_value(organisation_id) as organisation_id, any_value(is_here) as is_here
from best
group by mention_id
having count(distinct organisation_id) = 1;
