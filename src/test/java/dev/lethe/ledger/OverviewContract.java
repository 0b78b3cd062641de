package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.SHA;
import static dev.lethe.ledger.LedgerFixture.deleted;
import static dev.lethe.ledger.LedgerFixture.item;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.rejected;
import static dev.lethe.ledger.LedgerFixture.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every ledger promises to people who look at it, hand files in and send rows again. */
abstract class OverviewContract extends WithLedger {
  private static final FailedRows ALL = new FailedRows(null, null, null, null);

  @Test
  void pagesOfRequestsPutTogetherAreTheList() {
    for (int i = 1; i <= 7; i++) {
      released(ledger, "r" + i, items(1, "yunke"));
    }

    List<String> paged = new ArrayList<>();
    long before = 0;
    List<RequestSummary> page;
    do {
      page = ledger.overview().requests(null, before, 3);
      page.forEach(summary -> paged.add(summary.request().id()));
      before = page.isEmpty() ? 0 : page.get(page.size() - 1).request().no();
    } while (!page.isEmpty());

    assertThat(paged).containsExactly("r7", "r6", "r5", "r4", "r3", "r2", "r1");
  }

  @Test
  void requestsAreFoundByTheirStage() {
    ledger.begin(newRequest("receiving"));
    RequestRecord held = ledger.begin(newRequest("held"));
    ledger.accept(held.no(), items(1, "yunke"));
    ledger.release(held.no(), true, NOW);
    released(ledger, "final", List.of(rejected(1, "nobody")));
    RequestRecord reported = released(ledger, "reported", List.of(rejected(1, "nobody")));
    ledger.reported(reported.no(), NOW);
    released(ledger, "open", items(1, "yunke"));

    for (RequestStage stage : RequestStage.values()) {
      assertThat(ledger.overview().requests(stage, 0, 10))
          .extracting(summary -> summary.request().id())
          .containsExactly(stage.name().toLowerCase(java.util.Locale.ROOT));
      assertThat(ledger.overview().stages()).containsEntry(stage, 1L);
    }
    assertThat(ledger.overview().unreported(10))
        .extracting(RequestRecord::id)
        .containsExactly("receiving", "held", "final", "open");
  }

  @Test
  void whoDecidedStandsInTheSummary() {
    RequestRecord held = ledger.begin(newRequest("held"));
    ledger.accept(held.no(), items(1, "yunke"));
    ledger.release(held.no(), true, NOW);

    ledger.approve("held", "ann", "checked", NOW);

    RequestSummary summary = ledger.overview().request("held").orElseThrow();
    assertThat(summary.decidedBy()).isEqualTo("ann");
    assertThat(summary.decidedWhy()).isEqualTo("checked");
  }

  @Test
  void pagesOfRowsPutTogetherAreTheOutcomes() {
    Random random = new Random(7);
    List<NewItem> rows = new ArrayList<>();
    for (int row = 1; row <= 60; row++) {
      rows.add(
          row > 1 && random.nextInt(4) == 0 && rows.get(0).rejection() == null
              ? LedgerFixture.doubleOf(row, "yunke", 1)
              : row > 1 && random.nextInt(4) == 0 ? rejected(row, "nobody") : item(row, "yunke"));
    }
    RequestRecord request = released(ledger, "leavers", rows);
    ledger.settle("b", deleted(ledger.claim("yunke", 100, NOW)), NOW);

    for (int most : List.of(1, 7, 60, 100)) {
      List<ItemRecord> paged = new ArrayList<>();
      long after = 0;
      do {
        ItemPage page = ledger.overview().items(request, Set.of(), after, most);
        assertThat(page.rows()).hasSizeLessThanOrEqualTo(most);
        paged.addAll(page.rows());
        after = page.next();
      } while (after != 0);
      assertThat(paged)
          .extracting(
              row -> List.of(row.row(), row.subject(), row.state(), row.firstRow(), row.attempts()))
          .isEqualTo(
              LedgerFixture.outcomes(ledger, request.no()).stream()
                  .map(
                      line ->
                          List.<Object>of(
                              line.row(),
                              line.subject(),
                              line.outcome(),
                              line.firstRow(),
                              line.attempts()))
                  .toList());
    }
  }

  @Test
  void rowsAreFoundByWhereTheyAre() {
    RequestRecord request =
        released(ledger, "leavers", List.of(item(1, "yunke"), rejected(2, "x"), item(3, "yunke")));
    ledger.settle("b", deleted(ledger.claim("yunke", 1, NOW)), NOW);

    assertThat(rows(request, Set.of(ItemState.REJECTED))).containsExactly(2);
    assertThat(rows(request, Set.of(ItemState.PENDING))).containsExactly(3);
    assertThat(rows(request, Set.of(ItemState.PENDING, ItemState.DELETED))).containsExactly(1, 3);
    assertThat(rows(request, Set.of(ItemState.HELD))).isEmpty();
  }

  @Test
  void rowsOfAHeldRequestAreHeld() {
    RequestRecord held = ledger.begin(newRequest("held"));
    ledger.accept(held.no(), List.of(item(1, "yunke"), rejected(2, "x")));
    RequestRecord request = ledger.release(held.no(), true, NOW);

    assertThat(rows(request, Set.of(ItemState.HELD))).containsExactly(1);
    assertThat(rows(request, Set.of(ItemState.PENDING))).isEmpty();
  }

  @Test
  void aPageThatPassesOverManyRowsEndsEarlyAndTheNextGoesOn() {
    int rows = SqliteItemPages.MOST_LOOKED_AT + 5_000;
    RequestRecord request = ledger.begin(newRequest("large"));
    for (int from = 1; from <= rows; from += 5_000) {
      int first = from;
      ledger.accept(
          request.no(),
          IntStream.range(0, 5_000)
              .mapToObj(i -> first + i == rows ? rejected(rows, "x") : item(first + i, "yunke"))
              .toList());
    }

    ItemPage first = ledger.overview().items(request, Set.of(ItemState.REJECTED), 0, 10);
    ItemPage second =
        ledger.overview().items(request, Set.of(ItemState.REJECTED), first.next(), 10);

    assertThat(first.rows()).isEmpty();
    assertThat(first.next()).isPositive();
    assertThat(second.rows()).extracting(ItemRecord::row).containsExactly(rows);
    assertThat(second.next()).isZero();
  }

  @Test
  void failedRowsComeNewestRequestFirstAndPagesPutTogetherAreAll() {
    released(ledger, "old", List.of(rejected(1, "a"), item(2, "yunke"), rejected(3, "b")));
    released(ledger, "fine", items(3, "yunke"));
    released(ledger, "new", List.of(rejected(1, "b"), rejected(2, "a")));

    for (int most : List.of(1, 2, 3, 10)) {
      assertThat(failed(ALL, most)).containsExactly("new/1", "new/2", "old/1", "old/3");
    }
    assertThat(failed(new FailedRows(null, "a", null, null), 10)).containsExactly("new/2", "old/1");
    long old = ledger.request("old").orElseThrow().no();
    assertThat(failed(new FailedRows(old, null, null, null), 1)).containsExactly("old/1", "old/3");
    assertThat(failed(new FailedRows(null, null, ItemState.REFUSED, null), 10)).isEmpty();
    assertThat(failed(new FailedRows(null, null, null, "unknown-vendor"), 10)).hasSize(4);
    assertThat(failed(new FailedRows(null, null, null, "other"), 10)).isEmpty();
  }

  @Test
  void aRowBelongsToOneReplayAndIsNoDeadLetterAnyMore() {
    released(ledger, "old", List.of(rejected(1, "a"), item(2, "yunke"), rejected(3, "b")));
    List<Long> keys =
        ledger.overview().failed(ALL, 0, 10).rows().stream().map(ItemRecord::key).toList();
    List<Long> withOneThatDidNotFail = List.of(keys.get(0), keys.get(0) + 1);
    ReplayRecord first = ledger.replays().begin("replay", "ann", "again", NOW);
    ReplayRecord second = ledger.replays().begin("replay", "bea", "again", NOW);

    assertThat(first.name()).isNotEqualTo(second.name());
    assertThat(ledger.replays().take(first.no(), withOneThatDidNotFail)).isEqualTo(1);
    assertThat(ledger.replays().take(second.no(), keys)).isEqualTo(1);

    assertThat(ledger.overview().failed(ALL, 0, 10).rows()).isEmpty();
    assertThat(ledger.replays().rows(first.no(), 0, 10))
        .extracting(ItemRecord::row)
        .containsExactly(1);
    ledger.replays().drop(second.no());
    assertThat(failed(ALL, 10)).containsExactly("old/3");
    assertThatThrownBy(() -> ledger.replays().take(second.no(), keys))
        .isInstanceOf(LedgerException.class);
  }

  @Test
  void aSealedReplayKeepsItsRowsUntilItIsHandedIn() {
    RequestRecord request = released(ledger, "old", List.of(rejected(1, "a")));
    List<Long> keys = List.of(ledger.overview().failed(ALL, 0, 1).rows().get(0).key());
    ReplayRecord replay = ledger.replays().begin("replay", "ann", "again", NOW);
    ledger.replays().take(replay.no(), keys);
    assertThat(ledger.replays().unsealed()).containsExactly(replay);

    ledger.replays().seal(replay.no());
    reopen();

    assertThat(ledger.replays().unsealed()).isEmpty();
    assertThat(ledger.replays().unfinished()).containsExactly(replay);
    assertThatThrownBy(() -> ledger.replays().drop(replay.no()))
        .isInstanceOf(LedgerException.class);
    ledger.replays().handedIn(replay.no(), "replay-1", NOW);
    assertThat(ledger.replays().unfinished()).isEmpty();
    assertThat(ledger.overview().items(request, Set.of(), 0, 1).rows().get(0).replayedAs())
        .isEqualTo("replay-1");
  }

  @Test
  void aSubmissionSaysWhoHandedTheFileIn() {
    SubmissionRecord noted = ledger.submissions().note(submission("a.csv", SHA, "ann", null));

    RequestRecord request = ledger.begin(new NewRequest("a-1", "a.csv", SHA, NOW));

    assertThat(request.id()).isEqualTo(noted.requestId());
    assertThat(request.submittedBy()).isEqualTo("ann");
    assertThat(ledger.begin(new NewRequest("b-1", "b.csv", SHA, NOW)).submittedBy()).isNull();
  }

  @Test
  void anIdIsKeptForTheFileThatWasNotedWithIt() {
    String other = "1e".repeat(32);
    ledger.begin(new NewRequest("a-1", "taken.csv", SHA, NOW));
    SubmissionRecord noted = ledger.submissions().note(submission("a.csv", SHA, "ann", null));
    assertThat(noted.requestId()).isEqualTo("a-1-2");

    RequestRecord stranger = ledger.begin(new NewRequest("a-1-2", "s.csv", other, NOW));
    RequestRecord own = ledger.begin(new NewRequest("a-1", "a.csv", SHA, NOW));

    assertThat(own.id()).isEqualTo("a-1-2");
    assertThat(stranger.id()).isEqualTo("a-1-2-2");
    assertThat(ledger.submissions().taken("a.csv", SHA).orElseThrow().id()).isEqualTo("a-1-2");
  }

  @Test
  void aKeyStandsForOneSubmissionOfOnePerson() {
    String other = "1e".repeat(32);
    SubmissionRecord first = ledger.submissions().note(submission("a.csv", SHA, "ann", "k"));

    assertThat(ledger.submissions().note(submission("b.csv", other, "ann", "k"))).isEqualTo(first);
    assertThat(ledger.submissions().note(submission("a.csv", SHA, "bea", "k")).requestId())
        .isEqualTo(first.requestId());
    assertThat(ledger.submissions().note(submission("b.csv", other, "bea", "l")).no())
        .isNotEqualTo(first.no());
    assertThat(ledger.submissions().note(submission("c.csv", SHA, "ann", null)))
        .isEqualTo(ledger.submissions().note(submission("c.csv", SHA, "ann", null)));
  }

  @Test
  void aSubmissionThatIsNoGoodSaysWhy() {
    ledger.submissions().note(submission("a.csv", SHA, "ann", null));

    ledger.submissions().rejected("a.csv", SHA, "No subject column.");

    assertThat(ledger.submissions().byRequest("a-1").orElseThrow().rejected())
        .isEqualTo("No subject column.");
  }

  @Test
  void aCallbackIsDueOnceItsRequestIsReported() {
    ledger
        .submissions()
        .note(new NewSubmission("a.csv", SHA, "a-1", "ann", null, "https://example.com", NOW));
    RequestRecord request = ledger.begin(new NewRequest("a-1", "a.csv", SHA, NOW));
    ledger.accept(request.no(), List.of(rejected(1, "x")));
    ledger.release(request.no(), false, NOW);
    assertThat(ledger.callbacks().due(NOW, 10)).isEmpty();

    ledger.reported(request.no(), NOW);

    CallbackRecord due = ledger.callbacks().due(NOW, 10).get(0);
    assertThat(due.requestId()).isEqualTo("a-1");
    ledger.callbacks().tried(due.no(), NOW.plusSeconds(10), NOW);
    assertThat(ledger.callbacks().due(NOW.plusSeconds(9), 10)).isEmpty();
    assertThat(ledger.callbacks().due(NOW.plusSeconds(10), 10).get(0).tries()).isEqualTo(1);
    ledger.callbacks().tried(due.no(), null, NOW);
    ledger.reported(request.no(), NOW);
    assertThat(ledger.callbacks().due(NOW.plus(Duration.ofDays(1)), 10)).isEmpty();
  }

  @Test
  void whatWaitsForALaneIsKnownWithoutReadingRows() {
    released(ledger, "first", items(5, "yunke"));
    RequestRecord held = ledger.begin(newRequest("held"));
    ledger.accept(held.no(), items(3, "yunke"));
    ledger.release(held.no(), true, NOW);
    DueItem claimed = ledger.claim("yunke", 1, NOW).get(0);
    assertThat(ledger.overview().lanes(NOW)).isEqualTo(Map.of("yunke", new LaneLoad(7, NOW, null)));

    ledger.settle(
        "b", List.of(LedgerFixture.again(claimed, ItemState.PENDING, NOW.plusSeconds(60))), NOW);

    assertThat(ledger.overview().lanes(NOW))
        .isEqualTo(Map.of("yunke", new LaneLoad(8, NOW, NOW.plusSeconds(60))));
    ledger.claim("yunke", 10, NOW);
    assertThat(ledger.overview().lanes(NOW.plusSeconds(61)).get("yunke"))
        .isEqualTo(new LaneLoad(4, NOW.plusSeconds(60), null));
  }

  @Test
  void eventsComeNewestFirstAndTheLastWordOnEachThingIsKnown() {
    ledger.note(Event.asked(NOW, EventKind.LANE_STOPPED, "yunke", "ann", "one"));
    ledger.note(Event.asked(NOW, EventKind.LANE_RELEASED, "yunke", "ann", "two"));
    ledger.note(Event.asked(NOW, EventKind.LANE_STOPPED, "digelao", "ann", "three"));
    ledger.note(Event.asked(NOW, EventKind.SUBMITTED, "yunke", "ann", "four"));

    List<NotedEvent> newest = ledger.overview().eventsBefore(0, 2);

    assertThat(newest).extracting(noted -> noted.event().said()).containsExactly("four", "three");
    assertThat(ledger.overview().eventsBefore(newest.get(1).no(), 9))
        .extracting(noted -> noted.event().said())
        .containsExactly("two", "one");
    Map<String, NotedEvent> last =
        ledger.overview().newest(List.of(EventKind.LANE_STOPPED, EventKind.LANE_RELEASED));
    assertThat(last)
        .hasSize(2)
        .hasEntrySatisfying("yunke", noted -> assertThat(noted.event().said()).isEqualTo("two"))
        .hasEntrySatisfying(
            "digelao", noted -> assertThat(noted.event().said()).isEqualTo("three"));
  }

  private static NewSubmission submission(
      String source, String sha, String by, @Nullable String key) {
    String id = source.substring(0, source.indexOf('.')) + "-1";
    return new NewSubmission(source, sha, id, by, key, null, NOW);
  }

  private List<Integer> rows(RequestRecord request, Set<ItemState> states) {
    return ledger.overview().items(request, states, 0, 100).rows().stream()
        .map(ItemRecord::row)
        .toList();
  }

  private List<String> failed(FailedRows which, int most) {
    List<String> all = new ArrayList<>();
    long after = 0;
    do {
      ItemPage page = ledger.overview().failed(which, after, most);
      assertThat(page.rows()).hasSizeLessThanOrEqualTo(most);
      page.rows().forEach(row -> all.add(row.requestId() + "/" + row.row()));
      after = page.next();
    } while (after != 0);
    return all;
  }
}
