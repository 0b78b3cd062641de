package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.lane.LaneGate.State;
import dev.lethe.vendor.Backoff;
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
          new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)),
          new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5)));

  @Test
  void aHaltedLaneSendsNothingUntilItProbesAfterTenSeconds() {
    boolean news = gate.halt(BATCH, "Wrong key.");

    assertThat(news).isTrue();
    assertThat(gate.isOpen()).isFalse();
    assertThat(gate.maySend(BATCH)).isFalse();
    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    assertThat(gate.status().reason()).isEqualTo("Wrong key.");
    advance(Duration.ofMillis(9_999));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofMillis(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void probesDoubleUpToFiveMinutes() {
    gate.halt(BATCH, "Wrong key.");

    for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
      advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(gate.isProbeDue()).as("just before %d s", seconds).isFalse();
      advance(Duration.ofMillis(1));
      assertThat(gate.isProbeDue()).as("after %d s", seconds).isTrue();
      gate.probeStarted();
      assertThat(gate.halt(PROBE, "Wrong key.")).isFalse();
    }
  }

  @Test
  void onlyOneProbeGoesOutAtATime() {
    gate.halt(BATCH, "Wrong key.");
    advance(Duration.ofSeconds(10));
    gate.probeStarted();

    assertThat(gate.isProbeDue()).isFalse();
    assertThat(gate.maySend(PROBE)).isTrue();
    assertThat(gate.maySend(BATCH)).isFalse();
  }

  @Test
  void aProbeThatIsAnsweredOpensTheLaneAndItsWaitsStartAnew() {
    gate.halt(BATCH, "Wrong key.");
    probeAfter(Duration.ofSeconds(10));
    gate.halt(PROBE, "Wrong key.");
    probeAfter(Duration.ofSeconds(20));

    boolean opened = gate.answered(PROBE);

    assertThat(opened).isTrue();
    assertThat(gate.isOpen()).isTrue();
    assertThat(gate.status().reason()).isNull();
    gate.halt(BATCH, "Again.");
    advance(Duration.ofSeconds(10));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aLateGoodAnswerOfAnOlderBatchDoesNotOpenAClosedLane() {
    gate.halt(BATCH, "Wrong key.");

    boolean opened = gate.answered(BATCH);

    assertThat(opened).isFalse();
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void moreBadNewsOfTheSameBatchesIsNoNewsAndDoesNotPutTheProbeOff() {
    gate.halt(BATCH, "Wrong key.");
    advance(Duration.ofSeconds(9));

    assertThat(gate.halt(BATCH, "Wrong key.")).isFalse();

    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aPauseLastsAsLongAsTheVendorAsks() {
    assertThat(gate.pause(BATCH, "Too fast.", Duration.ofSeconds(60))).isTrue();

    assertThat(gate.status().state()).isEqualTo(State.PAUSED);
    advance(Duration.ofSeconds(59));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aPauseThatTheVendorDoesNotSizeTakesTheBackoff() {
    gate.pause(BATCH, "Too fast.", NO_WAIT);
    probeAfter(Duration.ofSeconds(1));
    gate.pause(PROBE, "Too fast.", NO_WAIT);

    advance(Duration.ofMillis(1_999));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofMillis(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void theLongestWaitThatTheVendorAsksForHolds() {
    gate.pause(BATCH, "Too fast.", NO_WAIT);

    assertThat(gate.pause(BATCH, "Too fast.", Duration.ofSeconds(30))).isFalse();

    advance(Duration.ofSeconds(29));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void threeFailuresInARowPauseTheLane() {
    assertThat(gate.failed(BATCH, "Time-out.")).isFalse();
    assertThat(gate.failed(BATCH, "Time-out.")).isFalse();
    assertThat(gate.isOpen()).isTrue();

    assertThat(gate.failed(BATCH, "Time-out.")).isTrue();

    assertThat(gate.status().state()).isEqualTo(State.PAUSED);
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void anAnswerBetweenFailuresBreaksTheRow() {
    gate.failed(BATCH, "Time-out.");
    gate.failed(BATCH, "Time-out.");
    gate.answered(BATCH);
    gate.failed(BATCH, "Time-out.");
    gate.failed(BATCH, "Time-out.");

    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void aPausedLaneWhoseProbeFailsOncePausesAgainForLonger() {
    gate.pause(BATCH, "Too fast.", NO_WAIT);
    probeAfter(Duration.ofSeconds(1));

    gate.failed(PROBE, "Time-out.");

    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aHaltedLaneWhoseProbeTimesOutProbesAgain() {
    gate.halt(BATCH, "Wrong key.");
    probeAfter(Duration.ofSeconds(10));

    gate.failed(PROBE, "Time-out.");

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    advance(Duration.ofSeconds(19));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aHaltedLaneWhoseProbeIsThrottledProbesAgainWhenTheVendorAllows() {
    gate.halt(BATCH, "Wrong key.");
    probeAfter(Duration.ofSeconds(10));

    gate.pause(PROBE, "Too fast.", Duration.ofMinutes(2));

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    advance(Duration.ofSeconds(119));
    assertThat(gate.isProbeDue()).isFalse();
    advance(Duration.ofSeconds(1));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aPauseDoesNotSoftenAHalt() {
    gate.halt(BATCH, "Wrong key.");

    assertThat(gate.pause(BATCH, "Too fast.", NO_WAIT)).isFalse();

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    assertThat(gate.status().reason()).isEqualTo("Wrong key.");
  }

  @Test
  void aHaltHardensAPause() {
    gate.pause(BATCH, "Too fast.", NO_WAIT);

    assertThat(gate.halt(BATCH, "Wrong key.")).isTrue();

    assertThat(gate.status().state()).isEqualTo(State.HALTED);
    advance(Duration.ofSeconds(10));
    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void aProbeThatWasNotSentMayGoOutAgain() {
    gate.halt(BATCH, "Wrong key.");
    probeAfter(Duration.ofSeconds(10));

    gate.returned(PROBE);

    assertThat(gate.isProbeDue()).isTrue();
  }

  @Test
  void anOlderBatchThatComesBackSaysNothingOfTheProbeUnderWay() {
    gate.halt(BATCH, "Wrong key.");
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
    assertThat(gate.halt(BATCH, "Wrong key.")).isFalse();
    assertThat(gate.answered(PROBE)).isFalse();
    assertThat(gate.status().state()).isEqualTo(State.STOPPING);
  }

  @Test
  void aLaneThatIsHaltedForGoodNeverProbesWhateverComesLater() {
    assertThat(gate.haltForGood("Wrong password.")).isTrue();
    assertThat(gate.haltForGood("Wrong password.")).isFalse();

    assertThat(gate.halt(BATCH, "Another thing.")).isFalse();
    assertThat(gate.pause(BATCH, "Too fast.", Duration.ofSeconds(1))).isFalse();
    assertThat(gate.failed(BATCH, "Time-out.")).isFalse();
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
    gate.halt(BATCH, "Wrong key.");
    probeAfter(Duration.ofSeconds(10));

    assertThat(gate.haltForGood("Wrong password.")).isTrue();

    advance(Duration.ofDays(1));
    assertThat(gate.isProbeDue()).isFalse();
    assertThat(gate.maySend(PROBE)).isFalse();
  }

  @Test
  void aStoppingLaneIsNotHaltedForGood() {
    gate.stopping();

    assertThat(gate.haltForGood("Wrong password.")).isFalse();
    assertThat(gate.status().state()).isEqualTo(State.STOPPING);
  }

  private void probeAfter(Duration wait) {
    advance(wait);
    assertThat(gate.isProbeDue()).isTrue();
    gate.probeStarted();
  }

  private void advance(Duration by) {
    clock.advance(by);
  }
}
