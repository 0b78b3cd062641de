package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.ledger.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandsTest {

  @Test
  void knowsItsCommandsByName() {
    assertThat(Commands.names()).contains("approve", "cancel", "plan").isSorted();
    assertThat(Commands.names()).allMatch(Commands::has);
    assertThat(Commands.has("aprove")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Commands.run(new String[] {"aprove"}))
        .withMessageContaining("aprove");
  }

  @Test
  void runsACommandAndGivesItsExitCode() {
    assertThat(Commands.run(new String[] {"approve"})).isEqualTo(2);
  }

  @Test
  void helpNamesEveryCommandWithALine() {
    assertThat(Commands.help().lines())
        .filteredOn(line -> line.startsWith("  "))
        .hasSameSizeAs(Commands.names())
        .allMatch(line -> line.matches("  [a-z-]+ +\\S.*"));
    assertThat(Commands.has("--help")).isTrue();
    assertThat(Commands.run(new String[] {"help"})).isZero();
  }

  @Test
  void theServiceStartsWithSettingsOnly() {
    assertThat(refusal()).isEmpty();
    assertThat(refusal("--lethe.dry-run=true", "--spring.profiles.active=sandbox")).isEmpty();

    assertThat(refusal("--dry-run"))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .contains("no option '--dry-run'")
                    .contains("did you mean --lethe.dry-run?"));
    assertThat(refusal("--lethe.home=x", "plan", "a.csv"))
        .hasValueSatisfying(said -> assertThat(said).contains("has to be the first word"));
    assertThat(refusal("aprove")).hasValue("there is no command 'aprove'");
    assertThat(refusal("-Dlethe.dry-run=true")).isPresent();
  }

  @Test
  void wordsThatNoCommandKnowsAreNotPassedOver() {
    assertThat(Commands.run(words("approve r extra --by=ann --reason=x"))).isEqualTo(2);
    assertThat(Commands.run(words("cancel r --by=ann --reason=x --force"))).isEqualTo(2);
    assertThat(Commands.run(words("resume yunke tencent-im --by=ann"))).isEqualTo(2);
    assertThat(Commands.run(words("check-ledger data"))).isEqualTo(2);
    assertThat(Commands.run(words("plan examples/leavers.csv --vender=yunke"))).isEqualTo(2);
  }

  @Test
  void nothingIsWrittenToALedgerThatIsDamaged(@TempDir Path home) throws IOException {
    Path ledger = home.resolve("ledger.db");
    SqliteLedger.open("jdbc:sqlite:" + ledger).close();
    byte[] damaged = Files.readAllBytes(ledger);
    Arrays.fill(damaged, 8_192, damaged.length, (byte) 0x5a);
    Files.write(ledger, damaged);

    for (String line :
        List.of(
            "approve r --by=ann --reason=x",
            "cancel r --by=ann --reason=x",
            "resume yunke --by=ann",
            "reconcile --by=ann")) {
      assertThat(Commands.run(words(line + " --lethe.home=" + home))).as(line).isEqualTo(1);
    }

    assertThat(ledger).hasBinaryContent(damaged);
  }

  @Test
  void noKeyIsMadeInAHomeThatHasNone(@TempDir Path home) {
    assertThat(Commands.run(new String[] {"rotate-key", "--lethe.home=" + home})).isEqualTo(1);
    assertThat(home).isEmptyDirectory();
  }

  private static String[] words(String line) {
    return line.split(" ");
  }

  private static Optional<String> refusal(String... args) {
    return Commands.refusal(args);
  }
}
