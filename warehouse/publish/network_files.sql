-- One row a file of [network]: what the last run read of it, and what it held at the run before.
-- reads: raw.network_file
-- makes: main.network_files
select
    file, kind, friend, status, read_on, people, meetings, messages, left_out, left_out_why, exported_on, age_days,
    unknown_columns, people_before, meetings_before, messages_before, read_before, note
from raw.network_file order by status = 'read', kind, file
