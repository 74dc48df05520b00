-- One row a name of an employer or workplace and a word of it.
-- `borne_word`: of the name, or of the hospital's name of today that is surely meant.
-- `family_word`: a word that hospitals of one owner alone bear: two that an older list has in one system and that share
-- it ("Conemaugh Memorial", "Conemaugh Nason") are of one family today.
-- reads: core.employer_organisation, core.organisation, employer_word, workplace
-- makes: borne_word, family_word
create or replace temp table borne_word as
select mention_id, unnest(string_split(name_key(name), ' ')) as word from workplace
where mention_id in (select mention_id from core.employer_organisation)
union
select e.mention_id, unnest(string_split(name_key(o.name), ' ')) from core.employer_organisation e
join core.organisation o using (organisation_id)
where o.kind = 'hospital' and o.source = 'cms' and e.confidence >= 0.8;

create or replace temp table family_word as
with sole as (
    select word
    from (
        select coalesce(system_id, organisation_id) as owner, unnest(string_split(name_key(name), ' ')) as word
        from core.organisation where kind = 'hospital' and source = 'cms'
    )
    group by word
    having count(distinct owner) = 1
)
select mention_id, word
from borne_word
where word in (from sole) and length(word) > 3
    and word not in (
        select word from employer_word where kind in ('type', 'connective', 'common', 'firm', 'practice')
    );
