package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.fault.FaultLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IntakeFaultsTest {

  @Test
  void aFileThatCannotBeTakenInKeepsItsFailureSoThatItStays(@TempDir Path inbox) {
    StableFiles files = new StableFiles(Duration.ZERO, new OpenFiles(inbox));
    IntakeFaults faults = new IntakeFaults(files, new FaultLog("intake", "It stays."));
    IOException problem = new IOException("The disk is full.");

    assertThatThrownBy(() -> faults.leave(inbox.resolve("a.csv").toString(), problem))
        .isSameAs(problem);
  }
}
