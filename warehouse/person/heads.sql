-- Among how many people of a place a name is looked for, and how sure two records must be to be one person.
-- makes: country_heads(), household(), in_both_lists(), merged_from(), state_heads(), town_heads()
create or replace macro merged_from() as 0.99;
-- How many times likelier one person stands in two of the user's lists than a stranger of the name.
create or replace macro in_both_lists() as 1.5;
create or replace macro household() as 50;
create or replace macro town_heads() as 5000;
create or replace macro state_heads() as 60000;
create or replace macro country_heads() as 3000000;
