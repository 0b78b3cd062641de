package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.lane.LaneGate.Reason;
import dev.lethe.lane.LaneStatus.State;
import dev.lethe.vendor.Backoff;
import dev.lethe.vendor.Vendor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LaneGateTest {

  private static final Duration NO_WAIT = Duration.ZERO;
  private static final Batch BATCH = Batches.of("b-1", false, 1);
  private static final Batch PROBE = Batches.of("p-1", true, 1);

  private final TestClock clock = new TestClock();
  private final LaneGate gate =
      new LaneGate(
          clock,
          new Vendor.Breaker(3, 3),
          new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)),
          new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5)));

  @Test
  void aHaltedLaneSendsNothingUntilItProbesAfterTenSeconds() {
    boolean news = gate.halt(BATCH, why("Wrong key."));

    assertThat(news).isTrue();
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.maySend(BATCH)).isFalse();
    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    assertThat(gate.status().reason()).isEqualTo(why("Wrong key."));
    advance(Duration.ofMillis(9_999));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofMillis(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void probesDoubleUpToFiveMinutes() {
    gate.halt(BATCH, why("Wrong key."));

    for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
      advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(gate.isProbeDue()).as("just before %d s", seconds).isFalse();
      advance(Duration.ofMillis(1));
      assertThat(gate.isProbeDue()).as("after %d s", seconds).isTrue();
      gate.probeStarted();
      assertThat(gate.halt(PROBE, why("Wrong key."))).isFalse();
    }
  }

  @Test
  void onlyOneProbeGoesOutAtATime() {
    gate.halt(BATCH, why("Wrong key."));
    advance(Duration.ofSeconds(10));
    gate.probeStarted();

    assertThat(gate.isProbeDue()).isFalse();
    assertThat(gate.maySend(PROBE)).isTrue();
    assertThat(gate.maySend(BATCH)).isFalse();
  }

  @Test
  void aProbeThatIsAnsweredOpensTheLaneAndItsWaitsStartAnew() {
    gate.halt(BATCH, why("Wrong key."));
    probeAfter(Duration.ofSeconds(10));
    gate.halt(PROBE, why("Wrong key."));
    probeAfter(Duration.ofSeconds(20));

    boolean opened = gate.answered(PROBE);

    assertThat(opened).isTrue();
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.status().reason()).isNull();
    gate.halt(BATCH, why("Again."));
    advance(Duration.ofSeconds(10));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aLateGoodAnswerOfAnOlderBatchDoesNotOpenAClosedLane() {
    gate.halt(BATCH, why("Wrong key."));

    boolean opened = gate.answered(BATCH);

    assertThat(opened).isFalse();
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void moreBadNewsOfTheSameBatchesIsNoNewsAndDoesNotPutTheProbeOff() {
    gate.halt(BATCH, why("Wrong key."));
    advance(Duration.ofSeconds(9));

    assertThat(gate.halt(BATCH, why("Wrong key."))).isFalse();

    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aPauseLastsAsLongAsTheVendorAsks() {
    assertThat(gate.pause(BATCH, why("Too fast."), Duration.ofSeconds(60))).isTrue();

    assertThat(gate.status().state()).isEqualTo(State.PAUSED);
    advance(Duration.ofSeconds(59));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aPauseThatTheVendorDoesNotSizeTakesTheBackoff() {
    gate.pause(BATCH, why("Too fast."), NO_WAIT);
    probeAfter(Duration.ofSeconds(1));
    gate.pause(PROBE, why("Too fast."), NO_WAIT);

    advance(Duration.ofMillis(1_999));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofMillis(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void theLongestWaitThatTheVendorAsksForHolds() {
    gate.pause(BATCH, why("Too fast."), NO_WAIT);

    assertThat(gate.pause(BATCH, why("Too fast."), Duration.ofSeconds(30))).isFalse();

    advance(Duration.ofSeconds(29));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void threeFailuresInARowPauseTheLane() {
    assertThat(gate.failed(BATCH, why("Time-out."))).isFalse();
    assertThat(gate.failed(BATCH, why("Time-out."))).isFalse();
    assertThat(gate.isOpen()).isTrue();

    assertThat(gate.failed(BATCH, why("Time-out."))).isTrue();

    assertThat(gate.status().state()).isEqualTo(State.PAUSED);
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void anAnswerBetweenFailuresBreaksTheRow() {
    gate.failed(BATCH, why("Time-out."));
    gate.failed(BATCH, why("Time-out."));
    gate.answered(BATCH);
    gate.failed(BATCH, why("Time-out."));
    gate.failed(BATCH, why("Time-out."));

    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void aPausedLaneWhoseProbeFailsOncePausesAgainForLonger() {
    gate.pause(BATCH, why("Too fast."), NO_WAIT);
    probeAfter(Duration.ofSeconds(1));

    gate.failed(PROBE, why("Time-out."));

    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aHaltedLaneWhoseProbeTimesOutProbesAgain() {
    gate.halt(BATCH, why("Wrong key."));
    probeAfter(Duration.ofSeconds(10));

    gate.failed(PROBE, why("Time-out."));

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    advance(Duration.ofSeconds(19));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aHaltedLaneWhoseProbeIsThrottledProbesAgainWhenTheVendorAllows() {
    gate.halt(BATCH, why("Wrong key."));
    probeAfter(Duration.ofSeconds(10));

    gate.pause(PROBE, why("Too fast."), Duration.ofMinutes(2));

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    advance(Duration.ofSeconds(119));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aPauseDoesNotSoftenAHalt() {
    gate.halt(BATCH, why("Wrong key."));

    assertThat(gate.pause(BATCH, why("Too fast."), NO_WAIT)).isFalse();

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    assertThat(gate.status().reason()).isEqualTo(why("Wrong key."));
  }

  @Test
  void aHaltHardensAPause() {
    gate.pause(BATCH, why("Too fast."), NO_WAIT);

    assertThat(gate.halt(BATCH, why("Wrong key."))).isTrue();

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    advance(Duration.ofSeconds(10));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aProbeThatWasNotSentMayGoOutAgain() {
    gate.halt(BATCH, why("Wrong key."));
    probeAfter(Duration.ofSeconds(10));

    gate.returned(PROBE);

    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void anOlderBatchThatComesBackSaysNothingOfTheProbeUnderWay() {
    gate.halt(BATCH, why("Wrong key."));
    probeAfter(Duration.ofSeconds(10));

    gate.returned(BATCH);

    assertThat(gate.isProbeDue()).isFalse();
    assertThat(gate.maySend(PROBE)).isTrue();
  }

  @Test
  void aStoppingLaneSendsNothingMore() {
    gate.stopping();

    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.isProbeDue()).isFalse();
    assertThat(gate.maySend(BATCH)).isFalse();
    assertThat(gate.maySend(PROBE)).isFalse();
    assertThat(gate.halt(BATCH, why("Wrong key."))).isFalse();
    assertThat(gate.answered(PROBE)).isFalse();
    assertThat(gate.status().state()).isEqualTo(State.STOPPING);
  }

  @Test
  void aLaneThatIsHaltedForGoodNeverProbesWhateverComesLater() {
    assertThat(gate.haltForGood(why("Wrong password."))).isTrue();
    assertThat(gate.haltForGood(why("Wrong password."))).isFalse();

    assertThat(gate.halt(BATCH, why("Another thing."))).isFalse();
    assertThat(gate.pause(BATCH, why("Too fast."), Duration.ofSeconds(1))).isFalse();
    assertThat(gate.failed(BATCH, why("Time-out."))).isFalse();
    assertThat(gate.answered(BATCH)).isFalse();
    gate.returned(BATCH);
    advance(Duration.ofDays(3_650));

    assertThat(gate.isProbeDue()).isFalse();
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.maySend(BATCH)).isFalse();
    assertThat(gate.status().state()).isEqualTo(State.HALTED);
  }

  @Test
  void aProbeThatFindsTheWrongPasswordIsTheLast() {
    gate.halt(BATCH, why("Wrong key."));
    probeAfter(Duration.ofSeconds(10));

    assertThat(gate.haltForGood(why("Wrong password."))).isTrue();

    advance(Duration.ofDays(1));
    assertThat(gate.isProbeDue()).isFalse();
    assertThat(gate.maySend(PROBE)).isFalse();
  }

  @Test
  void aStoppingLaneIsNotHaltedForGood() {
    gate.stopping();

    assertThat(gate.haltForGood(why("Wrong password."))).isFalse();
    assertThat(gate.status().state()).isEqualTo(State.STOPPING);
  }

  @Test
  void failuresOfAWindowPauseTheLaneAlsoIfTheyAreNotInARow() {
    LaneGate windowed = gate(new Vendor.Breaker(3, 6));

    for (int i = 0; i < 2; i++) {
      windowed.answered(BATCH);
      assertThat(windowed.failed(BATCH, why("Time-out."))).isFalse();
    }
    windowed.answered(BATCH);

    assertThat(windowed.failed(BATCH, why("Time-out."))).isTrue();
    assertThat(windowed.status().state()).isEqualTo(State.PAUSED);
  }

  @Test
  void fewerFailuresThanOfTheWindowDoNot() {
    LaneGate windowed = gate(new Vendor.Breaker(3, 6));

    for (int i = 0; i < 60; i++) {
      assertThat(i % 3 == 0 ? windowed.failed(BATCH, why("Time-out.")) : windowed.answered(BATCH))
          .isFalse();
    }

    assertThat(windowed.isOpen()).isTrue();
  }

  @Test
  void aVendorThatHasEnoughAgainAtOnceGetsALongerPause() {
    for (int seconds : new int[] {1, 2, 4, 8}) {
      gate.pause(BATCH, why("Too fast."), NO_WAIT);
      advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(gate.isProbeDue()).as("just before %d s", seconds).isFalse();
      probeAfter(Duration.ofMillis(1));
      assertThat(gate.answered(PROBE)).isTrue();
    }
  }

  @Test
  void aPauseShrinksByAStepForEachTimeThatTheLaneHasWorkedAsLong() {
    for (int seconds : new int[] {1, 2, 4, 8}) {
      gate.pause(BATCH, why("Too fast."), NO_WAIT);
      probeAfter(Duration.ofSeconds(seconds));
      gate.answered(PROBE);
    }
    advance(Duration.ofSeconds(16));

    gate.pause(BATCH, why("Too fast."), NO_WAIT);

    assertThat(gate.status().until()).isEqualTo(clock.instant().plusSeconds(4));
    probeAfter(Duration.ofSeconds(4));
    gate.answered(PROBE);
    advance(Duration.ofDays(1));
    gate.pause(BATCH, why("Too fast."), NO_WAIT);
    assertThat(gate.status().until()).isEqualTo(clock.instant().plusSeconds(1));
  }

  @Test
  void anHourOfPausesIsForgottenNoSlowerThanItsLongestPause() {
    for (int i = 0; i < 50; i++) {
      gate.pause(BATCH, why("Too fast."), NO_WAIT);
      probeAfter(Duration.ofMinutes(5));
      gate.answered(PROBE);
    }
    advance(Duration.ofMinutes(9 * 5));

    gate.pause(BATCH, why("Too fast."), NO_WAIT);

    assertThat(gate.status().until()).isEqualTo(clock.instant().plusSeconds(2));
  }

  @Test
  void aClosedLaneLetsExactlyOneProbeOutHoweverOftenItIsAsked() {
    gate.pause(BATCH, why("Too fast."), NO_WAIT);
    advance(Duration.ofSeconds(1));

    assertThat(gate.probeStarted()).isTrue();
    assertThat(gate.probeStarted()).isFalse();
    assertThat(gate.isProbeDue()).isFalse();
  }

  @Test
  void aProbeOfAPausedLaneThatWasNotSentMayGoOutAgain() {
    gate.pause(BATCH, why("Too fast."), NO_WAIT);
    probeAfter(Duration.ofSeconds(1));

    gate.returned(PROBE);

    assertThat(gate.status().state()).isEqualTo(State.PAUSED);
    assertThat(gate.isProbeDue()).isTrue();
    assertThat(gate.probeStarted()).isTrue();
    assertThat(gate.answered(PROBE)).isTrue();
  }

  @Test
  void lateFailuresOfOlderBatchesDoNotCountForTheProbe() {
    gate.pause(BATCH, why("Too fast."), NO_WAIT);
    probeAfter(Duration.ofSeconds(1));

    assertThat(gate.failed(BATCH, why("Time-out."))).isFalse();

    assertThat(gate.maySend(PROBE)).isTrue();
    assertThat(gate.answered(PROBE)).isTrue();
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void anOperatorMayLetAHaltedLaneProbeAtOnce() {
    gate.halt(BATCH, why("Wrong key."));

    assertThat(gate.resume()).isTrue();

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    probeAfter(Duration.ZERO);
    assertThat(gate.answered(PROBE)).isTrue();
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void anOperatorMayLetALaneProbeThatIsHaltedForGood() {
    gate.haltForGood(why("Wrong password."));
    assertThat(gate.status().until()).isNull();

    assertThat(gate.resume()).isTrue();

    probeAfter(Duration.ZERO);
    assertThat(gate.haltForGood(why("Wrong password."))).isTrue();
    advance(Duration.ofDays(1));
    assertThat(gate.isProbeDue()).isFalse();
  }

  @Test
  void whatAnOperatorsProbeFindsIsNewsAndTheProbesAfterItAreNone() {
    gate.halt(BATCH, why("Wrong key."));
    gate.resume();
    probeAfter(Duration.ZERO);

    assertThat(gate.halt(PROBE, why("Wrong key."))).isTrue();

    probeAfter(Duration.ofSeconds(10));
    assertThat(gate.halt(PROBE, why("Wrong key."))).isFalse();
  }

  @Test
  void onlyAHaltedLaneIsResumed() {
    assertThat(gate.resume()).isFalse();
    gate.pause(BATCH, why("Too fast."), Duration.ofSeconds(60));

    assertThat(gate.resume()).isFalse();

    assertThat(gate.isProbeDue()).isFalse();
  }

  @Test
  void aHaltedLaneProbesAfterItsWaitAlsoIfTheClockIsSetBack() {
    gate.halt(BATCH, why("Wrong key."));
    advance(Duration.ofHours(-1));

    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(10));
    assertThat(gate.probeStarted()).isTrue();
  }

  @Test
  void aPausedLaneProbesAfterItsWaitAlsoIfTheClockIsSetBack() {
    gate.pause(BATCH, why("Too fast."), NO_WAIT);
    advance(Duration.ofHours(-1));

    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.probeStarted()).isTrue();
    assertThat(gate.answered(PROBE)).isTrue();
  }

  @Test
  void theVendorsWaitIsNotStretchedByAClockThatIsSetBack() {
    gate.pause(BATCH, why("Too fast."), Duration.ofMinutes(2));
    advance(Duration.ofHours(-1));

    assertThat(gate.status().until()).isEqualTo(clock.instant().plus(Duration.ofMinutes(2)));
    advance(Duration.ofMinutes(2).minusMillis(1));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofMillis(1));
    assertThat(gate.probeStarted()).isTrue();
  }

  @Test
  void anOperatorsResumeHoldsAlsoIfTheClockIsSetBack() {
    gate.halt(BATCH, why("Wrong key."));
    gate.resume();
    advance(Duration.ofHours(-1));

    assertThat(gate.probeStarted()).isTrue();
  }

  @Test
  void theStatusSaysSinceWhen() {
    advance(Duration.ofSeconds(7));
    gate.pause(BATCH, why("Too fast."), NO_WAIT);
    advance(Duration.ofMillis(500));

    assertThat(gate.status().since()).isEqualTo(clock.instant().minusMillis(500));
    assertThat(gate.status().until()).isEqualTo(clock.instant().plusMillis(500));
  }

  @Test
  void anOperatorsPauseLetsNothingOutUntilItEnds() {
    assertThat(gate.pauseByOperator("Maintenance.")).isTrue();
    assertThat(gate.pauseByOperator("Again.")).isFalse();

    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.maySend(BATCH)).isFalse();
    advance(Duration.ofDays(1));
    assertThat(gate.isProbeDue()).isFalse();
    LaneGate.Status paused = gate.status();
    assertThat(paused.state()).isEqualTo(State.PAUSED);
    assertThat(paused.byOperator()).isTrue();
    assertThat(paused.reason()).isEqualTo(new Reason("Maintenance.", "operator"));
    assertThat(paused.until()).isNull();

    assertThat(gate.endPauseByOperator()).isTrue();
    assertThat(gate.endPauseByOperator()).isFalse();
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.maySend(BATCH)).isTrue();
  }

  @Test
  void aHaltHoldsOverAnOperatorsPause() {
    gate.pauseByOperator("Maintenance.");

    assertThat(gate.halt(BATCH, why("Wrong key."))).isTrue();
    assertThat(gate.status().byOperator()).isTrue();
    gate.endPauseByOperator();

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void aProbeThatIsUnderWayOpensTheLaneBeneathAnOperatorsPause() {
    gate.halt(BATCH, why("Wrong key."));
    probeAfter(Duration.ofSeconds(10));
    gate.pauseByOperator("Maintenance.");

    gate.answered(PROBE);
    assertThat(gate.isOpen()).isFalse();
    gate.endPauseByOperator();

    assertThat(gate.isOpen()).isTrue();
  }

  private LaneGate gate(Vendor.Breaker breaker) {
    Backoff waits = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
    return new LaneGate(clock, breaker, waits, waits);
  }

  private static Reason why(String sentence) {
    return new Reason(sentence, "71000");
  }

  private void probeAfter(Duration wait) {
    advance(wait);
    assertThat(gate.isProbeDue()).isTrue();
    assertThat(gate.probeStarted()).isTrue();
  }

  private void advance(Duration by) {
    clock.advance(by);
  }
}
