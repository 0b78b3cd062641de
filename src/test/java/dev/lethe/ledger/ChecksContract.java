package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.deleted;
import static dev.lethe.ledger.LedgerFixture.item;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.released;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every ledger promises to reconciliation. */
abstract class ChecksContract extends WithLedger {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant LATER = NOW.plus(DAY);
  private static final List<String> VENDORS = List.of("yunke", "digelao");

  @Test
  void findsWhatWasDecidedLongEnoughAgoOnceInARun() {
    RequestRecord request = gone("leavers", 3);
    LookSpan early = span(run(NOW).no(), NOW.plus(DAY.minusMillis(1)));
    LookSpan due = span(early.run(), LATER);

    assertThat(due(early, request)).isEmpty();
    List<Checkable> found = due(due, request);
    assertThat(found).extracting(Checkable::subject).containsExactly("subject-1", "subject-3");
    assertThat(found.get(0))
        .isEqualTo(
            new Checkable(
                found.get(0).key(), "subject-1", ItemState.DELETED, "0", NOW, null, false));

    ledger.checks().write(due.run(), "yunke", List.of(confirmed(found.get(0), LATER)));

    assertThat(due(due, request)).extracting(Checkable::subject).containsExactly("subject-3");
    assertThat(ledger.runs().figures(due.run()))
        .isEqualTo(Map.of("yunke", Map.of("CONFIRMED", 1L)));
  }

  @Test
  void readsItemsAPageAtATime() {
    RequestRecord request = gone("leavers", 9);
    LookSpan span = span(run(NOW).no(), LATER);

    List<Checkable> first = ledger.checks().due(span, request.no(), 0, 2);
    List<Checkable> rest =
        ledger.checks().due(span, request.no(), first.get(first.size() - 1).key(), 100);

    assertThat(first).hasSize(2);
    assertThat(rest)
        .extracting(Checkable::subject)
        .containsExactly("subject-5", "subject-7", "subject-9");
  }

  @Test
  void leavesOutWhatWasDecidedTooLongAgo() {
    RequestRecord request = gone("leavers", 3);
    long run = run(NOW).no();

    assertThat(due(new LookSpan(run, "yunke", NOW, LATER, LATER, null), request)).isEmpty();
    assertThat(due(new LookSpan(run, "yunke", NOW.minusMillis(1), LATER, LATER, null), request))
        .hasSize(2);
  }

  @Test
  void findsAnItemAgainWhenItsNextLookHasCome() {
    RequestRecord request = gone("leavers", 1);
    LookSpan first = span(run(NOW).no(), LATER);
    Checkable item = due(first, request).get(0);
    ledger
        .checks()
        .write(
            first.run(),
            "yunke",
            List.of(new Check(item.key(), CheckResult.CONFIRMED, "x", LATER, LATER.plus(DAY))));
    long second = run(LATER).no();

    assertThat(due(span(second, LATER.plus(DAY).minusMillis(1)), request)).isEmpty();
    assertThat(due(span(second, LATER.plus(DAY)), request))
        .singleElement()
        .satisfies(again -> assertThat(again.goneAt()).isEqualTo(LATER));
  }

  @Test
  void passesOverRequestsWithNothingToLookAt() {
    RequestRecord whole = gone("whole", 1);
    RequestRecord open = released(ledger, "open", items(2, "yunke"));
    ledger.settle("b", deleted(ledger.claim("yunke", 1, NOW)), NOW);
    LookSpan span = span(run(NOW).no(), LATER);
    assertThat(requests(span)).containsExactly(whole.no(), open.no());

    for (RequestRecord request : List.of(whole, open)) {
      due(span, request)
          .forEach(
              item -> ledger.checks().write(span.run(), "yunke", List.of(confirmed(item, LATER))));
      ledger.checks().looked(span, request.no());
    }

    assertThat(requests(span)).isEmpty();
    long next = run(LATER).no();
    assertThat(requests(span(next, LATER))).containsExactly(open.no());
    assertThat(requests(span(next, LATER.plus(DAY.multipliedBy(7)))))
        .containsExactly(whole.no(), open.no());
  }

  @Test
  void comesBackToARequestWhoseItemsWereNotDueYet() {
    RequestRecord request = gone("leavers", 1);
    LookSpan early = span(run(NOW).no(), NOW);
    ledger.checks().looked(early, request.no());

    long next = run(LATER).no();

    assertThat(requests(span(next, LATER.minusMillis(1)))).isEmpty();
    assertThat(requests(span(next, LATER))).containsExactly(request.no());
  }

  @Test
  void listsWhatIsAmissAndWhatIsToBeSentAgain() {
    RequestRecord request = gone("leavers", 7);
    LookSpan span = span(run(NOW).no(), LATER);
    List<Checkable> items = due(span, request);
    List<CheckResult> results =
        List.of(
            CheckResult.CONFIRMED,
            CheckResult.STILL_PRESENT,
            CheckResult.REAPPEARED,
            CheckResult.UNVERIFIABLE);
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      checks.add(new Check(items.get(i).key(), results.get(i), "c" + i, LATER, LATER));
    }
    ledger.checks().write(span.run(), "yunke", checks);

    List<CheckedItem> amiss = ledger.checks().amiss(span.run(), 0, 10);
    assertThat(amiss)
        .extracting(CheckedItem::subject)
        .containsExactly("subject-3", "subject-5", "subject-7");
    assertThat(amiss.get(1))
        .isEqualTo(
            new CheckedItem(
                amiss.get(1).key(),
                "leavers",
                5,
                "yunke",
                "subject-5",
                CheckResult.REAPPEARED,
                "c2",
                NOW,
                LATER,
                false));
    assertThat(ledger.checks().amiss(span.run(), amiss.get(0).key(), 1))
        .containsExactly(amiss.get(1));
    assertThat(ledger.checks().amiss(span.run() + 1, 0, 10)).isEmpty();
    assertThat(ledger.checks().toResend(span.run(), 0, 10))
        .containsExactly(amiss.get(0), amiss.get(1));

    ledger.checks().resent(span.run(), List.of(amiss.get(0).key(), amiss.get(1).key()));

    assertThat(ledger.checks().toResend(span.run(), 0, 10)).isEmpty();
    assertThat(ledger.checks().latest(request.no(), 3)).contains(checks.get(1));
    assertThat(ledger.checks().latest(request.no(), 2)).isEmpty();
  }

  @Test
  void hastensWhatIsUnknown() {
    RequestRecord request = released(ledger, "leavers", items(3, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 2, NOW);
    ledger.settle(
        "b",
        List.of(
            LedgerFixture.again(claimed.get(0), ItemState.UNKNOWN, LATER),
            LedgerFixture.again(claimed.get(1), ItemState.PENDING, LATER)),
        NOW);

    assertThat(ledger.due("yunke", 9, NOW)).isEqualTo(1);
    assertThat(ledger.checks().hasten("yunke", NOW)).isEqualTo(1);

    assertThat(ledger.due("yunke", 9, NOW)).isEqualTo(2);
    assertThat(ledger.checks().unknown("yunke")).isEqualTo(1);
    assertThat(ledger.checks().unknown("yunke", 0, 9))
        .singleElement()
        .isEqualTo(
            new OpenItem(
                claimed.get(0).key(),
                "leavers",
                1,
                "yunke",
                "subject-1",
                ItemState.UNKNOWN,
                "70169",
                NOW));
    assertThat(ledger.checks().open(request.no(), claimed.get(0).key(), 9))
        .extracting(OpenItem::state)
        .containsExactly(ItemState.PENDING, ItemState.PENDING);
  }

  @Test
  void listsRequestsThatAreOpenForLongWithHeldOnes() {
    gone("done", 1);
    RequestRecord open = released(ledger, "open", items(1, "yunke"));
    RequestRecord held = ledger.begin(newRequest("held"));
    ledger.accept(held.no(), List.of(item(1, "yunke")));
    ledger.release(held.no(), true, NOW);

    assertThat(ledger.checks().openSince(NOW))
        .extracting(RequestRecord::no)
        .containsExactly(open.no(), held.no());
    assertThat(ledger.checks().openSince(NOW.minusMillis(1))).isEmpty();
    assertThat(ledger.checks().open(held.no(), 0, 9))
        .extracting(OpenItem::state)
        .containsExactly(ItemState.HELD);
  }

  @Test
  void auditsARequestAgainOnlyIfItDidNotAgreeOrLongAgo() {
    RequestRecord right = gone("right", 1);
    RequestRecord wrong = gone("wrong", 1);
    assertThat(toAudit(1, NOW)).containsExactly(right.no(), wrong.no());

    ledger.checks().audited(1, right.no(), true, NOW);
    ledger.checks().audited(1, wrong.no(), false, NOW);

    assertThat(toAudit(1, NOW.minusMillis(1))).isEmpty();
    assertThat(toAudit(2, NOW.minusMillis(1))).containsExactly(wrong.no());
    assertThat(toAudit(2, NOW)).containsExactly(right.no(), wrong.no());
  }

  @Test
  void keepsARunThatWasCutOff() {
    NewRun scheduled = NewRun.scheduled(VENDORS, "0 0 3 * * ?", NOW);
    RunRecord run = ledger.runs().begin(scheduled, NOW.plusMillis(5));
    ledger.runs().add(run.no(), "yunke", "calls", 2);
    ledger.close();
    ledger = open();

    assertThat(ledger.runs().cutOff()).contains(run);
    RunRecord resumed = ledger.runs().resume(run.no());
    ledger.runs().add(run.no(), "yunke", "calls", 3);
    RunRecord ended = ledger.runs().end(run.no(), "CLEAN", LATER);

    assertThat(run.about()).isEqualTo(VENDORS);
    assertThat(resumed.resumed()).isTrue();
    assertThat(ended.conclusion()).isEqualTo("CLEAN");
    assertThat(ended.endedAt()).isEqualTo(LATER);
    assertThat(ledger.runs().figures(run.no())).isEqualTo(Map.of("yunke", Map.of("calls", 5L)));
    assertThat(ledger.runs().cutOff()).isEmpty();
    assertThat(ledger.runs().newest()).contains(ended);
    assertThat(ledger.runs().lastAt("yunke")).contains(NOW);
    assertThat(ledger.runs().lastAt("yun")).isEmpty();
  }

  @Test
  void knowsWhichEventsWereAnswered() {
    assertThat(ledger.runs().lastAsked()).isZero();
    RunRecord run = ledger.runs().begin(NewRun.asked(List.of(), 7, "ann"), NOW);

    assertThat(ledger.runs().lastAsked()).isEqualTo(7);
    assertThat(ledger.runs().answering(7)).contains(run);
    assertThat(ledger.runs().answering(6)).isEmpty();
    assertThat(run.about()).isEmpty();
    assertThat(run.askedBy()).isEqualTo("ann");
  }

  @Test
  void beginsACutOffListUnderItsOldNumberWithNothingCounted() {
    RunRecord run = ledger.runs().begin(NewRun.ofList("a,b-0f0f"), NOW);
    ledger.runs().add(run.no(), "yunke", "CONFIRMED", 2);

    RunRecord again = ledger.runs().begin(NewRun.ofList("a,b-0f0f"), LATER);

    assertThat(again.no()).isEqualTo(run.no());
    assertThat(again.about()).containsExactly("a,b-0f0f");
    assertThat(ledger.runs().figures(run.no())).isEmpty();
    assertThat(ledger.runs().cutOff()).isEmpty();
    ledger.runs().end(run.no(), "CLEAN", LATER);
    assertThat(ledger.runs().begin(NewRun.ofList("a,b-0f0f"), LATER).no()).isNotEqualTo(run.no());
  }

  @Test
  void knowsTheOldestRequestAndAllLanes() {
    assertThat(ledger.runs().oldestRequest()).isEmpty();
    gone("leavers", 2);

    assertThat(ledger.runs().oldestRequest()).contains(NOW);
    assertThat(ledger.checks().lanes()).containsExactlyInAnyOrder("yunke", "digelao");
  }

  /** A request of so many rows, every second one at Digelao, all deleted. */
  private RequestRecord gone(String id, int rows) {
    RequestRecord request = released(ledger, id, items(rows, "yunke", "digelao"));
    for (String lane : VENDORS) {
      ledger.settle("b-" + lane, deleted(ledger.claim(lane, rows, NOW)), NOW);
    }
    return request;
  }

  private RunRecord run(Instant at) {
    return ledger.runs().begin(NewRun.scheduled(VENDORS, "0 0 3 * * ?", at), at);
  }

  private static LookSpan span(long run, Instant now) {
    return new LookSpan(run, "yunke", Instant.EPOCH, now.minus(DAY), now, null);
  }

  private List<Checkable> due(LookSpan span, RequestRecord request) {
    return ledger.checks().due(span, request.no(), 0, 100);
  }

  private List<Long> requests(LookSpan span) {
    return ledger.checks().requests(span, 0, 100);
  }

  private List<Long> toAudit(long run, Instant until) {
    return ledger.checks().toAudit(run, until, 0, 100).stream().map(RequestRecord::no).toList();
  }

  private static Check confirmed(Checkable item, Instant at) {
    return new Check(item.key(), CheckResult.CONFIRMED, "x", at, at.plus(DAY.multipliedBy(7)));
  }
}
