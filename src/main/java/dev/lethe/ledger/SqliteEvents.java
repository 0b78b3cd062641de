package dev.lethe.ledger;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Keeps events. */
final class SqliteEvents {
  private static final String NOTE =
      "insert into events (at, kind, about, code, asked_by, said) values (?, ?, ?, ?, ?, ?)";

  private static final String AFTER =
      "select no, at, kind, about, code, asked_by, said from events where no > ? order by no"
          + " limit ?";

  private static final String BEFORE =
      "select no, at, kind, about, code, asked_by, said from events where no < ? order by no desc"
          + " limit ?";

  private SqliteEvents() {}

  /** See {@link Ledger#note}. */
  static int note(SqliteSession session, Event event) throws SQLException {
    return session.update(
        NOTE,
        event.at().toEpochMilli(),
        event.kind().name(),
        event.about(),
        event.code(),
        event.by(),
        event.said());
  }

  /** See {@link Ledger#events}. */
  static List<NotedEvent> after(SqliteSession session, long no, int most) throws SQLException {
    return session.list(AFTER, SqliteEvents::event, no, Math.max(most, 0));
  }

  /** See {@link Overview#eventsBefore}. */
  static List<NotedEvent> before(SqliteSession session, long no, int most) throws SQLException {
    return session.list(BEFORE, SqliteEvents::event, no, Math.max(most, 0));
  }

  /** Events that a query gives with all their columns. */
  static List<NotedEvent> list(SqliteSession session, String sql) throws SQLException {
    return session.list(sql, SqliteEvents::event);
  }

  /** See {@link Ledger#lastEvent}. */
  static long last(SqliteSession session) throws SQLException {
    return session.number("select max(no) from events");
  }

  private static NotedEvent event(ResultSet row) throws SQLException {
    return new NotedEvent(
        row.getLong(1),
        new Event(
            Instant.ofEpochMilli(row.getLong(2)),
            EventKind.valueOf(row.getString(3)),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7)));
  }
}
