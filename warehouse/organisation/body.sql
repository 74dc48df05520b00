-- One row a mention that is no house's and no system's, though it bears their words: an office of government, a
-- charity, a company of another trade, or one that hospitals were once called after.
-- reads: alias_token, company, core.mention, core.organisation_alias, mention_text, plain_word
-- reads: state_spelling, text_token, town, word, word_stem(), word_stems()
-- makes: body_mention, company_mention, foreign_word, former_owner, government_mention, register_word, trade_mention
-- "Humana Hospital West Hills": a word that only former names bear, those of several houses.
create or replace temp table former_owner as
select token
from (
    select organisation_id, coalesce(a.source, '') = 'from memory' as is_former, unnest(t.tokens) as token
    from alias_token t
    join core.organisation_alias a using (organisation_id)
    join text_token x on x.text = a.alias and x.canon = t.canon
)
group by token
having length(token) > 4 and bool_and(is_former) and count(distinct organisation_id) >= 3;

-- "Duke Energy", "Scripps Networks", "Mercy High School": a company, a congregation or a school for children that
-- shares a word with a house or system; a town may be called so as well ("Red Bank").
create or replace temp table trade_mention as
select x.mention_id
from mention_text x
join text_token t using (text)
cross join (select list(distinct word_stem(word)) as words from word where kind = 'trade') trade
where x.part = 'whole'
group by x.mention_id
having bool_and(list_has_any(string_split(t.canon, ' ')[2:], trade.words)
    and not is_healing(t.canon) and not regexp_matches(t.canon, '\b(infirmary|university|college)\b')
    and joined(string_split(t.canon, ' ')[-2:], ' ') not in (select town from town)
    and joined(string_split(t.canon, ' ')[-3:], ' ') not in (select town from town))
union
select mention_id from core.mention
where regexp_matches(name, '(?i)\b(networks|schools|school (district|board)'
    || '|(high|elementary|middle|grammar|prep|preparatory|charter|law|business|divinity) school)\W*$')
union
-- "Holy Cross Parish", "Church of the Ascension", "Loretto Academy"; not "Inova Falls Church"
select mention_id from core.mention
where regexp_matches(name, '(?i)^\W*(the )?(roman catholic )?'
        || '((arch)?diocese|church|cathedral|basilica|congregation) of\b'
        || '|\b(church|parish|cathedral|basilica|chapel|synagogue|mosque|convent|monastery|abbey|priory|friary'
        || '|seminary|academy|ministries|airport)\W*$')
    and not regexp_matches(name, '(?i)\b(hosp\w*|med\w*|health\w*|clinic\w*|infirmary|care|surg\w*)\b')
    and joined(string_split(word_stems(name_key(name)), ' ')[-2:], ' ') not in (select town from town)
union
-- "The Hershey Company", "Kohler Co.": a legal form that few houses have, and those say what they are.
select mention_id from core.mention
where regexp_matches(name, '(?i)\w (company|co\.?)(,? (inc|llc)\.?)?\W*$')
    and not is_healing(name)
    and not regexp_matches(name, '(?i)\b(care|cent(er|re)|ctr|infirmary|little|surg\w*|univ\w*)\b');

-- "Baxter Healthcare Corporation", "Dignity Memorial", "Cook Medical": companies known everywhere, from memory.
create or replace temp table company_mention as
select distinct m.mention_id
from core.mention m
join (select name_key(name) as key, split_part(name_key(name), ' ', 1) as word from company) c
    on c.word = split_part(name_key(m.name), ' ', 1) and starts_with(name_key(m.name) || ' ', c.key || ' ')
where not regexp_matches(
    m.name, '(?i)\b(hospitals?|medical cent\w+|clinics?|children\w*|campus|univ\w*|physicians?)\b')
union
-- "Morton, Inc.": one word of a house's name, and behind it a legal form that no register has there
select mention_id from core.mention
where regexp_matches(name, '(?i)^\W*(the )?[a-z''-]+,? (inc|llc|corp|corporation|ltd|l\.?p|llp|plc)\.?\W*$')
    and not is_healing(name) and lower(name) not in (select lower(alias) from core.organisation_alias);

-- "Carteret Country Club", "Gritman Catering": a word that no hospital's or system's name bears and that is none of
-- medicine, a town or a state, nor a slip of one that is, where nothing else says what it is.
create or replace temp table register_word as
select distinct word
from (
    select unnest(tokens) as word from alias_token where regexp_matches(organisation_id, '^(ccn|site|sys|cur):')
    union all
    select word_stem(word) from word
    union all
    select unnest(string_split(word_stems(town), ' ')) from town
    union all
    select unnest(string_split(word_stems(spelling), ' ')) from state_spelling
);
create or replace temp table foreign_word as
with said as (
    select mention_id, unnest(regexp_extract_all(name, '\b[A-Z]?[a-z]{2,}\b')) as written from core.mention
    where not is_healing(name) and not regexp_matches(name, '(?i)\b(univ\w*|college|school|institut\w*)\b')
),
unknown as (
    select mention_id, word_stem(lower(written)) as word from said
    where word_stem(lower(written)) not in (from register_word)
)
select distinct mention_id from unknown
where word not in (
    select u.word from unknown u join register_word r on left(r.word, 3) = left(u.word, 3)
    where length(u.word) > 5 and damerau_levenshtein(r.word, u.word) = 1
);

-- "New Hanover County", "City of Wilmington": who once owned the hospital that bears its name, and runs much else.
create or replace temp table government_mention as
select mention_id from core.mention
where regexp_matches(name, '(?i)^\W*(([\w.''-]+ ){1,3}(county|parish|borough)(, ('
    || array_to_string(getvariable('states'), '|') || '|[A-Z]{2}))?'
    || '|(county|city|town|state|commonwealth|village) of [\w .''-]+)'
    || '( (government|govt|schools?|courts?|commission(ers)?|libraries|library|sheriff|police|fire|ems'
    || '|jail|parks|assessor|clerk|treasurer|recorder|auditor|comptroller|prosecutor|(district )?attorney'
    || '|(public )?defender|elections?|probation|housing|transit|water|waste|animal|planning|zoning|public works'
    || '|(social|human) services|(dep(artmen)?t\.?|office) of (corrections?|transportation|revenue|education|aging'
    || '|social|human|child|public works))\b.*)?\W*$')
    and not is_healing(name)
    and not regexp_matches(name, '(?i)\b(care|cent(er|re)|ctr|infirmary|campus|regional|memorial|univ\w*|college'
    || '|st|saint|of (hope|angels))\b');

create or replace temp table body_mention as
select mention_id from trade_mention
union
select mention_id from foreign_word
union
select mention_id from core.mention
where regexp_matches(name, '(?i)\b(medical examiner|coroner|public health'
    || '|health (dep(artmen)?t|district|commission|unit)|(dep(artmen)?t\.?|board|bureau) of (\w+ )?health'
    || '|family foundation)\b')
    and not regexp_matches(name, '(?i)\b(hosp\w*|medical cent\w+|med ctr|clinic|campus|school|college|univ\w*)\b')
union
select mention_id from core.mention where treats_animals(name) or regexp_matches(name, '(?i)\b(golf|country) club\b')
union
select mention_id from government_mention
union
select mention_id from company_mention
union
-- "Virginia Hospital & Healthcare Association", "Ohio State Medical Association": who speaks for the houses of a state.
select mention_id from core.mention
where regexp_matches(
    name,
    '(?i)^\W*(the )?(' || array_to_string(getvariable('states'), '|') || '|american|national|[\w.''-]+ county) '
    || '([\w.''-]+ )*(hospital|health|healthcare|medical|nurses?|physicians?)( (&|and) [\w ]+)?'
    || ' (association|society|federation)\W*(\([A-Z]+\))?\W*$')
union
-- "Sutter Medical Foundation" is a group of physicians; the foundation named for a founder gives money.
select mention_id from core.mention
where regexp_matches(name, '(?i)\bfoundation\W*(\([A-Z]+\))?\W*$')
    and not regexp_matches(name, '(?i)\b(clinic|medical|health\w*|hospitals?|physicians?) foundation')
union
-- "Stanford Dermatology, P.A.", "Duke Urology PC": a practice that is a firm of its own is nobody's department; "Penn
-- Dermatology PA" may be in Pennsylvania.
select m.mention_id
from core.mention m
cross join (select list(distinct word_stem(word)) as words from word where kind = 'field') field
where regexp_matches(m.name, '(?i)[\s,]+(p\.?\s?[ac]|p\.?l\.?l\.?c|l\.?l\.?[cp]|p\.?s\.?c|s\.?c|inc)\.?\W*$')
    and list_has_any(string_split(word_stems(name_key(m.name)), ' '), field.words)
    and not regexp_matches(m.name, '(?i)\b(hosp\w*|med\w*|health\w*|clinic\w*|univ\w*|college|school|physicians?'
        || '|faculty|cent(er|re)s?|institute|system|foundation)\b')
    and not exists (
        select * from alias_token a
        where a.kind in ('system', 'school') and a.state = upper(regexp_extract(m.name, '(?i)[\s,](PA|SC)$', 1))
            and split_part(a.canon, ' ', 1) = split_part(word_stems(name_key(m.name)), ' ', 1)
    )
union
-- "Sutter Health Park", "Bon Secours Wellness Arena": a ground or hall that bears a name for money. "Kaiser Permanente
-- - Baldwin Park" is a town, an office or medical park a site.
select mention_id from core.mention
where (regexp_matches(name, '(?i)\b(stadium|arena|field ?house|ballpark|amphitheat(er|re)|theat(er|re)|coliseum'
    || '|iceplex|speedway|(ice|skating) rink|courts|(sports|ice) (cent(er|re)|park|complex)|golf (club|course))\W*$')
    or regexp_matches(name, '(?i)^\W*[\w''.]+( [\w''.]+){0,3} park\W*$')
    and not regexp_matches(name, '(?i)\b(at|hospitals?|medical|professional|research|science|business|office|executive'
        || '|corporate|surgery|clinic|cent(er|re)) ([\w''.]+ )?park\W*$'))
    and joined(string_split(word_stems(name_key(name)), ' ')[-2:], ' ') not in (select town from town)
union
select x.mention_id
from mention_text x
join text_token t using (text)
cross join plain_word w
where x.part = 'whole'
group by x.mention_id
having bool_and(list_filter(t.tokens, lambda o: not list_contains(w.words, o)) in (select [token] from former_owner));
