package dev.lethe.ledger;

import dev.lethe.event.EventKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link Overview} in SQLite. */
final class SqliteOverview implements Overview {
  private static final String BEFORE = " and no < ? order by no desc limit ?";

  private static final String NEWEST_EVENTS =
      "select no, at, kind, about, code, asked_by, said from events where no in"
          + " (select max(no) from events where kind in (%s) group by about)";

  private final SqliteReaders readers;

  SqliteOverview(SqliteReaders readers) {
    this.readers = readers;
  }

  @Override
  public List<RequestSummary> requests(@Nullable RequestStage stage, long before, int most) {
    String sql = of(stage) + BEFORE;
    return readers.read(
        session -> SqliteRequests.summaries(session, sql, below(before), Math.max(most, 0)));
  }

  // Indexes are named, since SQLite would rather read the table in the order of its keys; those of
  // some rows only are not used for a parameter.
  static String of(@Nullable RequestStage stage) {
    if (stage == null) {
      return "where true";
    }
    return switch (stage) {
      case RECEIVING -> "indexed by requests_receiving where state = 0";
      case HELD -> "indexed by requests_held where state = 1";
      case OPEN -> "indexed by requests_open where state = 2";
      case FINAL -> "indexed by requests_unreported where state = 3 and reported_at is null";
      case REPORTED -> "where reported_at is not null";
    };
  }

  private static long below(long before) {
    return before == 0 ? Long.MAX_VALUE : before;
  }

  @Override
  public Optional<RequestSummary> request(String id) {
    return readers.read(
        session -> SqliteRequests.summaries(session, "where id = ?", id).stream().findFirst());
  }

  @Override
  public Map<RequestStage, Long> stages() {
    return readers.snapshot(
        session -> {
          Map<RequestStage, Long> stages = new EnumMap<>(RequestStage.class);
          long others = 0;
          for (RequestStage stage :
              List.of(
                  RequestStage.RECEIVING,
                  RequestStage.HELD,
                  RequestStage.OPEN,
                  RequestStage.FINAL)) {
            long count = session.number("select count(*) from requests " + of(stage));
            stages.put(stage, count);
            others += count;
          }
          long all = session.number("select count(*) from requests");
          stages.put(RequestStage.REPORTED, all - others);
          return stages;
        });
  }

  @Override
  public List<RequestRecord> unreported(int most) {
    return readers.read(session -> SqliteRequests.working(session, most));
  }

  @Override
  public ItemPage items(RequestRecord request, Set<ItemState> states, long after, int most) {
    return readers.snapshot(
        session -> SqliteItemPages.items(session, request, states, after, most));
  }

  @Override
  public ItemPage failed(FailedRows which, long after, int most) {
    return readers.snapshot(session -> SqliteItemPages.failed(session, which, after, most));
  }

  @Override
  public Map<String, LaneLoad> lanes(Instant now) {
    return readers.snapshot(session -> SqliteLaneLoads.of(session, now));
  }

  @Override
  public List<NotedEvent> eventsBefore(long before, int most) {
    return readers.read(session -> SqliteEvents.before(session, below(before), most));
  }

  @Override
  public Map<String, NotedEvent> newest(Collection<EventKind> kinds) {
    String names =
        kinds.stream().map(kind -> "'" + kind.name() + "'").collect(Collectors.joining(", "));
    Map<String, NotedEvent> newest = new LinkedHashMap<>();
    readers
        .read(session -> SqliteEvents.list(session, NEWEST_EVENTS.formatted(names)))
        .forEach(noted -> newest.put(noted.event().about(), noted));
    return newest;
  }

  @Override
  public List<RunRecord> runs(long before, int most) {
    return readers.read(session -> runs(session, before, most));
  }

  private static List<RunRecord> runs(SqliteSession session, long before, int most)
      throws SQLException {
    return SqliteRuns.before(session, below(before), Math.max(most, 0));
  }
}
