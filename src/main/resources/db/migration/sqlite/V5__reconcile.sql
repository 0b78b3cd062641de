-- Reconciliation: what vendors say afterwards of those who were said to be gone. All times are milliseconds since
-- 1970-01-01T00:00:00Z. Rows come here when they are looked at, never when they are taken in.

-- One go over all that is due. kind: SCHEDULED, ON_DEMAND, EXPECTED_ABSENT
-- about:      the vendors' names, each with a comma before and behind; of an expected-absent list its request id
-- due_at:     when its schedule wanted it, null where none did
-- asked:      the number of the event that asked for it, 0 where none did
-- ended_at:   null while it runs, and when it was cut off: then it goes on
-- conclusion: null before its end
create table runs (
  no integer primary key autoincrement,
  kind text not null,
  about text not null,
  cron text,
  due_at integer,
  asked integer not null default 0,
  asked_by text,
  started_at integer not null,
  resumed integer not null default 0,
  ended_at integer,
  conclusion text
);

create index runs_open on runs (no) where ended_at is null;

-- What a run counted at a vendor, kept as it counts so that a run that is cut off loses nothing.
create table run_figures (
  run integer not null,
  vendor text not null,
  figure text not null,
  n integer not null,
  primary key (run, vendor, figure)
) without rowid;

-- The newest look at an item.
-- result:  0 CONFIRMED, 1 STILL_PRESENT, 2 UNVERIFIABLE, 3 REAPPEARED, 4 NO_LONGER_CONFIGURED
-- code:    the vendor's code or a word of ours: the evidence
-- next:    when it is to be looked at again, null for never
-- gone_at: when it was first seen to be gone, null if it never was
-- resent:  the run that asked for its deletion again, null for none since it was last seen to be gone
create table checks (
  item integer primary key,
  result integer not null,
  code text not null,
  at integer not null,
  run integer not null,
  next integer,
  gone_at integer,
  resent integer
);

-- Few rows are in it while all is well.
create index checks_amiss on checks (run, item) where result <> 0;

-- How far a request's items of a lane are looked at, so that a run need not read what is not due.
-- run:       the last run that went through them to the end
-- unchecked: when the oldest item was decided that nobody has looked at, 0 while items are open, null for none
-- next:      the earliest time at which one is to be looked at again, null for none
create table looked (
  request_no integer not null,
  lane integer not null,
  run integer not null,
  unchecked integer,
  next integer,
  primary key (request_no, lane)
) without rowid;

-- When the books of a request were last held against its files. agreed: 1 if there was nothing amiss and nothing to come.
create table audits (
  request_no integer primary key,
  run integer not null,
  at integer not null,
  agreed integer not null
);
