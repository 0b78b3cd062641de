package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.OutcomeCursor;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.Settlement;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.BoundSettings;
import dev.lethe.token.TokenCache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were taken in before their subject was protected; here: before it became our own. */
final class ProtectedItemsTest {
  private static final Progress MAY_HAVE_RUN = new Progress(1, 1, true, false, 0, "timeout");
  private static final Progress DID_NOT_RUN = new Progress(1, 1, false, false, 0, "http-429");

  private final TestClock clock = new TestClock();
  private Ledger ledger;
  private RequestRecord request;

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    request = ledger.begin(new NewRequest("r-1", "r.csv", "0".repeat(64), clock.instant()));
    ledger.accept(request.no(), List.of(item(1, "anna"), item(2, "Administrator")));
    ledger.release(request.no(), false, clock.instant());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void whoIsProtectedIsRejectedAndTheOthersGoOut() {
    assertThat(subjects(true, claim())).containsExactly("anna");

    assertThat(ending(ItemState.REJECTED).code()).isEqualTo("own-account");
    assertThat(ending(ItemState.REJECTED).attempts()).isZero();
  }

  @Test
  void aLaneDoesNotPutThemIntoABatch() {
    Lane lane =
        new Lane(
            BoundSettings.tencentIm("--lethe.vendors.tencent-im.batch-size=2"),
            () -> true,
            ledger,
            () -> true,
            new TokenCache(clock),
            event -> {},
            LaneWatch.none(),
            clock);

    List<Batch> batches = lane.claim();

    assertThat(batches)
        .singleElement()
        .satisfies(b -> assertThat(b.subjects()).containsExactly("anna"));
  }

  @Test
  void whatThrottledCallsDidNotDeleteIsRejectedToo() {
    settled(ItemState.PENDING, DID_NOT_RUN);

    assertThat(subjects(true, claim())).containsExactly("anna");
    assertThat(ending(ItemState.REJECTED).code()).isEqualTo("own-account");
  }

  @Test
  void whatMayHaveRunIsStillAskedFor() {
    settled(ItemState.UNKNOWN, MAY_HAVE_RUN);

    assertThat(subjects(true, claim())).containsExactlyInAnyOrder("anna", "Administrator");
  }

  @Test
  void whatMayHaveRunAndCannotBeAskedForIsNotSentAgainAndNotCalledUnsent() {
    settled(ItemState.UNKNOWN, MAY_HAVE_RUN);

    assertThat(subjects(false, claim())).containsExactly("anna");
    assertThat(ending(ItemState.EXHAUSTED).code()).isEqualTo("own-account");
    assertThat(ending(ItemState.EXHAUSTED).attempts()).isEqualTo(1);
  }

  private List<DueItem> claim() {
    return ledger.claim("tencent-im", 10, clock.instant());
  }

  private void settled(ItemState state, Progress progress) {
    List<Settlement> settlements = new ArrayList<>();
    for (DueItem item : claim()) {
      settlements.add(
          new Settlement(item.key(), state, clock.instant(), null, "UNKNOWN", progress));
    }
    ledger.settle("b", settlements, clock.instant());
    clock.advance(Duration.ofSeconds(1));
  }

  private List<String> subjects(boolean canVerify, List<DueItem> claimed) {
    return new ProtectedItems(
            BoundSettings.tencentIm(), () -> canVerify, ledger, LaneWatch.none(), clock)
        .leftOut(claimed).stream().map(DueItem::subject).toList();
  }

  /** The line of the protected row, the other one being deleted. */
  private OutcomeLine ending(ItemState expected) {
    Settlement gone =
        new Settlement(
            (request.no() << 32) | 1,
            ItemState.DELETED,
            null,
            null,
            "DELETED",
            Progress.NONE.withCode("0"));
    ledger.settle("end", List.of(gone), clock.instant());
    try (OutcomeCursor lines = ledger.outcomes(request.no())) {
      List<OutcomeLine> all = new ArrayList<>();
      lines.forEach(all::add);
      assertThat(all.get(1).outcome()).isEqualTo(expected);
      return all.get(1);
    }
  }

  private static NewItem item(int row, String subject) {
    return new NewItem(row, "tencent-im", "tencent-im", subject, null, null, 0);
  }
}
