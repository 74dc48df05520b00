-- Places and distances.
-- Great-circle distance.
-- makes: is_american(), miles_between()
create or replace macro miles_between(latitude_a, longitude_a, latitude_b, longitude_b) as
    2 * 3958.8 * asin(least(1, sqrt(power(sin(radians(latitude_b - latitude_a) / 2), 2)
        + cos(radians(latitude_a)) * cos(radians(latitude_b)) * power(sin(radians(longitude_b - longitude_a) / 2), 2)))
        );
-- `states`: codes and names, lower case, which `connect` takes from the vocabulary.
create or replace macro is_american(state) as (state is null or list_contains(getvariable('states'), lower(state)));
