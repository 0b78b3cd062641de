package dev.lethe.ledger;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Counts the fresh items of one call by lane, and adds them to the queue. */
final class SqliteFresh {
  private static final String QUEUE =
      "insert into queue (request_no, lane, next_id, last_id, waiting) values (?, ?, ?, ?, ?)"
          + " on conflict do update set next_id = min(next_id, excluded.next_id),"
          + " last_id = max(last_id, excluded.last_id), waiting = waiting + excluded.waiting";

  private final long requestNo;
  private final Map<Integer, Span> spans = new HashMap<>();

  SqliteFresh(long requestNo) {
    this.requestNo = requestNo;
  }

  void add(int lane, long key) {
    spans.computeIfAbsent(lane, unused -> new Span(key)).add(key);
  }

  int count() {
    return spans.values().stream().mapToInt(span -> span.count).sum();
  }

  void write(SqliteSession session) throws SQLException {
    for (Map.Entry<Integer, Span> entry : spans.entrySet()) {
      Span span = entry.getValue();
      session.update(QUEUE, requestNo, entry.getKey(), span.first, span.last, span.count);
    }
  }

  private static final class Span {
    private long first;
    private long last;
    private int count;

    private Span(long key) {
      first = key;
      last = key;
    }

    private void add(long key) {
      first = Math.min(first, key);
      last = Math.max(last, key);
      count++;
    }
  }
}
