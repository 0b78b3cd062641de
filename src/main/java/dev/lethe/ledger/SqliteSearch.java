package dev.lethe.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds rows by their subject, which no index knows: it looks at every row. */
final class SqliteSearch {
  private static final String RETIRED = "(i.flags & " + SqliteCodes.FLAG_RETIRED + ") <> 0";

  private static final String FIND =
      "select r.id, r.no, i.id, coalesce(f.state, i.state), coalesce(f.code, i.code),"
          + " coalesce(f.attempts, i.attempts), coalesce(f.decided_at, i.decided_at), i.first_row, "
          + RETIRED
          + ", r.state from items i join requests r on r.no = i.id >> 32"
          + " left join lanes l on l.no = i.lane"
          + " left join items f on i.first_row > 0 and f.id = (r.no << 32) + i.first_row"
          + " where ((not "
          + RETIRED
          + " and i.subject = ?) or ("
          + RETIRED
          + " and i.subject in (select value from json_each(?))))"
          + " and (l.name = ? or i.vendor in (?, ?)) order by i.id";

  private SqliteSearch() {}

  /** See {@link Evidence#find}; needs a snapshot. */
  static List<FoundRow> find(
      SqliteSession session, String vendor, String subject, @Nullable Pseudonyms pseudonyms)
      throws SQLException {
    List<String> hashes = new ArrayList<>();
    if (pseudonyms != null) {
      hashes.add(pseudonyms.subject("", subject));
      session
          .list("select name from lanes", row -> row.getString(1))
          .forEach(lane -> hashes.add(pseudonyms.subject(lane, subject)));
    }
    return session.list(
        FIND,
        SqliteSearch::found,
        subject,
        hashes.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")),
        vendor,
        vendor,
        pseudonyms == null ? vendor : pseudonyms.vendor(vendor));
  }

  private static FoundRow found(ResultSet row) throws SQLException {
    ItemState state = SqliteCodes.itemState(row.getInt(4));
    boolean held =
        SqliteCodes.requestState(row.getInt(10)) == RequestState.HELD && !state.isFinal();
    return new FoundRow(
        row.getString(1),
        row.getLong(2),
        ItemKey.row(row.getLong(3)),
        held ? ItemState.HELD : state,
        row.getString(5),
        row.getInt(6),
        SqliteRequests.instant(row, 7),
        row.getInt(8),
        row.getInt(9) != 0);
  }
}
