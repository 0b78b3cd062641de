-- What happened to the service as a whole, and what operators asked of it; names no subject.
-- kind: the names of EventKind. A service hears here what a command beside it asks for.
create table events (
  no integer primary key autoincrement,
  at integer not null,
  kind text not null,
  about text not null,
  code text,
  asked_by text,
  said text not null
);
