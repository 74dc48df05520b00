-- One row an opening that the user heard of, in the form of a board's record.
-- reads: core.posting, core.posting_place, raw.journal
-- makes: tip_place, tip_posting, tip_record
-- part: tip
create or replace temp table tip_record as
select
    'tip:' || tip_id(subject, object, detail) as posting_id,
    'tip' as board, 'tip' as family, tip_id(subject, object, detail) as board_posting_id,
    min(said_at) as seen_at, null::text as url,
    coalesce(any_value(detail ->> 'title'), 'Physician (heard of, title not known)') as title,
    coalesce(object, min(detail ->> 'employer')) as employer, null::text as employer_type,
    case when any_value(detail ->> 'place') is null then [] else [{
        'text': any_value(detail ->> 'place'), 'city': null, 'state': null, 'postal_code': null, 'country': null,
        'latitude': null, 'longitude': null
    }] end::struct(
        "text" text, city text, state text, postal_code text, country text, latitude double, longitude double
    )[] as places,
    []::text[] as categories, []::text[] as employment,
    null::text as pay_min, null::text as pay_max, null::text as pay_unit, null::text as pay_currency,
    null::text as pay_text,
    strftime(min(said_at), '%Y-%m-%d') as posted, null::text as closes, null::text as remote, null::text as reference,
    string_agg(detail ->> 'note', '; ' order by said_at, detail ->> 'note') as description,
    null::text as contact_name, null::text as contact_role, null::text as contact_email, 
    null::text as contact_phone, null::text as apply_url
from raw.journal
where verb = 'tip' and coalesce(object, detail ->> 'employer') is not null
group by subject, object, detail ->> 'title', detail ->> 'place';
create or replace temp table tip_posting as
select * exclude (first_seen, last_seen, closed_at, missed_at) from core.posting limit 0;
create or replace temp table tip_place as from core.posting_place limit 0;
