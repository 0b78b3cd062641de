package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

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
}
