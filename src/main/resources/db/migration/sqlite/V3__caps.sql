-- held_reason:  why the request had to be approved, a sentence for each cap; stays when it is decided
-- submitted_by: who handed it in, null for a dropped file; somebody else has to approve it
alter table requests add column held_reason text;

alter table requests add column submitted_by text;

create index requests_sha256 on requests (sha256);

-- How many rows of a request went to a lane when it was released or approved: neither rejected ones nor doubles.
-- This is what the caps of a day count.
create table releases (
  request_no integer not null,
  lane integer not null,
  items integer not null,
  released_at integer not null,
  primary key (request_no, lane)
) without rowid;

create index releases_day on releases (lane, released_at);

-- What was released in the two days before this table was there counts too (12: REJECTED, 20: a double).
insert into releases (request_no, lane, items, released_at)
  select r.no, i.lane, count(*), r.released_at
    from requests r join items i on i.id between (r.no << 32) and ((r.no << 32) | 4294967295)
    where r.released_at > (strftime('%s', 'now') - 172800) * 1000 and i.lane <> 0 and i.state not in (12, 20)
    group by r.no, i.lane;
