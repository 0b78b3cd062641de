package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ledger.Caps;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.SqliteLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecideTest {
  private final Path home;

  DecideTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void whoeverHandedARequestInCannotApproveItAndSomebodyElseCan() {
    try (Ledger ledger = open()) {
      RequestRecord request =
          ledger.begin(new NewRequest("api-1", "api-1.json", "0".repeat(64), Instant.now(), "ann"));
      ledger.accept(
          request.no(), List.of(new NewItem(1, "yunke", "yunke", "berta", null, null, 0)));
      ledger.release(request.no(), Caps.ofRequest(0), Instant.now());
    }

    assertThat(approve("ann")).isEqualTo(1);
    assertThat(state()).isEqualTo(RequestState.HELD);
    assertThat(approve("bob")).isZero();
    assertThat(state()).isEqualTo(RequestState.OPEN);
  }

  private int approve(String by) {
    return Commands.run(
        new String[] {
          "approve", "api-1", "--by=" + by, "--reason=checked", "--lethe.home=" + home
        });
  }

  private RequestState state() {
    try (Ledger ledger = open()) {
      return ledger.request("api-1").orElseThrow().state();
    }
  }

  private Ledger open() {
    return SqliteLedger.open("jdbc:sqlite:" + home.resolve("ledger.db"));
  }
}
