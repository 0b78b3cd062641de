package dev.lethe.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ledger.Caps.LaneUse;
import dev.lethe.ledger.Caps.Population;
import dev.lethe.ledger.Caps.Share;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CapsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T22:30:00Z");

  @Test
  void nothingIsHeldWithoutCaps() {
    assertThat(reasons(Caps.none(), 1_000_000, 1_000_000, LaneUse.NONE)).isEmpty();
  }

  @Test
  void aCapIsReachedButNotCrossedByAnEqualNumber() {
    assertThat(reasons(Caps.ofRequest(10), 10, 10, LaneUse.NONE)).isEmpty();
    assertThat(reasons(Caps.ofRequest(10), 11, 1, LaneUse.NONE))
        .containsExactly("It has 11 rows, and lethe.safety.max-items-per-request is 10.");
  }

  @Test
  void whatWasReleasedThatDayCounts() {
    Caps caps = ofDay(10);

    assertThat(reasons(caps, 5, 4, new LaneUse(6, 0))).isEmpty();
    assertThat(reasons(caps, 5, 5, new LaneUse(6, 0)))
        .containsExactly(
            "Its 5 rows for yunke and the 6 released on 2026-03-02 (Asia/Shanghai) are more than"
                + " max-items-per-day, 10.");
  }

  @Test
  void aRequestWithoutRowsForALaneIsNotHeldForItsCap() {
    assertThat(reasons(ofDay(10), 5, 0, new LaneUse(50, 0))).isEmpty();
  }

  @Test
  void aDayBeginsAndEndsInItsTimeZone() {
    Caps caps = ofDay(10);

    assertThat(caps.dayBegins(NOW)).isEqualTo(Instant.parse("2026-03-01T16:00:00Z"));
    assertThat(caps.dayEnds(NOW)).isEqualTo(Instant.parse("2026-03-02T16:00:00Z"));
  }

  @Test
  void aDayOfAChangeOfTheClocksHasTheHoursItHas() {
    Caps caps = new Caps(10, Map.of(), Map.of(), ZoneId.of("Europe/Berlin"));
    Instant changed = Instant.parse("2026-03-29T12:00:00Z");

    assertThat(caps.dayBegins(changed)).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
    assertThat(caps.dayEnds(changed)).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
  }

  // 0.29 * 100 is 28.999999999999996 as a double.
  @ParameterizedTest
  @CsvSource({
    "0.1, 1000, 100, 0",
    "0.29, 100, 29, 0",
    "0.5, 3, 1, 0",
    "1, 7, 7, 0",
    "0.1, 100, 7, 3"
  })
  void aShareIsReachedButNotCrossed(double most, long accounts, long items, long open) {
    Caps caps = ofShare(most, Population.of(accounts));

    assertThat(reasons(caps, items, items, new LaneUse(0, open))).isEmpty();
    assertThat(reasons(caps, items, items + 1, new LaneUse(0, open))).hasSize(1);
    assertThat(reasons(caps, items, items, new LaneUse(0, open + 1)))
        .singleElement()
        .asString()
        .contains("max-share, ", " of the " + accounts + " accounts");
  }

  @Test
  void anUnknownPopulationHolds() {
    Caps caps = ofShare(1, Population.unknown("the lane is halted."));

    assertThat(reasons(caps, 1, 1, LaneUse.NONE))
        .containsExactly(
            "max-share is set for yunke, and nobody knows how many accounts there are: the lane is"
                + " halted.");
  }

  @Test
  void everyCapThatIsCrossedIsTold() {
    Caps caps =
        new Caps(
            1,
            Map.of("yunke", 1L),
            Map.of("yunke", new Share(0, Population.of(100))),
            ZoneOffset.UTC);

    assertThat(reasons(caps, 2, 2, LaneUse.NONE)).hasSize(3);
  }

  private static List<String> reasons(Caps caps, long rows, long accepted, LaneUse use) {
    return caps.reasons(rows, Map.of("yunke", accepted), Map.of("yunke", use), NOW);
  }

  private static Caps ofDay(long most) {
    return new Caps(100, Map.of("yunke", most), Map.of(), ZoneId.of("Asia/Shanghai"));
  }

  private static Caps ofShare(double most, Population population) {
    return new Caps(
        100_000, Map.of(), Map.of("yunke", new Share(most, population)), ZoneOffset.UTC);
  }
}
