package dev.lethe.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

  @Test
  void aSecondOneIsKeptAwayUntilTheFirstIsGone(@TempDir Path folder) throws IOException {
    Path home = folder.resolve("new/home");
    HomeLock first = HomeLock.of(home);

    assertThatThrownBy(() -> HomeLock.of(home))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("another Lethe works in this home");

    first.close();
    try (HomeLock second = HomeLock.of(home)) {
      assertThat(second).isNotNull().isNotSameAs(first);
    }
  }

  @Test
  void aHomeIsFreeBeforeTheFirstAndAfterTheLast(@TempDir Path home) throws IOException {
    assertThat(HomeLock.isFree(home)).isTrue();

    HomeLock lock = HomeLock.of(home);
    assertThat(HomeLock.isFree(home)).isFalse();

    lock.close();
    assertThat(HomeLock.isFree(home)).isTrue();
  }

  @Test
  void aHomeThatCannotBeWrittenIsToldApart(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "");

    assertThatThrownBy(() -> HomeLock.of(file.resolve("home")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("cannot be written");
  }
}
