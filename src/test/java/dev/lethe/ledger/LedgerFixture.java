package dev.lethe.ledger;

import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.request.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Short ways to say what the tests of a ledger say all the time. */
final class LedgerFixture {
  static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  static final String SHA = "0f".repeat(32);

  private LedgerFixture() {}

  static NewRequest newRequest(String id) {
    return new NewRequest(id, id + ".csv", SHA, NOW);
  }

  static NewItem item(int row, String lane) {
    return new NewItem(row, lane, lane, "subject-" + row, null, null, 0);
  }

  static NewItem doubleOf(int row, String lane, int firstRow) {
    return new NewItem(row, lane, lane, "subject-" + firstRow, null, null, firstRow);
  }

  static NewItem rejected(int row, String vendor) {
    Rejection rejection = new Rejection("unknown-vendor", "There is no such vendor.");
    return new NewItem(row, vendor, null, "subject-" + row, "ref", rejection, 0);
  }

  static List<NewItem> items(int count, String... lanes) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(row -> item(row, lanes[(row - 1) % lanes.length]))
        .toList();
  }

  /** A request with those items, released. */
  static RequestRecord released(Ledger ledger, String id, List<NewItem> items) {
    RequestRecord request = ledger.begin(newRequest(id));
    ledger.accept(request.no(), items);
    return ledger.release(request.no(), false, NOW);
  }

  static Progress attempt(int number, String code) {
    return new Progress(number, 0, false, false, 0, code);
  }

  static Settlement deleted(DueItem item) {
    Progress progress = attempt(item.progress().attempts() + 1, "0");
    return new Settlement(item.key(), ItemState.DELETED, null, null, "DELETED", progress);
  }

  static Settlement again(DueItem item, ItemState state, Instant due) {
    Progress progress = attempt(item.progress().attempts() + 1, "70169");
    return new Settlement(item.key(), state, due, "Timed out.", "UNKNOWN", progress);
  }

  static List<Settlement> deleted(List<DueItem> items) {
    return items.stream().map(LedgerFixture::deleted).toList();
  }

  static List<String> subjects(List<DueItem> items) {
    return items.stream().map(DueItem::subject).toList();
  }

  static List<OutcomeLine> outcomes(Ledger ledger, long requestNo) {
    List<OutcomeLine> lines = new ArrayList<>();
    try (OutcomeCursor cursor = ledger.outcomes(requestNo)) {
      cursor.forEach(lines::add);
    }
    return lines;
  }

  static long count(Balance balance, ItemState state) {
    return balance.byVendor().values().stream()
        .mapToLong(states -> states.getOrDefault(state, 0L))
        .sum();
  }
}
