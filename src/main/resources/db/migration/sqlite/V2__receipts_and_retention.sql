-- Receipts, chained: each text holds the SHA-256 of the one before. Numbers have no gap.
-- text: exactly the bytes of outbox/<request-id>.receipt.json, in UTF-8; null once retention has
--       cleared it, because its counts named a vendor cell that is no lane's name
create table receipts (
  number integer primary key,
  request_no integer not null unique,
  written_at integer not null,
  sha256 text not null,
  text text
);

-- chained: 0 for requests that were reported before receipts were chained; they have none here
alter table requests add column chained integer not null default 1;
update requests set chained = 0 where reported_at is not null;

-- Retention. items.flags gets 4: subject, reference and vendor (where it is not null) are keyed
-- hashes. retired_to: the last row that is done; retired_at: all rows are; scrubbed: 1 once nothing
-- of the old text is left in the file.
alter table requests add column retired_to integer not null default 0;
alter table requests add column retired_at integer;
alter table requests add column scrubbed integer not null default 0;

create index requests_unretired on requests (final_at)
  where reported_at is not null and retired_at is null;

create index requests_unscrubbed on requests (retired_at)
  where retired_at is not null and scrubbed = 0;
