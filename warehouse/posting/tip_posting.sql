-- The postings of the board `tip`, anew.
-- reads: core.posting, tip_place, tip_posting, tip_record
-- changes: core.posting, core.posting_place
-- part: tip
delete from core.posting_place where posting_id in (select posting_id from core.posting where board = 'tip');
delete from core.posting where board = 'tip';
insert into core.posting by name
select
    p.* replace ('physician' as profession),
    r.seen_at as first_seen,
    r.seen_at as last_seen,
    null::timestamptz as missed_at
from tip_posting p
join tip_record r using (posting_id);
insert into core.posting_place by name from tip_place;
