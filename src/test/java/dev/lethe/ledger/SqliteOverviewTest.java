package dev.lethe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real file, and that no page of a list reads a whole table. */
final class SqliteOverviewTest extends OverviewContract {
  private final Path folder;

  SqliteOverviewTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected Ledger open() {
    return SqliteLedger.open(
        "jdbc:sqlite:" + folder.resolve("ledger.db"),
        Clock.fixed(LedgerFixture.NOW, ZoneOffset.UTC));
  }

  @Test
  void noListReadsOrSortsAWholeTable() {
    for (String sql :
        List.of(
            SqliteItemPages.ITEMS,
            SqliteItemPages.FAILED,
            SqliteItemPages.NEWEST_FAILED,
            SqliteItemPages.OF_REPLAY,
            SqliteLaneLoads.WAITING,
            SqliteLaneLoads.OLDEST,
            SqliteLaneLoads.NEXT,
            SqliteCallbacks.DUE)) {
      assertThat(plan(sql))
          .as(sql)
          .noneMatch(step -> step.startsWith("SCAN items") || step.startsWith("SCAN i "))
          .noneMatch(step -> step.equals("SCAN items") || step.equals("SCAN i"))
          .noneMatch(step -> step.startsWith("SCAN submissions"))
          .noneMatch(step -> step.contains("TEMP B-TREE"));
    }
    for (RequestStage stage : RequestStage.values()) {
      String sql =
          "select no from requests "
              + SqliteOverview.of(stage)
              + " and no < 9 order by no desc limit 10";
      boolean few = stage != RequestStage.REPORTED;
      boolean sorted = stage == RequestStage.FINAL; // those whose files are still to be written
      assertThat(plan(sql))
          .as(sql)
          .anyMatch(step -> step.contains(few ? "INDEX requests_" : "SEARCH requests"))
          .noneMatch(step -> !sorted && step.contains("TEMP B-TREE"));
    }
  }

  private List<String> plan(String sql) {
    return ((SqliteLedger) ledger)
        .inWriter(
            session -> session.list("explain query plan " + sql, row -> row.getString("detail")));
  }
}
