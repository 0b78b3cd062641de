package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.SHA;
import static dev.lethe.ledger.LedgerFixture.again;
import static dev.lethe.ledger.LedgerFixture.attempt;
import static dev.lethe.ledger.LedgerFixture.count;
import static dev.lethe.ledger.LedgerFixture.deleted;
import static dev.lethe.ledger.LedgerFixture.doubleOf;
import static dev.lethe.ledger.LedgerFixture.item;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.outcomes;
import static dev.lethe.ledger.LedgerFixture.rejected;
import static dev.lethe.ledger.LedgerFixture.released;
import static dev.lethe.ledger.LedgerFixture.subjects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.Ledger.AttemptRecord;
import dev.lethe.ledger.Ledger.StoredSubject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every ledger promises, wherever it keeps its rows. */
abstract class LedgerContract extends WithLedger {
  protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void beginsARequestOnce() {
    RequestRecord begun = ledger.begin(newRequest("leavers"));
    ledger.accept(begun.no(), items(3, "yunke"));
    ledger.release(begun.no(), false, NOW);

    RequestRecord known = ledger.begin(newRequest("leavers"));

    assertThat(begun.state()).isEqualTo(RequestState.RECEIVING);
    assertThat(known.no()).isEqualTo(begun.no());
    assertThat(known.state()).isEqualTo(RequestState.OPEN);
    assertThat(known.rows()).isEqualTo(3);
    assertThat(ledger.request("leavers")).contains(known);
    assertThat(ledger.requests(10)).containsExactly(known);
  }

  @Test
  void emptiesARequestWhoseReadingWasCutOff() {
    RequestRecord cutOff = ledger.begin(newRequest("leavers"));
    ledger.accept(cutOff.no(), items(3, "yunke"));
    reopen();

    RequestRecord again = ledger.begin(newRequest("leavers"));
    ledger.accept(again.no(), items(2, "yunke"));
    ledger.release(again.no(), false, NOW);

    assertThat(again.state()).isEqualTo(RequestState.RECEIVING);
    assertThat(again.rows()).isZero();
    assertThat(ledger.requests(10)).hasSize(1);
    assertThat(ledger.balance(again.no()).holds()).isTrue();
    assertThat(ledger.claim("yunke", 10, NOW)).hasSize(2);
  }

  @Test
  void numbersRequestsThatWantTheSameId() {
    NewRequest other = new NewRequest("leavers", "elsewhere/leavers.csv", SHA, NOW);
    NewRequest third = new NewRequest("leavers", "leavers.csv", "ab".repeat(32), NOW);

    assertThat(ledger.begin(newRequest("leavers")).id()).isEqualTo("leavers");
    RequestRecord second = ledger.begin(other);
    assertThat(second.id()).isEqualTo("leavers-2");
    assertThat(ledger.begin(third).id()).isEqualTo("leavers-3");
    ledger.release(second.no(), false, NOW);
    assertThat(ledger.begin(other).no()).isEqualTo(second.no());
  }

  @Test
  void refusesToTakeARowTwice() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    ledger.accept(request.no(), items(3, "yunke"));

    assertThatThrownBy(() -> ledger.accept(request.no(), List.of(item(4, "x"), item(3, "yunke"))))
        .isInstanceOf(LedgerException.class);

    assertThat(ledger.request("leavers").orElseThrow().rows()).isEqualTo(3);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
  }

  @Test
  void takesRowsOnlyWhileReceiving() {
    RequestRecord request = released(ledger, "leavers", items(1, "yunke"));

    assertThatThrownBy(() -> ledger.accept(request.no(), List.of(item(2, "yunke"))))
        .isInstanceOf(LedgerException.class);
    assertThatThrownBy(() -> ledger.release(request.no(), false, NOW))
        .isInstanceOf(LedgerException.class);
    assertThatThrownBy(() -> ledger.discard(request.no())).isInstanceOf(LedgerException.class);
    assertThat(ledger.balance(request.no()).rows()).isEqualTo(1);
  }

  @Test
  void refusesADoubleOfARowThatIsNotThere() {
    RequestRecord request = ledger.begin(newRequest("leavers"));

    assertThatThrownBy(() -> ledger.accept(request.no(), List.of(doubleOf(2, "yunke", 1))))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("Row 2");

    assertThat(ledger.balance(request.no()).holds()).isTrue();
  }

  @Test
  void givesBackWhatWasStoredOfARow() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    ledger.accept(request.no(), List.of(item(1, "yunke"), rejected(2, "nobody")));

    assertThat(ledger.subject(request.no(), 1)).contains(new StoredSubject("yunke", "subject-1"));
    assertThat(ledger.subject(request.no(), 2)).contains(new StoredSubject("", "subject-2"));
    assertThat(ledger.subject(request.no(), 3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        " ",
        "\"quoted\"",
        "back\\slash",
        "{\"a\":[1,null]}",
        "[1,2]",
        "null",
        "12345678901234567890",
        "a\tb\nc\u0001\u007f",
        "nothing\u0000after",
        "云客\ud83d\ude00é\u2028",
        "'; drop table items; --"
      })
  void givesASubjectBackExactlyAsItCame(String subject) {
    NewItem plain = new NewItem(2, "yunke", "yunke", subject, null, null, 0);
    RequestRecord request =
        released(ledger, "odd", List.of(item(1, "yunke"), plain, item(3, "yunke")));

    List<DueItem> claimed = ledger.claim("yunke", 9, NOW);
    ledger.settle("b1", claimed.stream().map(LedgerFixture::deleted).toList(), NOW);

    assertThat(subjects(claimed)).containsExactly("subject-1", subject, "subject-3");
    try (OutcomeCursor lines = ledger.outcomes(request.no())) {
      assertThat(lines)
          .extracting(OutcomeLine::subject)
          .containsExactly("subject-1", subject, "subject-3");
    }
    assertThat(ledger.subject(request.no(), 2)).contains(new StoredSubject("yunke", subject));
  }

  @Test
  void rowsThatAreBeingWrittenAreThereOnceThatHasBeenWaitedFor() {
    RequestRecord request = ledger.begin(newRequest("leavers"));

    Writing writing = ledger.beginAccept(request.no(), items(3, "yunke"));
    writing.await();

    assertThat(count(ledger.balance(request.no()), ItemState.PENDING)).isEqualTo(3);
  }

  @Test
  void whatCannotBeWrittenIsToldToWhoeverWaitsForIt() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    ledger.accept(request.no(), items(3, "yunke"));

    Writing again = ledger.beginAccept(request.no(), items(3, "yunke"));

    assertThatExceptionOfType(LedgerException.class).isThrownBy(again::await);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
  }

  @Test
  void sumsRowsThatAreFarApart() {
    List<Integer> rows = List.of(1, 99_999, 100_000, 100_001, 199_999, 200_000, 987_654);
    RequestRecord request =
        released(ledger, "far", rows.stream().map(row -> item(row, "yunke")).toList());
    released(ledger, "next", items(3, "yunke"));

    Balance balance = ledger.balance(request.no());

    assertThat(count(balance, ItemState.PENDING)).isEqualTo(7);
    assertThat(balance.holds()).isTrue();
  }

  @Test
  void knowsWhetherARequestHasRowsThatFailed() {
    RequestRecord well = released(ledger, "well", items(2, "yunke"));
    RequestRecord ill =
        released(ledger, "ill", List.of(rejected(1, "who"), item(2, "yunke"), item(3, "yunke")));

    assertThat(ledger.hasFailed(well.no())).isFalse();
    assertThat(ledger.hasFailed(ill.no())).isTrue();
  }

  @Test
  void forgetsADiscardedRequest() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    ledger.accept(request.no(), items(3, "yunke"));

    ledger.discard(request.no());

    assertThat(ledger.request("leavers")).isEmpty();
    assertThat(ledger.subject(request.no(), 1)).isEmpty();
    assertThat(ledger.due("yunke", 10, NOW)).isZero();
  }

  @Test
  void handsNothingOutBeforeTheRelease() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    ledger.accept(request.no(), items(3, "yunke"));

    assertThat(ledger.due("yunke", 10, NOW)).isZero();
    assertThat(ledger.claim("yunke", 10, NOW)).isEmpty();
    assertThat(count(ledger.balance(request.no()), ItemState.PENDING)).isEqualTo(3);
  }

  @Test
  void claimsInTheOrderInWhichRowsCameAcrossRequests() {
    released(ledger, "first", items(3, "yunke"));
    released(ledger, "second", List.of(item(11, "yunke"), item(12, "yunke")));

    assertThat(ledger.due("yunke", 4, NOW)).isEqualTo(4);
    assertThat(subjects(ledger.claim("yunke", 4, NOW)))
        .containsExactly("subject-1", "subject-2", "subject-3", "subject-11");
    assertThat(ledger.due("yunke", 4, NOW)).isEqualTo(1);
    assertThat(subjects(ledger.claim("yunke", 4, NOW))).containsExactly("subject-12");
    assertThat(ledger.claim("yunke", 4, NOW)).isEmpty();
  }

  @Test
  void claimsOnlyTheLanesOwnItems() {
    released(ledger, "mixed", items(9, "yunke", "digelao", "sf-express"));

    List<DueItem> some = ledger.claim("digelao", 2, NOW);
    List<DueItem> rest = ledger.claim("digelao", 2, NOW);

    assertThat(subjects(some)).containsExactly("subject-2", "subject-5");
    assertThat(subjects(rest)).containsExactly("subject-8");
    assertThat(ledger.due("yunke", 9, NOW)).isEqualTo(3);
    assertThat(ledger.claim("nobody", 9, NOW)).isEmpty();
    assertThat(ledger.claim("yunke", 0, NOW)).isEmpty();
  }

  @Test
  void showsWhereEveryRowIs() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    NewItem named = new NewItem(5, "Yunke ", "yunke", "subject-5", "r5", null, 0);
    ledger.accept(
        request.no(),
        List.of(
            item(1, "yunke"),
            item(2, "yunke"),
            rejected(3, "who"),
            doubleOf(4, "yunke", 2),
            named));
    ledger.release(request.no(), false, NOW);
    ledger.settle("b1", deleted(ledger.claim("yunke", 2, NOW).subList(1, 2)), NOW);

    Balance balance = ledger.balance(request.no());

    assertThat(balance.rows()).isEqualTo(5);
    assertThat(balance.holds()).isTrue();
    assertThat(balance.open()).isEqualTo(2);
    assertThat(balance.byVendor().get("yunke"))
        .containsEntry(ItemState.DELETED, 2L)
        .containsEntry(ItemState.SENT, 1L);
    assertThat(balance.byVendor().get("who")).containsOnly(Map.entry(ItemState.REJECTED, 1L));
    assertThat(balance.byVendor().get("Yunke ")).containsOnly(Map.entry(ItemState.PENDING, 1L));
  }

  @Test
  void finishesWithTheLastItem() {
    RequestRecord request = released(ledger, "leavers", items(3, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 3, NOW);

    ledger.settle("b1", deleted(claimed.subList(0, 2)), NOW);
    RequestState before = ledger.request("leavers").orElseThrow().state();
    ledger.settle("b2", deleted(claimed.subList(2, 3)), NOW.plusSeconds(9));

    assertThat(before).isEqualTo(RequestState.OPEN);
    RequestRecord finished = ledger.request("leavers").orElseThrow();
    assertThat(finished.state()).isEqualTo(RequestState.FINAL);
    assertThat(finished.finalAt()).isEqualTo(NOW.plusSeconds(9));
    assertThat(finished.releasedAt()).isEqualTo(NOW);
    assertThat(ledger.nextUnreported()).contains(finished);
    ledger.reported(request.no(), NOW.plusSeconds(10));
    assertThat(ledger.nextUnreported()).isEmpty();
    assertThat(ledger.request("leavers").orElseThrow().reportedAt()).isEqualTo(NOW.plusSeconds(10));
  }

  @Test
  void finishesAtTheReleaseIfEveryRowWasRejected() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    ledger.accept(request.no(), List.of(rejected(1, "who"), rejected(2, "who")));

    RequestRecord finished = ledger.release(request.no(), true, NOW);

    assertThat(finished.state()).isEqualTo(RequestState.FINAL);
    assertThat(finished.finalAt()).isEqualTo(NOW);
    OutcomeLine line = outcomes(ledger, request.no()).get(1);
    assertThat(line)
        .isEqualTo(
            new OutcomeLine(
                2,
                "who",
                "subject-2",
                "ref",
                ItemState.REJECTED,
                "unknown-vendor",
                "There is no such vendor.",
                0,
                NOW,
                0));
  }

  @Test
  void holdsARequestUntilItIsApproved() {
    RequestRecord request = ledger.begin(newRequest("big"));
    ledger.accept(request.no(), List.of(item(1, "yunke"), doubleOf(2, "yunke", 1)));

    RequestRecord held = ledger.release(request.no(), true, NOW);
    assertThat(held.state()).isEqualTo(RequestState.HELD);
    assertThat(held.releasedAt()).isNull();
    assertThat(ledger.claim("yunke", 9, NOW)).isEmpty();
    assertThat(count(ledger.balance(request.no()), ItemState.HELD)).isEqualTo(2);

    RequestRecord approved = ledger.approve("big", "ann", "checked", NOW).orElseThrow();
    assertThat(approved.state()).isEqualTo(RequestState.OPEN);
    assertThat(approved.releasedAt()).isEqualTo(NOW);
    assertThat(ledger.claim("yunke", 9, NOW)).hasSize(1);
    assertThat(ledger.approve("big", "ann", "again", NOW)).isEmpty();
    assertThat(ledger.cancel("big", "ann", "too late", NOW)).isEmpty();
    assertThat(ledger.approve("nothing", "ann", "x", NOW)).isEmpty();
  }

  @Test
  void cancelsAHeldRequest() {
    RequestRecord request = ledger.begin(newRequest("big"));
    ledger.accept(
        request.no(), List.of(item(1, "yunke"), doubleOf(2, "yunke", 1), rejected(3, "who")));
    ledger.release(request.no(), true, NOW);

    RequestRecord cancelled = ledger.cancel("big", "ann", "a mistake", NOW).orElseThrow();

    assertThat(cancelled.state()).isEqualTo(RequestState.FINAL);
    assertThat(ledger.claim("yunke", 9, NOW)).isEmpty();
    assertThat(outcomes(ledger, request.no()))
        .extracting(OutcomeLine::outcome)
        .containsExactly(ItemState.CANCELLED, ItemState.CANCELLED, ItemState.REJECTED);
    assertThat(outcomes(ledger, request.no()).get(0).code()).isNull();
  }

  @Test
  void claimsFreshItemsFirstIfItIsToldToAndThenThoseWithTheFewestStrikes() {
    released(ledger, "leavers", items(6, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 4, NOW);
    ledger.settle(
        "b1",
        List.of(struck(claimed.get(0), 3), struck(claimed.get(1), 1), struck(claimed.get(2), 2)),
        NOW);
    ledger.settle("b2", List.of(again(claimed.get(3), ItemState.UNKNOWN, NOW.plusSeconds(9))), NOW);

    List<DueItem> first = ledger.claim("yunke", 3, true, NOW);
    List<DueItem> second = ledger.claim("yunke", 9, true, NOW);

    assertThat(subjects(first)).containsExactly("subject-5", "subject-6", "subject-2");
    assertThat(subjects(second)).containsExactly("subject-3", "subject-1");
    assertThat(second.get(0).progress().strikes()).isEqualTo(2);
    assertThat(ledger.claim("yunke", 9, true, NOW)).isEmpty();
    assertThat(subjects(ledger.claim("yunke", 9, true, NOW.plusSeconds(9))))
        .containsExactly("subject-4");
  }

  private static Settlement struck(DueItem item, int strikes) {
    Progress progress = new Progress(strikes, strikes, true, false, 0, "http-502");
    return new Settlement(item.key(), ItemState.PENDING, NOW, null, "RETRY", progress);
  }

  @Test
  void bringsItemsUpAgainWhenTheyAreDueBeforeFreshOnes() {
    released(ledger, "leavers", items(4, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 2, NOW);
    Progress progress = new Progress(2, 1, true, true, 50, "70169");
    ledger.settle(
        "b1",
        List.of(
            again(claimed.get(0), ItemState.PENDING, NOW.plusSeconds(9)),
            new Settlement(
                claimed.get(1).key(),
                ItemState.UNKNOWN,
                NOW.plusSeconds(5),
                null,
                "UNKNOWN",
                progress)),
        NOW);

    assertThat(ledger.due("yunke", 9, NOW)).isEqualTo(2);
    assertThat(ledger.due("yunke", 9, NOW.plusSeconds(5))).isEqualTo(3);
    assertThat(ledger.due("yunke", 1, NOW.plusSeconds(5))).isEqualTo(1);
    List<DueItem> again = ledger.claim("yunke", 3, NOW.plusSeconds(9));
    assertThat(subjects(again)).containsExactly("subject-2", "subject-1", "subject-3");
    assertThat(again.get(0).unknown()).isTrue();
    assertThat(again.get(0).progress()).isEqualTo(progress);
    assertThat(again.get(1).unknown()).isFalse();
    assertThat(again.get(1).progress()).isEqualTo(attempt(1, "70169"));
    assertThat(again.get(2).progress()).isEqualTo(Progress.NONE);
    assertThat(subjects(ledger.claim("yunke", 3, NOW.plusSeconds(9)))).containsExactly("subject-4");
  }

  @Test
  void settlesAnItemOnce() {
    RequestRecord request = released(ledger, "leavers", items(2, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 2, NOW);
    ledger.settle("b1", deleted(claimed), NOW);

    Settlement late =
        new Settlement(
            claimed.get(0).key(),
            ItemState.REFUSED,
            null,
            "No right.",
            "REFUSED",
            attempt(2, "70050"));
    ledger.settle("b2", List.of(late), NOW.plusSeconds(5));

    assertThat(outcomes(ledger, request.no()))
        .extracting(OutcomeLine::outcome)
        .containsOnly(ItemState.DELETED);
    assertThat(ledger.attempts(request.no(), 1)).hasSize(1);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
    assertThat(ledger.request("leavers").orElseThrow().finalAt()).isEqualTo(NOW);
  }

  @Test
  void settlesOnlyWhatIsThere() {
    RequestRecord request = released(ledger, "leavers", items(2, "yunke"));
    DueItem claimed = ledger.claim("yunke", 1, NOW).get(0);
    DueItem stranger = new DueItem(claimed.key() + 77, "x", false, Progress.NONE);

    assertThatThrownBy(() -> ledger.settle("b1", deleted(List.of(claimed, stranger)), NOW))
        .isInstanceOf(LedgerException.class);
    assertThatThrownBy(() -> ledger.settle("b1", List.of(again(claimed, ItemState.SENT, NOW)), NOW))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(count(ledger.balance(request.no()), ItemState.SENT)).isEqualTo(1);
  }

  @Test
  void keepsEveryAttemptAsEvidence() {
    RequestRecord request = released(ledger, "leavers", items(3, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 3, NOW);
    ledger.settle(
        "b1",
        List.of(
            deleted(claimed.get(0)),
            again(claimed.get(1), ItemState.UNKNOWN, NOW),
            new Settlement(
                claimed.get(2).key(),
                ItemState.DELETED,
                null,
                null,
                "ABSENT",
                new Progress(1, 0, true, false, 0, "70107"))),
        NOW);
    DueItem second = ledger.claim("yunke", 3, NOW).get(0);
    ledger.settle("b2", List.of(deleted(second)), NOW.plusSeconds(1));

    assertThat(ledger.attempts(request.no(), 1))
        .containsExactly(new AttemptRecord(1, NOW, "b1", "DELETED", "0"));
    assertThat(ledger.attempts(request.no(), 2))
        .containsExactly(
            new AttemptRecord(1, NOW, "b1", "UNKNOWN", "70169"),
            new AttemptRecord(2, NOW.plusSeconds(1), "b2", "DELETED", "0"));
    assertThat(ledger.attempts(request.no(), 3))
        .containsExactly(new AttemptRecord(1, NOW, "b1", "ABSENT", "70107"));
  }

  @Test
  void leavesNoEvidenceOfWhatWasNotSent() {
    RequestRecord request = released(ledger, "leavers", items(1, "yunke"));
    DueItem claimed = ledger.claim("yunke", 1, NOW).get(0);

    ledger.settle(
        "b1",
        List.of(new Settlement(claimed.key(), ItemState.PENDING, NOW, null, null, Progress.NONE)),
        NOW);

    assertThat(ledger.attempts(request.no(), 1)).isEmpty();
    assertThat(ledger.claim("yunke", 1, NOW)).containsExactly(claimed);
  }

  @Test
  void listsDoublesWithTheOutcomeOfTheRowTheyRepeat() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    NewItem other = new NewItem(3, "YUNKE", "yunke", "subject-1", "mine", null, 1);
    ledger.accept(request.no(), List.of(item(1, "yunke"), doubleOf(2, "yunke", 1), other));
    ledger.release(request.no(), false, NOW);
    DueItem claimed = ledger.claim("yunke", 9, NOW).get(0);
    Settlement refused =
        new Settlement(
            claimed.key(), ItemState.REFUSED, null, "No right.", "REFUSED", attempt(1, "70050"));

    ledger.settle("b1", List.of(refused), NOW);

    List<OutcomeLine> lines = outcomes(ledger, request.no());
    assertThat(lines).extracting(OutcomeLine::row).containsExactly(1, 2, 3);
    assertThat(lines).extracting(OutcomeLine::firstRow).containsExactly(0, 1, 1);
    assertThat(lines.get(2))
        .isEqualTo(
            new OutcomeLine(
                3,
                "YUNKE",
                "subject-1",
                "mine",
                ItemState.REFUSED,
                "70050",
                "No right.",
                1,
                NOW,
                1));
    assertThat(ledger.attempts(request.no(), 2)).isEqualTo(ledger.attempts(request.no(), 1));
  }

  @Test
  void keepsTheBooksOfADoubleOfARejectedRow() {
    RequestRecord request = ledger.begin(newRequest("leavers"));
    ledger.accept(request.no(), List.of(rejected(1, "who"), doubleOf(2, "who", 1)));

    RequestRecord finished = ledger.release(request.no(), false, NOW);

    assertThat(finished.state()).isEqualTo(RequestState.FINAL);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
    assertThat(outcomes(ledger, request.no()))
        .extracting(OutcomeLine::outcome)
        .containsOnly(ItemState.REJECTED);
  }

  @Test
  void listsOutcomesOnlyOfAFinishedRequest() {
    RequestRecord request = released(ledger, "leavers", items(1, "yunke"));

    assertThatThrownBy(() -> ledger.outcomes(request.no())).isInstanceOf(LedgerException.class);
    assertThatThrownBy(() -> ledger.outcomes(99)).isInstanceOf(LedgerException.class);
  }

  @Test
  void listsMoreRowsThanItReadsAtOnce() {
    RequestRecord request = released(ledger, "leavers", items(2_500, "yunke", "digelao"));
    for (String lane : List.of("yunke", "digelao")) {
      ledger.settle("b-" + lane, deleted(ledger.claim(lane, 5_000, NOW)), NOW);
    }

    assertThat(outcomes(ledger, request.no()))
        .extracting(OutcomeLine::row)
        .isEqualTo(IntStream.rangeClosed(1, 2_500).boxed().toList());
  }

  @Test
  void recoversWhatWasInFlight() {
    RequestRecord request = released(ledger, "leavers", items(5, "yunke", "digelao"));
    released(ledger, "other", items(2, "digelao"));
    List<DueItem> claimed = ledger.claim("yunke", 2, NOW);
    ledger.settle("b1", deleted(claimed.subList(0, 1)), NOW);
    reopen();

    long recovered = ledger.recover(NOW.plusSeconds(60));

    assertThat(recovered).isEqualTo(1);
    assertThat(count(ledger.balance(request.no()), ItemState.UNKNOWN)).isEqualTo(1);
    assertThat(ledger.claim("yunke", 1, NOW.plusSeconds(59)).get(0).subject())
        .isEqualTo("subject-5");
    DueItem again = ledger.claim("yunke", 9, NOW.plusSeconds(60)).get(0);
    assertThat(again.key()).isEqualTo(claimed.get(1).key());
    assertThat(again.unknown()).isTrue();
    assertThat(again.progress()).isEqualTo(new Progress(1, 0, true, false, 0, null));
    assertThat(ledger.claim("digelao", 9, NOW)).hasSize(4);
    assertThat(ledger.attempts(request.no(), 3))
        .containsExactly(
            new AttemptRecord(1, NOW.plusSeconds(60), "unknown", "UNKNOWN", "crashed"));
    assertThat(ledger.attempts(request.no(), 1)).hasSize(1);
    assertThat(ledger.attempts(request.no(), 5)).isEmpty();
  }

  @Test
  void claimsEveryItemForOneThreadOnly() throws Exception {
    RequestRecord one = released(ledger, "one", items(3_000, "yunke", "digelao", "yunke"));
    RequestRecord two = released(ledger, "two", items(1_000, "digelao"));
    Set<Long> claimed = ConcurrentHashMap.newKeySet();
    List<Long> twice = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(6);

    List<Future<?>> workers = new ArrayList<>();
    for (int worker = 0; worker < 6; worker++) {
      String lane = worker % 2 == 0 ? "yunke" : "digelao";
      workers.add(
          threads.submit(
              () -> {
                List<DueItem> items = ledger.claim(lane, 37, NOW);
                while (!items.isEmpty()) {
                  items.stream().map(DueItem::key).filter(k -> !claimed.add(k)).forEach(twice::add);
                  ledger.settle("b-" + items.get(0).key(), deleted(items), NOW);
                  items = ledger.claim(lane, 37, NOW);
                }
              }));
    }
    for (Future<?> worker : workers) {
      worker.get();
    }
    threads.shutdown();

    assertThat(twice).isEmpty();
    assertThat(claimed).hasSize(4_000);
    for (RequestRecord request : List.of(one, two)) {
      assertThat(ledger.balance(request.no()).open()).isZero();
      assertThat(ledger.balance(request.no()).holds()).isTrue();
    }
    assertThat(ledger.request("one").orElseThrow().state()).isEqualTo(RequestState.FINAL);
  }

  @Test
  void survivesBeingClosed() {
    RequestRecord request = released(ledger, "leavers", items(3, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 1, NOW);
    ledger.settle(
        "b1",
        List.of(again(claimed.get(0), ItemState.PENDING, NOW.plus(Duration.ofHours(1)))),
        NOW);

    reopen();

    assertThat(ledger.due("yunke", 9, NOW)).isEqualTo(2);
    assertThat(ledger.due("yunke", 9, NOW.plus(Duration.ofHours(1)))).isEqualTo(3);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
  }

  @Test
  void keepsEventsInOrder() {
    Event halted =
        Event.of(NOW, EventKind.LANE_HALTED, "tencent-im", "71000", "lane tencent-im halted");
    Event asked =
        Event.asked(NOW.plusMillis(1), EventKind.RESUME_ASKED, "tencent-im", "ann", "try again");
    assertThat(ledger.lastEvent()).isZero();

    ledger.note(halted);
    long first = ledger.lastEvent();
    ledger.note(asked);

    assertThat(ledger.events(0, 10)).extracting(NotedEvent::event).containsExactly(halted, asked);
    assertThat(ledger.events(first, 10)).extracting(NotedEvent::event).containsExactly(asked);
    assertThat(ledger.events(0, 1)).hasSize(1);
    assertThat(ledger.events(ledger.lastEvent(), 10)).isEmpty();
  }

  @Test
  void saysThatItIsClosed() {
    ledger.close();

    assertThatThrownBy(() -> ledger.begin(newRequest("late")))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> ledger.requests(1)).isInstanceOf(LedgerException.class);
    ledger.close();
  }

  @Test
  final void bringsForwardWhatIsDueTooLate() {
    released(ledger, "leavers", items(3, "yunke"));
    List<DueItem> claimed = ledger.claim("yunke", 3, NOW);
    Instant inYears = NOW.plus(Duration.ofDays(3_650));
    Instant soon = NOW.plusSeconds(10);
    ledger.settle(
        "b1",
        List.of(
            again(claimed.get(0), ItemState.PENDING, inYears),
            again(claimed.get(1), ItemState.UNKNOWN, inYears),
            again(claimed.get(2), ItemState.PENDING, soon)),
        NOW);

    assertThat(ledger.dueBy(NOW.plusSeconds(60))).isEqualTo(2);

    assertThat(ledger.due("yunke", 9, NOW.plusSeconds(10))).isEqualTo(1);
    assertThat(ledger.due("yunke", 9, NOW.plusSeconds(60))).isEqualTo(3);
    assertThat(ledger.dueBy(NOW.plusSeconds(60))).isZero();
  }

  @Test
  final void listsWhatIsUnreportedTheOldestFirst() {
    RequestRecord first = released(ledger, "first", List.of(rejected(1, "nobody")));
    RequestRecord second = released(ledger, "second", List.of(rejected(1, "nobody")));

    assertThat(ledger.unreported(1)).extracting(RequestRecord::id).containsExactly("first");
    assertThat(ledger.unreported(9))
        .extracting(RequestRecord::no)
        .containsExactly(first.no(), second.no());
    ledger.reported(first.no(), NOW);

    assertThat(ledger.unreported(9)).extracting(RequestRecord::id).containsExactly("second");
  }

  @Test
  final void aProbeLeavesNothingBehind() {
    RequestRecord request = released(ledger, "leavers", items(2, "yunke"));
    Balance before = ledger.balance(request.no());

    ledger.probe();

    assertThat(ledger.balance(request.no())).isEqualTo(before);
    assertThat(ledger.claim("yunke", 9, NOW)).hasSize(2);
  }
}
