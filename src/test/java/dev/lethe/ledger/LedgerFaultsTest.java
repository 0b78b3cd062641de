package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.deleted;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lethe.ledger.LedgerException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that is full or damaged while it is in use: the real driver, a real file. */
final class LedgerFaultsTest {
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private Path folder;
  private final Queue<LedgerException> heard = new ConcurrentLinkedQueue<>();
  private Ledger ledger;

  @BeforeEach
  void open(@TempDir Path home) {
    folder = home;
    reopen();
  }

  private void reopen() {
    ledger = SqliteLedger.open("jdbc:sqlite:" + file(), CLOCK, heard::add);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aFullLedgerLosesNothingAndGoesOnWhenThereIsRoom() {
    RequestRecord request = released(ledger, "first", items(100, "yunke"));
    LedgerFaults.leaveRoom(ledger, 2);
    RequestRecord next = ledger.begin(newRequest("next"));

    LedgerException full =
        catchThrowableOfType(
            LedgerException.class, () -> ledger.accept(next.no(), items(5_000, "yunke")));
    LedgerException probed = catchThrowableOfType(LedgerException.class, () -> ledger.probe());

    assertThat(full.fault()).isEqualTo(Fault.FULL);
    assertThat(probed.fault()).isEqualTo(Fault.FULL);
    assertThat(heard).extracting(LedgerException::fault).containsOnly(Fault.FULL);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
    assertThat(ledger.balance(next.no()).rows()).isZero();

    LedgerFaults.leaveAllRoom(ledger);
    ledger.probe();
    ledger.accept(next.no(), items(5_000, "yunke"));

    assertThat(ledger.release(next.no(), false, NOW).rows()).isEqualTo(5_000);
    assertThat(ledger.balance(next.no()).holds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-wal"})
  void aFileThatIsTakenAwayStopsAllWritingUntilItIsBack(String part) throws IOException {
    RequestRecord request = released(ledger, "first", items(10, "yunke"));
    Path file = Path.of(file() + part);
    Path away = folder.resolve("away");
    Files.move(file, away);

    LedgerException gone =
        catchThrowableOfType(
            LedgerException.class, () -> ledger.begin(newRequest("while it is gone")));
    Files.createFile(file);
    LedgerException replaced = catchThrowableOfType(LedgerException.class, () -> ledger.probe());

    assertThat(gone.fault()).isEqualTo(Fault.GONE);
    assertThat(gone).hasMessageContaining(file.getFileName() + " was deleted or moved away");
    assertThat(replaced).hasMessageContaining("was replaced by another file");
    assertThat(heard).extracting(LedgerException::fault).containsOnly(Fault.GONE);

    Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);
    ledger.probe();

    assertThat(ledger.claim("yunke", 100, NOW)).hasSize(10);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
  }

  @Test
  void aMistakeOfTheCallerIsNoFaultOfTheLedger() {
    LedgerException mistake =
        catchThrowableOfType(LedgerException.class, () -> ledger.accept(99, items(1, "yunke")));

    assertThat(mistake.fault()).isEqualTo(Fault.OF_THE_CALL);
    assertThat(heard).isEmpty();
  }

  @Test
  void aDamageThatShowsUpIsTheEndOfAllWriting() throws IOException {
    damageWhileOpen();

    LedgerException damage =
        catchThrowableOfType(LedgerException.class, () -> ledger.claim("yunke", 20_000, NOW));
    byte[] before = Files.readAllBytes(file());
    byte[] logBefore = Files.readAllBytes(log());
    LedgerException refused =
        catchThrowableOfType(LedgerException.class, () -> ledger.begin(newRequest("next")));
    ledger.close();

    assertThat(damage.fault()).isEqualTo(Fault.DAMAGED);
    assertThat(refused.fault()).isEqualTo(Fault.DAMAGED);
    assertThat(heard).extracting(LedgerException::fault).containsOnly(Fault.DAMAGED);
    assertThat(file()).hasBinaryContent(before);
    assertThat(log()).hasBinaryContent(logBefore);
  }

  private void damageWhileOpen() throws IOException {
    released(ledger, "first", items(20_000, "yunke"));
    ledger.close();
    reopen();
    List<DueItem> some = ledger.claim("yunke", 10, NOW);
    ledger.settle("b1", deleted(some), NOW);
    LedgerFaults.overwrite(file(), 0.4, 0.9);
  }

  private Path file() {
    return folder.resolve("ledger.db");
  }

  private Path log() {
    return folder.resolve("ledger.db-wal");
  }
}
