package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NotedEvent;
import dev.lethe.ledger.SqliteLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
final class ResumeTest {

  private Path home;

  @BeforeEach
  void home(@TempDir Path folder) {
    home = folder;
  }

  @Test
  void aHaltedLaneIsAskedToProbeAndTheLedgerKeepsWhoAskedAndWhy(CapturedOutput output) {
    note(EventKind.LANE_HALTED, "yunke", "lane yunke halted: Wrong password.");

    assertThat(resume("yunke", "--by=ann", "--reason=Password mended.")).isZero();

    Event asked = last();
    assertThat(asked.kind()).isEqualTo(EventKind.RESUME_ASKED);
    assertThat(asked.about()).isEqualTo("yunke");
    assertThat(asked.by()).isEqualTo("ann");
    assertThat(asked.said()).isEqualTo("Password mended.");
    assertThat(output.getOut()).contains("yunke is asked to probe now").contains("Wrong password.");
  }

  @Test
  void aReasonIsNotNeeded() {
    note(EventKind.LANE_HALTED, "yunke", "lane yunke halted: Wrong password.");

    assertThat(resume("yunke", "--by=ann")).isZero();

    assertThat(last().said()).isEqualTo("No reason given.");
  }

  @Test
  void aLaneThatGoesOnAgainOrPausesIsNotHalted(CapturedOutput output) {
    note(EventKind.LANE_HALTED, "yunke", "lane yunke halted.");
    note(EventKind.LANE_OPENED, "yunke", "lane yunke goes on.");
    note(EventKind.LANE_PAUSED, "digelao", "lane digelao pauses until noon.");

    assertThat(resume("yunke", "--by=ann")).isEqualTo(1);
    assertThat(resume("digelao", "--by=ann")).isEqualTo(1);

    assertThat(output.getErr())
        .contains("lane yunke is not halted. The last that was heard of it: lane yunke goes on.")
        .contains("lane digelao is not halted. The last that was heard of it: lane digelao pauses");
    assertThat(last().kind()).isEqualTo(EventKind.LANE_PAUSED);
  }

  @Test
  void aVendorThatIsUnknownOrNotEnabledIsNamedAsSuch(CapturedOutput output) {
    note(EventKind.INTAKE_OPENED, "intake", "Files are taken in.");

    assertThat(resume("nobody", "--by=ann")).isEqualTo(1);
    assertThat(resume("yunke", "--by=ann", "--lethe.vendors.yunke.enabled=false")).isEqualTo(1);

    assertThat(output.getErr())
        .contains("there is no vendor 'nobody' in ")
        .contains("vendor yunke is not enabled");
  }

  @Test
  void besideTheSandboxItKnowsTheSandboxesVendors(CapturedOutput output) {
    note(EventKind.INTAKE_OPENED, "intake", "Files are taken in.");

    assertThat(resume("tencent-im", "--by=ann", "--spring.profiles.active=sandbox")).isEqualTo(1);

    assertThat(output.getErr()).contains("lane tencent-im is not halted.").doesNotContain("wrong");
  }

  @Test
  void wordsThatAreMissingAreNamed(CapturedOutput output) {
    assertThat(resume("yunke")).isEqualTo(2);
    assertThat(Commands.run(new String[] {"resume", "--by=ann"})).isEqualTo(2);

    assertThat(output.getErr()).contains("resume needs a vendor and --by=NAME");
  }

  @Test
  void aHomeWithoutALedgerIsNamed(CapturedOutput output) {
    assertThat(resume("yunke", "--by=ann")).isEqualTo(1);

    assertThat(output.getErr()).contains("there is no ledger at " + home);
  }

  private int resume(String vendor, String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "resume";
    args[1] = vendor;
    System.arraycopy(more, 0, args, 2, more.length);
    args[args.length - 1] = "--lethe.home=" + home;
    return Commands.run(args);
  }

  private void note(EventKind kind, String about, String said) {
    try (Ledger ledger = ledger()) {
      ledger.note(Event.of(Instant.parse("2026-03-01T08:00:00Z"), kind, about, null, said));
    }
  }

  private Event last() {
    try (Ledger ledger = ledger()) {
      List<NotedEvent> events = ledger.events(0, 100);
      return events.get(events.size() - 1).event();
    }
  }

  private Ledger ledger() {
    return SqliteLedger.open("jdbc:sqlite:" + home.resolve("ledger.db"));
  }
}
