-- One row a person. The id is that of the record which says most surely who it is, so that it outlives new records;
-- an id that the user's own word names comes first.
-- reads: core.person_record, is_profile(), person_label, person_source, raw.journal
-- makes: person_ranked
-- changes: core.person, core.person_record
create or replace temp table person_ranked as
with said as (
    select subject as id, min(said_at) as said_at
    from raw.journal
    where verb in ('same', 'different', 'log', 'label')
    group by subject
    union all
    select object, min(said_at) from raw.journal where verb in ('same', 'different') group by object
),
named as (
    select id, min(said_at) as said_at from said group by id
)
select
    s.*, l.label as cluster, alias_id(s.record_id) as alias_id,
    row_number() over (
        partition by l.label
        order by n.said_at nulls last, s.owner is distinct from 'me',
            case
                when
                    list_bool_or(list_transform(s.urls, lambda u: is_profile(u)))
                    then case s.source when 'linkedin' then 0 else 1 end
                when s.npi is not null then 2
                when len(s.emails) > 0 then 3
                when len(s.phones) > 0 then 4
                else 5
            end,
            s.connected_on nulls last, s.record_id
    ) as n
from person_source s
join person_label l using (record_id)
left join named n on n.id = alias_id(s.record_id) or n.id = s.record_id;

insert into core.person_record
select
    record_id,
    case when cluster = '' then 'me' else first_value(alias_id) over (partition by cluster order by n) end,
    alias_id
from person_ranked;

insert into core.person
with labelled as (
    select r.person_id, arg_max(j.object, (j.said_at, j.object)) as label
    from raw.journal j
    join core.person_record r on j.subject in (r.alias_id, r.record_id)
    where j.verb = 'label'
    group by r.person_id
),
gathered as (
    select
        r.person_id,
        -- A name of two words from the user's own sources, the most sure source first.
        arg_min(s.name, (s.name_key not like '% %', s.owner is distinct from 'me', s.n)) filter (s.name is not null)
            as name,
        list_sort(list_distinct(flatten(list(s.emails)))) as emails,
        list_sort(list_distinct(flatten(list(s.phones)))) as phones,
        list_sort(list_distinct(flatten(list(s.urls)))) as urls,
        min(s.npi) as npi,
        list_sort(
            list_distinct(
                list(
                    case
                        when s.owner is distinct from 'me' then s.source || ' of ' || substr(s.owner, 8) else s.source
                    end
                )
            )
        ) as sources,
        arg_min(s.label, s.n) filter (s.label is not null and s.owner is not distinct from 'me') as label,
        arg_min(s.role, s.n) filter (s.role is not null) as role,
        -- The newest place that is known; city and state of one record.
        arg_max({'city': s.city, 'state': s.state}, (coalesce(s.exported_on, date '1900-01-01'), -s.n)) filter (
            s.state is not null
        ) as place,
        arg_min(s.note, s.n) filter (s.note is not null and s.owner is not distinct from 'me') as note,
        bool_or(s.owner is not distinct from 'me') as is_own,
        min(s.owner) as first_owner
    from person_ranked s
    join core.person_record r using (record_id)
    where r.person_id <> 'me'
    group by r.person_id
)
select
    person_id,
    coalesce(name, person_id),
    emails,
    phones,
    urls,
    npi,
    sources,
    coalesce(l.label, g.label),
    role,
    place.city,
    place.state,
    case when is_own then 'me' else first_owner end, note, coalesce(person_key(name), '')
from gathered g
left join labelled l using (person_id);
