-- Places and distances.
-- makes: is_american(), last_zone(), miles_between(), one_state(), phone_area()
-- Great-circle distance; null where a coordinate is not known.
create or replace macro miles_between(latitude_a, longitude_a, latitude_b, longitude_b) as
    case when latitude_a + longitude_a + latitude_b + longitude_b is not null then
        2 * 3958.8 * asin(least(1, sqrt(power(sin(radians(latitude_b - latitude_a) / 2), 2)
            + cos(radians(latitude_a)) * cos(radians(latitude_b))
            * power(sin(radians(longitude_b - longitude_a) / 2), 2)))) end;
-- `states`: codes and names, lower case, which `connect` takes from the vocabulary.
create or replace macro is_american(state) as (state is null or list_contains(getvariable('states'), lower(state)));
-- The state in which all of a list of lists of states lies; null where that is none or several.
create or replace macro one_state(states) as case
    when len(list_distinct(flatten(states))) = 1 then list_distinct(flatten(states))[1] end;
-- The area code of an American telephone number as it is kept, "+15135550142".
create or replace macro phone_area(phone) as case when length(phone) = 12 and phone like '+1%' then phone[3:5] end;
-- The zone in which a day of that state ends last: the western one where it has two, Honolulu's where none is said.
create or replace macro last_zone(state) as case
    when
        state in (
            'CT', 'DC', 'DE', 'GA', 'MA', 'MD', 'ME', 'NC', 'NH', 'NJ', 'NY', 'OH', 'PA', 'RI', 'SC', 'VA', 'VT', 'WV'
        )
        then 'America/New_York'
    when state in ('AL', 'AR', 'FL', 'IA', 'IL', 'IN', 'KY', 'LA', 'MI', 'MN', 'MO', 'MS', 'OK', 'TN', 'WI')
        then 'America/Chicago'
    when state in ('CO', 'KS', 'MT', 'ND', 'NE', 'NM', 'SD', 'TX', 'UT', 'WY') then 'America/Denver'
    when state = 'AZ' then 'America/Phoenix'
    when state in ('CA', 'ID', 'NV', 'OR', 'WA') then 'America/Los_Angeles'
    when state = 'AK' then 'America/Adak'
    when state in ('PR', 'VI') then 'America/Puerto_Rico'
    when state in ('GU', 'MP') then 'Pacific/Guam'
    when state = 'AS' then 'Pacific/Pago_Pago'
    else 'Pacific/Honolulu'
end;
