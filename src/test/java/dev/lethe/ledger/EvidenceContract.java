package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.again;
import static dev.lethe.ledger.LedgerFixture.deleted;
import static dev.lethe.ledger.LedgerFixture.doubleOf;
import static dev.lethe.ledger.LedgerFixture.item;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.outcomes;
import static dev.lethe.ledger.LedgerFixture.rejected;
import static dev.lethe.ledger.LedgerFixture.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lethe.ledger.Ledger.AttemptRecord;
import dev.lethe.ledger.OutcomeLine.Retired;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every ledger promises about receipts, retention and being asked. */
abstract class EvidenceContract extends WithLedger {
  protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration MONTH = Duration.ofDays(30);

  /** Names that can be read, so that a test sees what was hashed. */
  protected static final Pseudonyms NAMES =
      new Pseudonyms() {
        @Override
        public String keyId() {
          return "key";
        }

        @Override
        public String subject(String lane, String subject) {
          return "s/" + lane + "/" + Integer.toHexString(subject.hashCode());
        }

        @Override
        public String reference(String lane, String reference) {
          return "r/" + lane + "/" + Integer.toHexString(reference.hashCode());
        }

        @Override
        public String vendor(String cell) {
          return "v/" + Integer.toHexString(cell.hashCode());
        }
      };

  /** A request of these rows in which everything is done; those of the lane were deleted. */
  protected final RequestRecord finished(String id, List<NewItem> items) {
    RequestRecord request = released(ledger, id, items);
    List<DueItem> due = ledger.claim("yunke", 100_000, NOW);
    ledger.settle("batch-of-" + id, deleted(due), NOW);
    return ledger.request(request.id()).orElseThrow();
  }

  protected final RequestRecord reported(String id, List<NewItem> items) {
    RequestRecord request = finished(id, items);
    ledger.reported(request.no(), NOW);
    return request;
  }

  /** Retires until there is nothing left to do; returns how many slices that took. */
  protected final int retireAll() {
    int slices = 0;
    while (ledger.retire(NOW, NAMES, NOW.plus(MONTH))) {
      slices++;
    }
    return slices;
  }

  @Test
  void chainsReceiptsInTheOrderInWhichTheyAreWritten() {
    RequestRecord first = finished("first", items(1, "yunke"));
    RequestRecord second = finished("second", items(1, "yunke"));
    assertThat(ledger.receipt(second.no())).isEmpty();

    ReceiptRecord one = ledger.receipt(second.no(), NOW, (no, previous) -> no + " " + previous);
    ReceiptRecord two =
        ledger.receipt(first.no(), NOW.plusSeconds(1), (no, previous) -> no + " " + previous);

    assertThat(one.number()).isEqualTo(1);
    assertThat(one.text()).isEqualTo("1 null");
    assertThat(one.sha256())
        .isEqualTo("b8ff6f79b3c5e81f2d3e41d883d8f54faf8ce8a163bad66f84c2db328e7a948a");
    assertThat(two.number()).isEqualTo(2);
    assertThat(two.text()).isEqualTo("2 " + one.sha256());
    assertThat(two.requestId()).isEqualTo("first");
    assertThat(two.writtenAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(ledger.receipts(0, 9)).containsExactly(one, two);
    assertThat(ledger.receipts(1, 9)).containsExactly(two);
    assertThat(ledger.receipts(0, 1)).containsExactly(one);
  }

  @Test
  void keepsTheFirstReceiptOfARequest() {
    RequestRecord request = finished("first", items(1, "yunke"));
    ReceiptRecord written = ledger.receipt(request.no(), NOW, (no, previous) -> "the text 云");
    reopen();

    ReceiptRecord again =
        ledger.receipt(request.no(), NOW.plusSeconds(9), (no, previous) -> "another");

    assertThat(again).isEqualTo(written);
    assertThat(ledger.receipt(request.no())).contains(written);
    assertThat(ledger.receipts(0, 9)).hasSize(1);
  }

  @Test
  void writesNoReceiptOfARequestThatIsNotFinished() {
    RequestRecord request = released(ledger, "open", items(1, "yunke"));

    assertThatThrownBy(() -> ledger.receipt(request.no(), NOW, (no, previous) -> "x"))
        .isInstanceOf(LedgerException.class);
    assertThat(ledger.receipts(0, 9)).isEmpty();
  }

  @Test
  void aTextThatCannotBeMadeLeavesNoGap() {
    RequestRecord request = finished("first", items(1, "yunke"));

    assertThatThrownBy(
            () ->
                ledger.receipt(
                    request.no(),
                    NOW,
                    (no, previous) -> {
                      throw new IllegalStateException("no key");
                    }))
        .isInstanceOf(LedgerException.class);

    assertThat(ledger.receipt(request.no(), NOW, (no, previous) -> "x").number()).isEqualTo(1);
  }

  @Test
  void namesARequestThatWasReportedWithoutAReceipt() {
    RequestRecord first = finished("first", items(1, "yunke"));
    ledger.receipt(first.no(), NOW, (no, previous) -> "x");
    ledger.reported(first.no(), NOW);
    finished("unreported", items(1, "yunke"));
    assertThat(ledger.withoutReceipt()).isEmpty();

    reported("bare", items(1, "yunke"));

    assertThat(ledger.withoutReceipt()).contains("bare");
  }

  @Test
  void retiresSubjectsReferencesAndVendorsThatAreNoLanesName() {
    RequestRecord request =
        reported(
            "leavers",
            List.of(
                item(1, "yunke"),
                new NewItem(2, "Yunke ", "yunke", "subject-2", "ticket", null, 0),
                rejected(3, "swapped"),
                doubleOf(4, "yunke", 1)));
    List<OutcomeLine> before = outcomes(ledger, request.no());
    Balance books = ledger.balance(request.no());
    assertThat(ledger.hasRetired()).isFalse();

    retireAll();

    List<OutcomeLine> after = outcomes(ledger, request.no());
    assertThat(after)
        .extracting(OutcomeLine::subject)
        .containsExactly(
            NAMES.subject("yunke", "subject-1"),
            NAMES.subject("yunke", "subject-2"),
            NAMES.subject("", "subject-3"),
            NAMES.subject("yunke", "subject-1"));
    assertThat(after)
        .extracting(OutcomeLine::vendor)
        .containsExactly("yunke", NAMES.vendor("Yunke "), NAMES.vendor("swapped"), "yunke");
    assertThat(after)
        .extracting(OutcomeLine::reference)
        .containsExactly(
            null, NAMES.reference("yunke", "ticket"), NAMES.reference("", "ref"), null);
    assertThat(after)
        .extracting(OutcomeLine::retired)
        .containsExactly(
            new Retired("yunke", false),
            new Retired("yunke", true),
            new Retired("", true),
            new Retired("yunke", false));
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields("subject", "vendor", "reference", "retired")
        .isEqualTo(before);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
    assertThat(ledger.balance(request.no()).rows()).isEqualTo(books.rows());
    assertThat(ledger.hasRetired()).isTrue();
  }

  @Test
  void retiresOnlyWhatIsFinalReportedAndOldEnough() {
    RequestRecord open = released(ledger, "open", items(1, "digelao"));
    RequestRecord unreported = finished("unreported", items(2, "yunke"));
    RequestRecord young = reported("young", items(2, "yunke"));

    assertThat(ledger.retire(NOW.minusMillis(1), NAMES, NOW.plus(MONTH))).isFalse();

    assertThat(outcomes(ledger, young.no())).allMatch(line -> line.retired() == null);
    retireAll();
    assertThat(outcomes(ledger, young.no())).allMatch(line -> line.retired() != null);
    assertThat(outcomes(ledger, unreported.no())).allMatch(line -> line.retired() == null);
    assertThat(ledger.subject(open.no(), 1).orElseThrow().subject()).isEqualTo("subject-1");
    assertThat(ledger.claim("digelao", 9, NOW).get(0).subject()).isEqualTo("subject-1");
  }

  @Test
  void goesOnRetiringWhereItEnded() {
    RequestRecord request = reported("leavers", items(2_500, "yunke"));
    ledger.retire(NOW, NAMES, NOW.plus(MONTH));
    reopen();
    List<OutcomeLine> half = outcomes(ledger, request.no());

    int slices = retireAll();

    assertThat(half).filteredOn(line -> line.retired() != null).hasSizeBetween(1, 2_499);
    assertThat(half.get(0).retired()).isNotNull();
    assertThat(slices).isPositive();
    assertThat(outcomes(ledger, request.no()))
        .extracting(OutcomeLine::subject)
        .isEqualTo(
            IntStream.rangeClosed(1, 2_500)
                .mapToObj(row -> NAMES.subject("yunke", "subject-" + row))
                .toList());
    assertThat(retireAll()).isZero();
  }

  @Test
  void keepsEveryAttemptOfDoublesAndOfRetiredRows() {
    RequestRecord request =
        released(ledger, "leavers", List.of(item(1, "yunke"), doubleOf(2, "yunke", 1)));
    DueItem first = ledger.claim("yunke", 9, NOW).get(0);
    ledger.settle("b1", List.of(again(first, ItemState.UNKNOWN, NOW)), NOW);
    DueItem second = ledger.claim("yunke", 9, NOW).get(0);
    ledger.settle("b2", List.of(deleted(second)), NOW.plusSeconds(1));
    ledger.reported(request.no(), NOW);
    List<AttemptRecord> before = ledger.attempts(request.no(), 1);

    while (ledger.retire(NOW.plusSeconds(1), NAMES, NOW.plus(MONTH))) {
      // the next slice
    }

    assertThat(before)
        .containsExactly(
            new AttemptRecord(1, NOW, "b1", "UNKNOWN", "70169"),
            new AttemptRecord(2, NOW.plusSeconds(1), "b2", "DELETED", "0"));
    assertThat(ledger.attempts(request.no(), 1)).isEqualTo(before);
    assertThat(ledger.attempts(request.no(), 2)).isEqualTo(before);
  }

  @Test
  void findsEveryRowOfASubjectRetiredOrNot() {
    reported(
        "old",
        List.of(
            item(1, "yunke"),
            new NewItem(2, "Yunke ", "yunke", "subject-1", null, null, 1),
            item(3, "yunke"),
            rejected(4, "who")));
    retireAll();
    RequestRecord held = ledger.begin(newRequest("new"));
    ledger.accept(held.no(), List.of(item(1, "yunke"), item(2, "digelao")));
    ledger.release(held.no(), true, NOW);

    List<FoundRow> found = ledger.find("yunke", "subject-1", NAMES);

    assertThat(found)
        .extracting(FoundRow::requestId, FoundRow::row, FoundRow::state, FoundRow::retired)
        .containsExactly(
            tuple("old", 1, ItemState.DELETED, true),
            tuple("old", 2, ItemState.DELETED, true),
            tuple("new", 1, ItemState.HELD, false));
    assertThat(found.get(1).firstRow()).isEqualTo(1);
    assertThat(found.get(0).decidedAt()).isEqualTo(NOW);
    assertThat(found.get(0).attempts()).isEqualTo(1);
    assertThat(found.get(0).code()).isEqualTo("0");
    assertThat(ledger.find("yunke", "subject-1", null)).hasSize(1);
    assertThat(ledger.find("Yunke ", "subject-1", NAMES)).hasSize(1);
    assertThat(ledger.find("who", "subject-4", NAMES))
        .singleElement()
        .satisfies(row -> assertThat(row.state()).isEqualTo(ItemState.REJECTED));
    assertThat(ledger.find("digelao", "subject-1", NAMES)).isEmpty();
    assertThat(ledger.find("yunke", NAMES.subject("yunke", "subject-1"), NAMES)).isEmpty();
  }
}
