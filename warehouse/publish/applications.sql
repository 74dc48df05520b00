-- One row a stage of a lead that the user set.
-- reads: core.stage
-- makes: main.applications
select lead_id, stage, said_at, note, n = 1 as is_current from core.stage order by said_at, lead_id, stage, note
