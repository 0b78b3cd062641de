package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.doubleOf;
import static dev.lethe.ledger.LedgerFixture.item;
import static dev.lethe.ledger.LedgerFixture.rejected;
import static dev.lethe.ledger.LedgerFixture.released;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.springframework.util.FileSystemUtils;

/** Pages of a list put together are the list, whatever the rows and however long the pages. */
final class PagesPropertiesTest {
  private static final int ALL = 1_000;

  /**
   * Any requests.
   *
   * @param requests of each its rows: 0 is sent, 1 failed, 2 repeats row 1 where that is sent
   */
  @Property(tries = 25)
  void pagesPutTogetherAreTheList(
      @ForAll @Size(min = 1, max = 6)
          List<@Size(min = 1, max = 12) List<@IntRange(min = 0, max = 2) Integer>> requests,
      @ForAll @IntRange(min = 1, max = 5) int most)
      throws IOException {
    Path folder = Files.createTempDirectory("pages");
    try (Ledger ledger =
        SqliteLedger.open(
            "jdbc:sqlite:" + folder.resolve("ledger.db"), Clock.fixed(NOW, ZoneOffset.UTC))) {
      FailedRows failed = new FailedRows(null, null, null, null);
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < requests.size(); i++) {
        RequestRecord request = released(ledger, "r" + i, rows(requests.get(i)));
        for (Set<ItemState> states : List.of(Set.<ItemState>of(), Set.of(ItemState.REJECTED))) {
          assertThat(names(after -> ledger.overview().items(request, states, after, most)))
              .isEqualTo(names(after -> ledger.overview().items(request, states, after, ALL)));
        }
        expected.addAll(0, failedRows("r" + i, requests.get(i)));
      }

      assertThat(names(after -> ledger.overview().failed(failed, after, most))).isEqualTo(expected);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private static List<NewItem> rows(List<Integer> kinds) {
    List<NewItem> rows = new ArrayList<>();
    for (int row = 1; row <= kinds.size(); row++) {
      int kind = kinds.get(row - 1);
      boolean repeats = kind == 2 && row > 1 && kinds.get(0) == 0;
      rows.add(
          kind == 1
              ? rejected(row, "nobody")
              : repeats ? doubleOf(row, "yunke", 1) : item(row, "yunke"));
    }
    return rows;
  }

  private static List<String> failedRows(String id, List<Integer> kinds) {
    List<String> failed = new ArrayList<>();
    for (int row = 1; row <= kinds.size(); row++) {
      if (kinds.get(row - 1) == 1) {
        failed.add(id + "/" + row);
      }
    }
    return failed;
  }

  private static List<String> names(LongFunction<ItemPage> pages) {
    List<String> names = new ArrayList<>();
    long after = 0;
    do {
      ItemPage page = pages.apply(after);
      page.rows().forEach(row -> names.add(row.requestId() + "/" + row.row()));
      after = page.next();
    } while (after != 0);
    return names;
  }
}
