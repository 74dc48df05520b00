-- One row a way from the user to an employer of a posting, through one person or two.
-- reads: direct_path, linked_path
-- makes: path
create or replace temp table path as
from direct_path
union all by name
from linked_path;
