package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.SHA;
import static dev.lethe.ledger.LedgerFixture.deleted;
import static dev.lethe.ledger.LedgerFixture.doubleOf;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.ledger.Caps.LaneUse;
import dev.lethe.ledger.Caps.Population;
import dev.lethe.ledger.Caps.Share;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every ledger promises of caps and approvals. */
abstract class CapsContract extends WithLedger {
  private static final Caps TEN_A_DAY =
      new Caps(1_000, Map.of("yunke", 10L), Map.of(), ZoneOffset.UTC);

  @Test
  void holdsWhatWouldExceedTheDay() {
    assertThat(release("a", items(6, "yunke"), NOW).state()).isEqualTo(RequestState.OPEN);

    RequestRecord held = release("b", items(5, "yunke"), NOW);

    assertThat(held.state()).isEqualTo(RequestState.HELD);
    assertThat(held.heldReason())
        .isEqualTo(
            "Its 5 rows for yunke and the 6 released on 2026-03-01 (Z) are more than"
                + " max-items-per-day, 10.");
    assertThat(ledger.request("b")).contains(held);
    assertThat(release("c", items(4, "yunke"), NOW).heldReason()).isNull();
    assertThat(release("d", items(50, "digelao"), NOW).state()).isEqualTo(RequestState.OPEN);
  }

  @Test
  void neitherDoublesNorRejectedRowsCountForTheDay() {
    List<NewItem> rows = new ArrayList<>(items(10, "yunke"));
    rows.add(doubleOf(11, "yunke", 1));
    rows.add(rejected(12, "who"));

    assertThat(release("a", rows, NOW).state()).isEqualTo(RequestState.OPEN);
    assertThat(use("yunke", NOW)).isEqualTo(new LaneUse(10, 0));
  }

  @Test
  void anotherDayBeginsAnew() {
    release("a", items(10, "yunke"), NOW);

    assertThat(release("b", items(10, "yunke"), NOW.plus(Duration.ofDays(1))).state())
        .isEqualTo(RequestState.OPEN);
  }

  @Test
  void anApprovedRequestCountsForTheDayOfItsApproval() {
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    release("big", items(11, "yunke"), NOW);
    assertThat(use("yunke", NOW).today()).isZero();

    RequestRecord approved = ledger.approve("big", "ann", "checked", tomorrow).orElseThrow();

    assertThat(approved.heldReason()).contains("max-items-per-day");
    assertThat(use("yunke", NOW).today()).isZero();
    assertThat(use("yunke", tomorrow).today()).isEqualTo(11);
    assertThat(release("b", items(1, "yunke"), tomorrow).state()).isEqualTo(RequestState.HELD);
    assertThat(release("c", items(1, "yunke"), NOW).state()).isEqualTo(RequestState.OPEN);
  }

  @Test
  void whatWasReleasedCountsWhenItIsFinalToo() {
    release("a", items(10, "yunke"), NOW);
    ledger.settle("batch", deleted(ledger.claim("yunke", 10, NOW)), NOW);
    assertThat(ledger.request("a").orElseThrow().state()).isEqualTo(RequestState.FINAL);

    assertThat(release("b", items(1, "yunke"), NOW).state()).isEqualTo(RequestState.HELD);
  }

  @Test
  void aCancelledRequestCountsForNoDay() {
    release("big", items(11, "yunke"), NOW);
    ledger.cancel("big", "ann", "wrong list", NOW);

    assertThat(release("b", items(10, "yunke"), NOW).state()).isEqualTo(RequestState.OPEN);
  }

  @Test
  void aShareCountsWhatIsStillOpen() {
    Caps caps = share(Population.of(20));
    release("a", items(6, "yunke", "digelao"), NOW);
    List<DueItem> claimed = ledger.claim("yunke", 2, NOW);
    ledger.settle("batch", deleted(claimed.subList(0, 1)), NOW);

    // Of its three rows for yunke one is deleted, one in flight and one never claimed.
    assertThat(ledger.uses(List.of("yunke"), caps, NOW))
        .containsExactly(Map.entry("yunke", new LaneUse(3, 2)));
    assertThat(release("b", items(9, "yunke"), caps, NOW).heldReason())
        .isEqualTo(
            "Its 9 rows for yunke and the 2 that are still open are more than max-share, 0.5, of"
                + " the 20 accounts there.");
    assertThat(release("c", items(8, "yunke"), caps, NOW).state()).isEqualTo(RequestState.OPEN);
  }

  @Test
  void ofTwoReleasedAtTheSameMomentOneIsHeld() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 30; round++) {
        Instant day = NOW.plus(Duration.ofDays(round));
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<RequestRecord>> released = new ArrayList<>();
        for (String name : List.of("a-", "b-")) {
          RequestRecord request = received(name + round, items(6, "yunke"));
          released.add(
              threads.submit(
                  () -> {
                    together.await();
                    return ledger.release(request.no(), TEN_A_DAY, day);
                  }));
        }

        assertThat(List.of(released.get(0).get().state(), released.get(1).get().state()))
            .containsExactlyInAnyOrder(RequestState.OPEN, RequestState.HELD);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoeverHandedARequestInCannotApproveIt() {
    RequestRecord request = ledger.begin(new NewRequest("api-1", "api-1.json", SHA, NOW, "Ann"));
    ledger.accept(request.no(), items(11, "yunke"));
    assertThat(ledger.release(request.no(), TEN_A_DAY, NOW).submittedBy()).isEqualTo("Ann");

    assertThatThrownBy(() -> ledger.approve("api-1", " ann ", "I am sure", NOW))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("api-1 was handed in by Ann, so somebody else has to approve it");
    assertThat(ledger.request("api-1").orElseThrow().state()).isEqualTo(RequestState.HELD);
    assertThat(ledger.approve("api-1", "bob", "checked", NOW)).isPresent();
  }

  @Test
  void whoeverHandedARequestInMayWithdrawIt() {
    RequestRecord request = ledger.begin(new NewRequest("api-1", "api-1.json", SHA, NOW, "Ann"));
    ledger.accept(request.no(), items(11, "yunke"));
    ledger.release(request.no(), TEN_A_DAY, NOW);

    assertThat(ledger.cancel("api-1", "Ann", "a mistake", NOW)).isPresent();
  }

  @Test
  void findsRequestsByTheirContent() {
    RequestRecord first = release("a", items(1, "yunke"), NOW);
    RequestRecord second = release("b", items(1, "yunke"), NOW);

    assertThat(ledger.withContent(SHA)).containsExactly(first, second);
    assertThat(ledger.withContent("ab".repeat(32))).isEmpty();
  }

  private RequestRecord received(String id, List<NewItem> items) {
    RequestRecord request = ledger.begin(newRequest(id));
    ledger.accept(request.no(), items);
    return request;
  }

  private RequestRecord release(String id, List<NewItem> items, Instant now) {
    return release(id, items, TEN_A_DAY, now);
  }

  private RequestRecord release(String id, List<NewItem> items, Caps caps, Instant now) {
    return ledger.release(received(id, items).no(), caps, now);
  }

  private LaneUse use(String lane, Instant now) {
    return ledger.uses(List.of(lane), TEN_A_DAY, now).getOrDefault(lane, LaneUse.NONE);
  }

  private static Caps share(Population population) {
    return new Caps(1_000, Map.of(), Map.of("yunke", new Share(0.5, population)), ZoneOffset.UTC);
  }
}
