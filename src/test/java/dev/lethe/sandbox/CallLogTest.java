package dev.lethe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallLogTest {

  private final CallLog log = new CallLog();

  @Test
  void countsCallsByKindAndInFlight() {
    log.arrived(CallKind.DELETE);
    log.arrived(CallKind.VERIFY);
    log.left();
    log.arrived(CallKind.DELETE);
    log.left();
    log.left();

    assertThat(log.calls()).isEqualTo(3);
    assertThat(log.calls(CallKind.DELETE)).isEqualTo(2);
    assertThat(log.calls(CallKind.LOGIN)).isZero();
    assertThat(log.mostInFlight()).isEqualTo(2);
    assertThat(log.arrivalNanos()).hasSize(3).isSorted();
    assertThat(log.mostCallsWithin(Duration.ofHours(1))).isEqualTo(3);
    assertThat(log.mostCallsWithin(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void countsHowOftenASubjectWasSent() {
    log.sentForDeletion(List.of("anna", "bert"));
    log.sentForDeletion(List.of("anna"));

    assertThat(log.timesSent("anna")).isEqualTo(2);
    assertThat(log.timesSent("carl")).isZero();
    assertThat(log.subjectsSent(1)).isEqualTo(2);
    assertThat(log.subjectsSent(2)).isEqualTo(1);
    assertThat(log.mostOftenSent()).isEqualTo(2);
    assertThat(log.largestBatch()).isEqualTo(2);
  }

  @Test
  void keepsTheFirstViolationsAndCountsAll() {
    for (int i = 0; i < CallLog.TEXTS + 5; i++) {
      int number = i;
      log.violation(() -> "violation " + number);
    }

    assertThat(log.violations()).hasSize(CallLog.TEXTS).startsWith("violation 0");
    assertThat(log.violationCount()).isEqualTo(CallLog.TEXTS + 5L);
  }

  @Test
  void remembersTheLastArrivalsOnly() {
    for (int i = 0; i < CallLog.ARRIVALS + 5; i++) {
      log.arrived(CallKind.OTHER);
    }

    assertThat(log.arrivalNanos()).hasSize(CallLog.ARRIVALS).isSorted();
    assertThat(log.calls()).isEqualTo(CallLog.ARRIVALS + 5L);
  }

  @Test
  void whatIsForgottenIsForgotten() {
    log.arrived(CallKind.DELETE);
    log.sentForDeletion(List.of("anna"));
    log.replied("0");
    log.clear();
    log.left();

    assertThat(log.calls()).isZero();
    assertThat(log.codes()).isEmpty();
    assertThat(log.timesSent("anna")).isZero();
    log.arrived(CallKind.DELETE);
    assertThat(log.mostInFlight()).isEqualTo(1);
  }
}
