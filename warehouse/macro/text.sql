-- Lists and texts without what DuckDB's own macros do: `array_to_string`, `nullif` and `split_part` write their
-- argument out twice, and what makes it is planned and run twice. They are for columns; what is made in place goes
-- through these.
-- makes: joined(), some_text()
-- Words with `gap` between them; null where there are none.
create or replace macro joined(words, gap) as list_aggr(words, 'string_agg', gap);
-- Null where a text is empty.
create or replace macro some_text(s) as regexp_extract_all(s, '(?s).+')[1];
