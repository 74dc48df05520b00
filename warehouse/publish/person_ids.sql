-- One row an id that stands for a person, or once did.
-- reads: core.person_record, raw.journal
-- makes: main.person_ids
with held as (
    select person_id, alias_id as id from core.person_record where person_id <> 'me'
),
once as (
    -- What the journal called them, where no record bears that id any more.
    select distinct h.person_id, unnest(cast(j.detail -> 'ids' as text[])) as id
    from raw.journal j
    join held h on h.id = j.subject
    where j.verb in ('log', 'label', 'done', 'later', 'skip') and (j.detail -> 'ids') is not null
)
select person_id, id from held
union
(select person_id, id from once where id not in (select id from held) qualify count(*) over (partition by id) = 1)
order by all
