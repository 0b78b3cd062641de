package dev.lethe.health;

import static dev.lethe.TestClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.LedgerException.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.Status;

final class HealthTest {
  private static final Trouble FULL = new Trouble("The disk is full.", "Free some space.");

  private final TestClock clock = new TestClock();
  private final HealthSource lanes =
      () ->
          List.of(
              new PartHealth(
                  "lane-yunke", Level.DEGRADED, START, new Trouble("It is paused.", "Wait.")));
  private final Health health = new Health(clock, () -> List.of(lanes));

  @Test
  void itKnowsSinceWhen() {
    clock.advance(Duration.ofMinutes(1));
    health.down(Part.DISK, FULL);
    clock.advance(Duration.ofMinutes(1));
    Trouble fuller = new Trouble("The disk is fuller.", "Free more space.");
    health.down(Part.DISK, fuller);

    assertThat(health.of(Part.DISK))
        .isEqualTo(new PartHealth("disk", Level.DOWN, START.plusSeconds(60), fuller));
    health.up(Part.DISK);
    assertThat(health.of(Part.DISK))
        .isEqualTo(new PartHealth("disk", Level.UP, START.plusSeconds(120), null));
  }

  @Test
  void itIsAsWellAsItsWorstPart() {
    assertThat(health.worst()).isEqualTo(Level.DEGRADED);
    health.down(Part.INBOX, FULL);

    assertThat(health.worst()).isEqualTo(Level.DOWN);
    assertThat(health.all())
        .extracting(PartHealth::part)
        .containsExactly("intake", "ledger", "receipts", "inbox", "disk", "lane-yunke");
  }

  @Test
  void everyFailureOfTheLedgerHasItsMend() {
    LedgerHealth ledger = new LedgerHealth(health);
    ledger.accept(new LedgerException("A mistake."));
    assertThat(ledger.isWritable()).isTrue();

    for (Fault fault :
        List.of(Fault.LOCKED, Fault.FULL, Fault.NOT_WRITABLE, Fault.DISK, Fault.DAMAGED)) {
      ledger.accept(new LedgerException(fault, "It fails: " + fault));

      assertThat(ledger.isWritable()).isFalse();
      assertThat(Objects.requireNonNull(health.of(Part.LEDGER).trouble()).inWords())
          .startsWith("It fails: " + fault + " ")
          .hasSizeGreaterThan(40);
      ledger.recovered();
      assertThat(ledger.isWritable()).isTrue();
    }
  }

  @Test
  void theHealthEndpointSeesEveryPartWithReasonAndMend() {
    health.down(Part.DISK, FULL);
    HealthContributors shown = new HealthContributors(health);

    assertThat(shown.stream()).extracting(NamedContributor::getName).contains("disk", "lane-yunke");
    var disk = indicator(shown, "disk").health();
    assertThat(disk.getStatus()).isEqualTo(Status.DOWN);
    assertThat(disk.getDetails())
        .containsEntry("since", START.toString())
        .containsEntry("reason", FULL.reason())
        .containsEntry("mend", FULL.mend());
    assertThat(indicator(shown, "ledger").health().getStatus()).isEqualTo(Status.UP);
    assertThat(indicator(shown, "lane-yunke").health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(shown.getContributor("nobody")).isNull();
  }

  private static HealthIndicator indicator(HealthContributors shown, String name) {
    return Objects.requireNonNull(shown.getContributor(name));
  }
}
