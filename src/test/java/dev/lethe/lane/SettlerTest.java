package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.lane.Settler.Ruling;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Settlement;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.Vendor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the blueprint, with Tencent's codes as delivered (five attempts, backoff 1 s). */
final class SettlerTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Vendor VENDOR = BoundSettings.tencentIm();
  private static final Settler SETTLER = settler(true);

  @Test
  void aConfirmedDeletionIsDeleted() {
    Settlement settled = settle(fresh(), "0");

    assertThat(settled.state()).isEqualTo(ItemState.DELETED);
    assertThat(settled.due()).isNull();
    assertThat(settled.verdict()).isEqualTo("DELETED");
    assertThat(settled.progress().attempts()).isEqualTo(1);
    assertThat(settled.progress().code()).isEqualTo("0");
  }

  @Test
  void anAbsentItemThatWasNeverSentBeforeWasAbsentAlready() {
    Settlement settled = settle(fresh(), "70107");

    assertThat(settled.state()).isEqualTo(ItemState.ALREADY_ABSENT);
    assertThat(settled.progress().code()).isEqualTo("70107");
  }

  @Test
  void anAbsentItemAfterAnAttemptThatMayHaveRunIsDeleted() {
    Settlement settled = settle(item(progress(1, true)), "70107");

    assertThat(settled.state()).isEqualTo(ItemState.DELETED);
    assertThat(settled.detail()).contains("after an earlier attempt of ours");
    assertThat(settled.progress().attempts()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"60007", "70001", "70016"})
  void anAttemptThatCertainlyDidNotRunIsNoAttemptThatMayHaveRun(String code) {
    assertThat(settle(fresh(), code).progress().mayHaveRun()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"70169", "30006", "4711", "timeout", "http-500"})
  void anyOtherAttemptMayHaveRun(String code) {
    assertThat(settle(fresh(), code).progress().mayHaveRun()).isTrue();
  }

  @Test
  void aRefusedItemIsRefusedWithTheReason() {
    Settlement settled = settle(fresh(), "70402");

    assertThat(settled.state()).isEqualTo(ItemState.REFUSED);
    assertThat(settled.detail()).isEqualTo("Tencent finds the UserID invalid.");
    assertThat(settled.progress().attempts()).isEqualTo(1);
  }

  @Test
  void aTransientCodeCountsAndComesUpAgainAfterTheBackoff() {
    Settlement settled = settle(item(progress(1, true)), "70500");

    assertThat(settled.state()).isEqualTo(ItemState.PENDING);
    assertThat(settled.due()).isEqualTo(NOW.plusSeconds(2));
    assertThat(settled.progress()).isEqualTo(new Progress(2, 2, true, false, 0, "70500"));
  }

  @Test
  void theVendorsOwnWaitIsNotCutShort() {
    Answer answer = new Answer("http-408", Map.of(), Duration.ofSeconds(90));

    Settlement settled = SETTLER.settle(batch(fresh()), answer, call("http-408"), NOW).get(0);

    assertThat(settled.due()).isEqualTo(NOW.plusSeconds(90));
  }

  @Test
  void aWaitOfYearsIsTakenForASlipAndCutToTheLongestBackoff() {
    Answer answer = new Answer("http-226", Map.of(), Duration.ofSeconds(999_999_999));

    Settlement settled = SETTLER.settle(batch(fresh()), answer, call("http-226"), NOW).get(0);

    assertThat(settled.due()).isEqualTo(NOW.plus(VENDOR.patience().backoff().max()));
  }

  @Test
  void aFailedCallWithAWaitIsTheLanesAndCostsTheItemNothing() {
    Answer answer = new Answer("http-500", Map.of(), Duration.ofSeconds(90));

    Settlement sent =
        SETTLER.settle(batch(item(progress(1, false))), answer, call("http-500"), NOW).get(0);
    Settlement asked =
        SETTLER
            .settle(
                verify(new DueItem(1, "a", true, progress(1, true))), answer, call("http-500"), NOW)
            .get(0);

    assertThat(sent.state()).isEqualTo(ItemState.PENDING);
    assertThat(sent.due()).isEqualTo(NOW);
    assertThat(sent.progress().attempts()).isEqualTo(1);
    assertThat(sent.progress().strikes()).isEqualTo(1);
    assertThat(sent.progress().mayHaveRun()).isTrue();
    assertThat(asked.state()).isEqualTo(ItemState.UNKNOWN);
  }

  @Test
  void theLastAttemptThatFailsExhaustsTheItem() {
    Settlement settled = settle(item(progress(4, true)), "70500");

    assertThat(settled.state()).isEqualTo(ItemState.EXHAUSTED);
    assertThat(settled.due()).isNull();
    assertThat(settled.detail())
        .isEqualTo("No final answer after 5 attempts. The last: Tencent's server failed.");
    assertThat(settled.progress().attempts()).isEqualTo(5);
  }

  @Test
  void anUnlistedCodeIsRefusedTheSecondTime() {
    assertThat(settle(fresh(), "79999").state()).isEqualTo(ItemState.PENDING);
    assertThat(settle(item(progress(1, true)), "79999").state()).isEqualTo(ItemState.REFUSED);
  }

  @Test
  void anItemThatTheAnswerLeavesOutIsUnknown() {
    DueItem named = item(1, "a", Progress.NONE);
    DueItem leftOut = item(2, "b", Progress.NONE);
    Batch batch = new Batch("b-1", false, false, List.of(named, leftOut));

    List<Settlement> settled =
        SETTLER.settle(batch, new Answer("0", Map.of("a", "0"), null), null, NOW);

    assertThat(settled)
        .extracting(Settlement::state)
        .containsExactly(ItemState.DELETED, ItemState.UNKNOWN);
    Settlement unknown = settled.get(1);
    assertThat(unknown.due()).isEqualTo(NOW.plusSeconds(1));
    assertThat(unknown.verdict()).isEqualTo("UNKNOWN");
    assertThat(unknown.progress()).isEqualTo(new Progress(1, 1, true, false, 0, "no-answer"));
  }

  @Test
  void anUnknownBatchThatCanBeVerifiedStaysTogether() {
    assertThat(settleCall(batchOf(7), "timeout"))
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo(ItemState.UNKNOWN);
              assertThat(one.progress().batchMost()).isZero();
            });
  }

  @Test
  void anUnknownBatchThatCannotBeVerifiedComesUpAgainInHalf() {
    Answer timeout = new Answer("timeout", Map.of(), null);

    List<Settlement> settled = settler(false).settle(batchOf(7), timeout, call("timeout"), NOW);

    assertThat(settled)
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo(ItemState.UNKNOWN);
              assertThat(one.due()).isNotNull();
              assertThat(one.progress().batchMost()).isEqualTo(4);
            });
  }

  @Test
  void anUnknownItemMayBeVerifiedAfterItsLastAttempt() {
    Settlement settled = settleCall(batch(item(progress(4, true))), "timeout").get(0);

    assertThat(settled.state()).isEqualTo(ItemState.UNKNOWN);
  }

  @Test
  void anUnknownItemThatCannotBeVerifiedIsExhaustedAfterItsLastAttempt() {
    Answer timeout = new Answer("timeout", Map.of(), null);
    DueItem partial = item(new Progress(4, 4, true, true, 0, "30006"));

    List<Settlement> settled =
        List.of(
            settler(false)
                .settle(batch(item(progress(4, true))), timeout, call("timeout"), NOW)
                .get(0),
            settler(true).settle(batch(partial), timeout, call("timeout"), NOW).get(0));

    assertThat(settled).allMatch(one -> one.state() == ItemState.EXHAUSTED);
  }

  @Test
  void anUnknownItemAmongOthersIsFirstSentAloneBeforeItIsExhausted() {
    DueItem one = new DueItem(1, "a", true, progress(7, true));
    DueItem two = new DueItem(2, "b", true, progress(7, true));

    List<Settlement> settled =
        settler(false)
            .settle(
                new Batch("b-1", false, false, List.of(one, two)),
                new Answer("timeout", Map.of(), null),
                call("timeout"),
                NOW);

    assertThat(settled)
        .allSatisfy(
            item -> {
              assertThat(item.state()).isEqualTo(ItemState.UNKNOWN);
              assertThat(item.progress().batchMost()).isEqualTo(1);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connect-failed",
        "60007",
        "http-429",
        "http-503",
        "70050",
        "70001",
        "70016",
        "71000"
      })
  void aCallThatIsThrottledOrHaltedOrNeedsANewTokenCostsNoAttempt(String code) {
    DueItem before = item(new Progress(1, 1, false, false, 3, "70500"));

    Settlement settled = settleCall(batch(before), code).get(0);

    assertThat(settled.state()).isEqualTo(ItemState.PENDING);
    assertThat(settled.due()).isEqualTo(NOW);
    assertThat(settled.progress().attempts()).isEqualTo(1);
    assertThat(settled.progress().strikes()).isEqualTo(1);
    assertThat(settled.progress().batchMost()).isEqualTo(3);
  }

  @Test
  void anItemThatWaitsToBeVerifiedStaysUnknownWhenTheLaneStops() {
    DueItem unknown = new DueItem(1, "a", true, progress(1, true));

    Settlement resent = settleCall(batch(unknown), "70016").get(0);
    Settlement verified = settleCall(verify(unknown), "70016").get(0);
    Settlement notSent = Settler.notSent(batch(unknown), NOW).get(0);

    assertThat(List.of(resent, verified, notSent))
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo(ItemState.UNKNOWN);
              assertThat(one.due()).isEqualTo(NOW);
              assertThat(one.progress().attempts()).isEqualTo(1);
            });
  }

  @Test
  void anItemWhoseAnswerStopsTheLaneCostsNoAttemptEither() {
    Settlement settled = settle(fresh(), "71000");

    assertThat(settled.state()).isEqualTo(ItemState.PENDING);
    assertThat(settled.progress().attempts()).isZero();
  }

  @Test
  void aBatchThatIsRefusedAsAWholeIsHalvedWithoutAStrike() {
    List<Settlement> settled = settleCall(batchOf(100), "70402");

    assertThat(settled)
        .hasSize(100)
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo(ItemState.PENDING);
              assertThat(one.due()).isEqualTo(NOW);
              assertThat(one.progress().batchMost()).isEqualTo(50);
              assertThat(one.progress().strikes()).isZero();
              assertThat(one.progress().mayHaveRun()).isFalse();
            });
  }

  @Test
  void halvingEndsAtOneItemWhichIsRefused() {
    assertThat(settleCall(batchOf(3), "70402")).allMatch(one -> one.progress().batchMost() == 2);
    assertThat(settleCall(batchOf(2), "70402")).allMatch(one -> one.progress().batchMost() == 1);
    assertThat(settleCall(batchOf(1), "70402")).allMatch(one -> one.state() == ItemState.REFUSED);
  }

  @Test
  void aBatchThatIsSaidToBeAbsentAsAWholeIsHalvedTooBecauseTheVendorMayMeanOneOfIt() {
    assertThat(settleCall(batchOf(4), "70107"))
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo(ItemState.PENDING);
              assertThat(one.progress().batchMost()).isEqualTo(2);
            });
    assertThat(settleCall(batchOf(1), "70107"))
        .allMatch(one -> one.state() == ItemState.ALREADY_ABSENT);
  }

  @Test
  void whatTheAnswerSaysOfAnItemWinsOverWhatItSaysOfTheCall() {
    Batch batch = batchOf(2);
    Answer answer = new Answer("70402", Map.of("subject-1", "0"), null);

    List<Settlement> settled = SETTLER.settle(batch, answer, call("70402"), NOW);

    assertThat(settled.get(0).state()).isEqualTo(ItemState.DELETED);
    assertThat(settled.get(1).state()).isEqualTo(ItemState.PENDING);
    assertThat(settled.get(1).progress().batchMost()).isEqualTo(1);
  }

  @Test
  void aCleanUpThatStoppedHalfWayIsRemembered() {
    Settlement first = settle(fresh(), "30007");
    Settlement second = settle(item(first.progress()), "70500");

    assertThat(first.progress().partial()).isTrue();
    assertThat(second.progress().partial()).isTrue();
  }

  @Test
  void aVerifiedAbsenceAfterOurAttemptIsADeletion() {
    Settlement settled = verified(progress(1, true), "NotImported");

    assertThat(settled.state()).isEqualTo(ItemState.DELETED);
    assertThat(settled.progress().attempts()).isEqualTo(1);
    assertThat(settled.progress().code()).isEqualTo("NotImported");
  }

  @Test
  void aVerifiedAbsenceWithoutAnAttemptThatMayHaveRunIsNoWorkOfOurs() {
    assertThat(verified(progress(1, false), "NotImported").state())
        .isEqualTo(ItemState.ALREADY_ABSENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Imported", "70500", "79999"})
  void anItemThatIsStillThereOrCannotBeVerifiedIsSentAgain(String code) {
    Settlement settled = verified(progress(1, true), code);

    assertThat(settled.state()).isEqualTo(ItemState.PENDING);
    assertThat(settled.due()).isEqualTo(NOW);
    assertThat(settled.progress()).isEqualTo(progress(1, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout", "http-500", "odd-reply"})
  void aLookUpThatFailsIsMadeAgainAndSendsNothing(String code) {
    DueItem unknown = new DueItem(1, "a", true, progress(1, true));

    Settlement settled = settleCall(verify(unknown), code).get(0);

    assertThat(settled.state()).isEqualTo(ItemState.UNKNOWN);
    assertThat(settled.due()).isEqualTo(NOW.plusSeconds(2));
    assertThat(settled.progress()).isEqualTo(new Progress(1, 2, true, false, 0, code));
  }

  @Test
  void aLookUpThatNeverComesBackExhaustsTheItem() {
    DueItem unknown = new DueItem(1, "a", true, progress(4, true));

    Settlement settled = settleCall(verify(unknown), "timeout").get(0);

    assertThat(settled.state()).isEqualTo(ItemState.EXHAUSTED);
    assertThat(settled.detail()).startsWith("No final answer after 4 attempts.");
  }

  @Test
  void lookUpsThatOneFailureBrokeOffKeepWhatWasAnsweredAndCostTheOthersNothing() {
    List<DueItem> items =
        Stream.of("gone", "there", "failed", "unasked")
            .map(subject -> new DueItem(1, subject, true, progress(1, true)))
            .toList();
    Map<String, String> codes = Map.of("gone", "NotImported", "there", "Imported");
    Answer answer = Answer.upTo(new CallFailedException("timeout"), codes, Set.of("unasked"));

    List<Settlement> settled =
        SETTLER.settle(new Batch("v-1", true, false, items), answer, call("timeout"), NOW);

    assertThat(settled)
        .extracting(Settlement::state)
        .containsExactly(
            ItemState.DELETED, ItemState.PENDING, ItemState.UNKNOWN, ItemState.UNKNOWN);
    assertThat(settled)
        .extracting(one -> one.progress().strikes())
        .as("only the look-up that failed counts")
        .containsExactly(1, 1, 2, 1);
    assertThat(settled.get(3).due()).isEqualTo(NOW);
  }

  @Test
  void anItemThatIsStillThereAfterItsLastAttemptIsExhausted() {
    Settlement settled = verified(progress(5, true), "Imported");

    assertThat(settled.state()).isEqualTo(ItemState.EXHAUSTED);
    assertThat(settled.detail()).contains("5 attempts").contains("still has the account");
  }

  @Test
  void aVerificationNeverConfirmsADeletionByTheCodeOfOne() {
    assertThat(verified(progress(1, true), "0").state()).isEqualTo(ItemState.PENDING);
  }

  @Test
  void aVerificationThatIsRefusedAsAWholeLeavesItToADeletionToFindTheBadOne() {
    DueItem one = new DueItem(1, "a", true, progress(1, true));
    DueItem two = new DueItem(2, "b", true, progress(1, true));
    Batch batch = new Batch("v-1", true, false, List.of(one, two));

    List<Settlement> settled = settleCall(batch, "70402");

    assertThat(settled)
        .allSatisfy(
            item -> {
              assertThat(item.state()).isEqualTo(ItemState.PENDING);
              assertThat(item.due()).isEqualTo(NOW);
            });
  }

  @Test
  void whatWasNotSentComesUpAgainUnchangedAndLeavesNoEvidence() {
    DueItem item = item(progress(2, true));

    Settlement settled = Settler.notSent(batch(item), NOW).get(0);

    assertThat(settled)
        .isEqualTo(new Settlement(1, ItemState.PENDING, NOW, null, null, progress(2, true)));
  }

  private static Settler settler(boolean canVerify) {
    return new Settler(VENDOR, () -> canVerify, () -> 1.0);
  }

  private static Settlement settle(DueItem item, String code) {
    Answer answer = new Answer("0", Map.of(item.subject(), code), null);
    return SETTLER.settle(batch(item), answer, null, NOW).get(0);
  }

  private static Settlement verified(Progress progress, String code) {
    DueItem item = new DueItem(1, "a", true, progress);
    return SETTLER.settle(verify(item), new Answer("0", Map.of("a", code), null), null, NOW).get(0);
  }

  private static List<Settlement> settleCall(Batch batch, String code) {
    return SETTLER.settle(batch, new Answer(code, Map.of(), null), call(code), NOW);
  }

  private static Ruling call(String code) {
    CodeRule rule = VENDOR.codes().rule(code);
    return new Ruling(rule.ofCall(1), code, rule, true);
  }

  private static DueItem fresh() {
    return item(Progress.NONE);
  }

  private static DueItem item(Progress progress) {
    return item(1, "a", progress);
  }

  private static DueItem item(long key, String subject, Progress progress) {
    return new DueItem(key, subject, false, progress);
  }

  private static Progress progress(int attempts, boolean mayHaveRun) {
    return new Progress(attempts, attempts, mayHaveRun, false, 0, lastCode(mayHaveRun));
  }

  private static @Nullable String lastCode(boolean mayHaveRun) {
    return mayHaveRun ? "timeout" : "connect-failed";
  }

  private static Batch batch(DueItem item) {
    return new Batch("b-1", false, false, List.of(item));
  }

  private static Batch verify(DueItem item) {
    return new Batch("v-1", true, false, List.of(item));
  }

  private static Batch batchOf(int count) {
    return Batches.of("b-1", false, count);
  }
}
