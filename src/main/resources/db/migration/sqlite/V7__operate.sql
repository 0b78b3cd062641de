-- Files that somebody handed in: noted before the file is in the inbox, so that whoever takes it in knows of whom it is.
-- request_id:   what its request is called, or will be; kept for it
-- key:          what makes a repeated submission the same one; a person's own
-- rejected:     why its file was no good as a whole, a sentence; null as long as it is not known to be
-- callback:     where the receipt is posted; callback_due: when next, null for not (yet or any more)
create table submissions (
  no integer primary key autoincrement,
  source text not null,
  sha256 text not null,
  request_id text not null,
  submitted_by text not null,
  key text,
  at integer not null,
  rejected text,
  callback text,
  callback_due integer,
  callback_tries integer not null default 0,
  callback_ended integer
);

create unique index submissions_key on submissions (submitted_by, key) where key is not null;

create index submissions_file on submissions (sha256, source);

create index submissions_request on submissions (request_id);

create index submissions_callback on submissions (callback_due) where callback_due is not null;

-- Rows that failed and are sent again, as a new request. They are noted before its file is written, so that nobody else
-- sends them again.
-- sealed:    1 once all its rows are noted; only then is its file written. One that was cut off before is forgotten
-- handed_at: null until its file is in the inbox; one that was cut off before gets the same file again
create table replays (
  no integer primary key autoincrement,
  name text not null,
  asked_by text not null,
  reason text not null,
  at integer not null,
  sealed integer not null default 0,
  request_id text,
  handed_at integer
);

create index replays_cut_off on replays (no) where handed_at is null;

create table replayed_items (
  item integer primary key,
  replay integer not null
);

create index replayed_items_replay on replayed_items (replay, item);

-- The rows that failed (12 REJECTED, 13 REFUSED, 14 EXHAUSTED): no other row is ever in it. Not 'in (12, 13, 14)',
-- for which a table would be made at each write of any row.
create index items_failed on items (id) where state >= 12 and state <= 14;

-- Requests that are not final, newest first without reading those that are; requests_open is there already.
create index requests_receiving on requests (no) where state = 0;

create index requests_held on requests (no) where state = 1;

-- The last word on each lane, without reading all events.
create index events_kind on events (kind, about, no);
