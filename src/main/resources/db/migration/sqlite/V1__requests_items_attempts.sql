-- The embedded ledger. All times are milliseconds since 1970-01-01T00:00:00Z.

-- Lanes by a small number, so that a million items do not repeat a name. 0 stands for "no lane".
create table lanes (
  no integer primary key,
  name text not null unique
);

-- state: 0 RECEIVING, 1 HELD, 2 OPEN, 3 FINAL
-- rows:  all rows taken in; open: items that are neither final nor doubles
-- no is never given twice: what is left of a discarded request may still be there for a moment
create table requests (
  no integer primary key autoincrement,
  id text not null unique,
  source text not null,
  sha256 text not null,
  state integer not null,
  rows integer not null default 0,
  open integer not null default 0,
  received_at integer not null,
  released_at integer,
  final_at integer,
  reported_at integer,
  decision text,
  decided_by text,
  decided_why text,
  decided_at integer
);

create index requests_open on requests (no) where state = 2;

create index requests_unreported on requests (final_at, no) where state = 3 and reported_at is null;

-- id:     request_no << 32 | row: taking a row in twice is a conflict, rows are appended in order
-- state:  0 PENDING, 1 SENT, 2 UNKNOWN; final: 10 DELETED, 11 ALREADY_ABSENT, 12 REJECTED,
--         13 REFUSED, 14 EXHAUSTED, 15 CANCELLED; 20: a double, the state is that of first_row
-- due:    set only while the item waits to come up again
-- copies: rows that share its outcome, itself included; means nothing in a double
-- flags:  1 may have run, 2 partial
-- batch:  the vendor call that decided it, where that was its first attempt and is told by state,
--         decided_at and code; every other attempt has a row in attempts
-- vendor: as it came, null where it is the lane's name
create table items (
  id integer primary key,
  lane integer not null,
  state integer not null default 0,
  due integer,
  copies integer not null default 1,
  first_row integer not null default 0,
  attempts integer not null default 0,
  strikes integer not null default 0,
  flags integer not null default 0,
  batch_most integer not null default 0,
  decided_at integer,
  batch integer,
  code text,
  detail text,
  vendor text,
  subject text not null,
  reference text
);

create index items_due on items (lane, due) where due is not null;

-- What a request still holds of fresh items for a lane: they lie between next_id and last_id.
-- waiting:   how many were never claimed
-- claimable: 1 between the release and the last claim
create table queue (
  request_no integer not null,
  lane integer not null,
  next_id integer not null,
  last_id integer not null,
  waiting integer not null,
  claimable integer not null default 0,
  primary key (request_no, lane)
) without rowid;

create index queue_claimable on queue (lane, request_no) where claimable = 1;

-- Vendor calls by number, for the same reason as lanes.
create table batches (
  no integer primary key,
  name text not null
);

create table attempts (
  no integer primary key,
  item integer not null,
  attempt integer not null,
  at integer not null,
  batch integer not null,
  verdict text not null,
  code text
);

create index attempts_item on attempts (item);

-- Requests that were forgotten, whose items are still to be removed.
create table discarded (
  request_no integer primary key
);
