"""Published tables into files for people: digest, spreadsheets, calendar, feeds. Reads only `leads.duckdb`."""
