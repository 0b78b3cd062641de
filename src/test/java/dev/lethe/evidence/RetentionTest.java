package dev.lethe.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.audit.AuditedHome;
import dev.lethe.ledger.FoundRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
  private static final Duration MONTH = Duration.ofDays(30);

  private final TestClock clock = new TestClock();
  private AuditedHome home;
  private SubjectKey key;

  @BeforeEach
  void aRequestThatIsFinalFiveSecondsAfterTheStart(@TempDir Path folder) {
    home = new AuditedHome(folder);
    home.request("a", "zhang.wei");
    key = SubjectKey.below(folder, false);
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void comesWhenTheTimeIsUpAndNotBefore() {
    Retention retention = new Retention(home.ledger(), key, MONTH, clock);
    clock.advance(MONTH.plusMillis(4_999));
    assertThat(retention.next()).isFalse();
    assertThat(found()).noneMatch(FoundRow::retired);

    clock.advance(Duration.ofMillis(1));

    assertThat(retention.next()).isTrue();
    assertThat(retention.next()).isFalse();
    assertThat(found()).hasSize(1).allMatch(FoundRow::retired);
  }

  @Test
  void neverComesIfItIsSwitchedOff() {
    Retention retention = new Retention(home.ledger(), key, null, clock);
    clock.advance(Duration.ofDays(36_500));

    assertThat(retention.next()).isFalse();

    assertThat(found()).hasSize(1).noneMatch(FoundRow::retired);
  }

  private List<FoundRow> found() {
    return home.ledger().find("yunke", "zhang.wei", key);
  }
}
