package dev.lethe.ledger;

import java.sql.SQLException;

/** Something to write that means nothing, see {@link Ledger#probe}. */
final class SqliteScrap {
  /** More than a chunk of rows usually takes, so that one that fits lets a chunk fit. */
  private static final int BYTES = 1 << 20;

  /** A number that no vendor call has: those count from 1. */
  private static final int NO = -1;

  private SqliteScrap() {}

  static int write(SqliteSession session) throws SQLException {
    return session.update(
        "insert or replace into batches (no, name) values (?, zeroblob(?))", NO, BYTES);
  }

  static int remove(SqliteSession session) throws SQLException {
    return session.update("delete from batches where no = ?", NO);
  }
}
