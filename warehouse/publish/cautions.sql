-- One row a reason to think twice before asking a person; `lead_id` where it is about one opening alone.
-- reads: core.caution
-- makes: main.cautions
select person_id, rule, caution_words(caution) as caution, lead_id from core.caution order by all
