package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.health.Health;
import dev.lethe.health.LedgerHealth;
import dev.lethe.health.Level;
import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.LedgerException.Fault;
import dev.lethe.ledger.LedgerFaults;
import dev.lethe.ledger.SqliteLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What is looked at before anything is taken in: real folders, a real ledger. */
final class LooksTest {
  private Path home;
  private Inbox inbox;
  private InboxLook look;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    home = folder;
    inbox = new Inbox(home);
    inbox.prepare();
    look = new InboxLook(inbox);
    assertThat(look.look(false)).isEmpty();
  }

  @Test
  void anInboxThatIsTriedOutIsLeftAsItWas() throws IOException {
    assertThat(look.look(true)).isEmpty();

    try (var files = Files.walk(inbox.folder())) {
      assertThat(files).allMatch(Files::isDirectory);
    }
  }

  @Test
  void anInboxThatIsGoneIsMissedAndNotMadeAnew() throws IOException {
    Path away = Files.move(inbox.folder(), home.resolve("away"));

    assertThat(look.look(false)).get().extracting(Trouble::reason).asString().contains("not there");
    assertThat(inbox.folder()).doesNotExist();

    Files.move(away, inbox.folder());
    assertThat(look.look(true)).isEmpty();
  }

  @Test
  void aFileInItsPlaceIsNoInbox() throws IOException {
    Path away = Files.move(inbox.folder(), home.resolve("away"));
    Files.writeString(inbox.folder(), "a file");

    assertThat(look.look(false))
        .get()
        .extracting(Trouble::reason)
        .asString()
        .contains("not a folder");
    assertThat(away).exists();
  }

  @Test
  void anEmptyMountPointIsNoInbox() throws IOException {
    Path away = Files.move(inbox.folder(), home.resolve("away"));
    Files.createDirectory(inbox.folder());

    assertThat(look.look(false)).get().extracting(Trouble::mend).asString().contains("Mount");
    assertThat(look.look(true)).isPresent();

    Files.delete(inbox.folder());
    Files.move(away, inbox.folder());
    assertThat(look.look(true)).isEmpty();
  }

  @Test
  void anotherFolderIsTakenOnceItLooksLikeAnInbox() throws IOException {
    Files.move(inbox.folder(), home.resolve("away"));
    Files.createDirectory(inbox.folder());
    assertThat(look.look(false)).isPresent();

    Files.createDirectory(inbox.folder().resolve(".done"));

    assertThat(look.look(true)).isEmpty();
  }

  @Test
  void aClearedFolderOfTakenFilesIsNoFault() throws IOException {
    Files.delete(inbox.folder().resolve(".done"));

    assertThat(look.look(false)).isEmpty();
    assertThat(look.look(true)).isEmpty();
  }

  @Test
  void filesThatCannotBeMovedOutAreNoticedWhenItIsTriedOut() throws IOException {
    Files.delete(inbox.folder().resolve(".done"));
    Files.writeString(inbox.folder().resolve(".done"), "a file where a folder has to be");

    assertThat(look.look(true)).get().extracting(Trouble::reason).asString().contains(".done");
  }

  @Test
  void aDiskBelowItsReserveIsFullUntilATenthMoreIsFree() {
    AtomicLong free = new AtomicLong(DataSize.ofMegabytes(100).toBytes());
    DiskLook disk = new DiskLook(List.of(home), DataSize.ofMegabytes(100), folder -> free.get());
    assertThat(disk.look(false)).isEmpty();

    free.decrementAndGet();
    assertThat(disk.look(false)).get().extracting(Trouble::reason).asString().contains("99 MB");
    free.set(DataSize.ofMegabytes(105).toBytes());
    assertThat(disk.look(true)).isPresent();
    free.set(DataSize.ofMegabytes(110).toBytes());

    assertThat(disk.look(true)).isEmpty();
    free.set(DataSize.ofMegabytes(105).toBytes());
    assertThat(disk.look(false)).isEmpty();
  }

  @Test
  void aReserveOfNothingNeverStops() {
    DiskLook disk = new DiskLook(List.of(home), DataSize.ofMegabytes(0), folder -> 0);

    assertThat(disk.look(false)).isEmpty();
  }

  @Test
  void aLedgerThatFailedIsTriedOutBeforeItIsTrustedAgain() {
    TestClock clock = new TestClock();
    Health health = new Health(clock, List::of);
    LedgerHealth known = new LedgerHealth(health);
    try (Ledger ledger =
        SqliteLedger.open("jdbc:sqlite:" + home.resolve("ledger.db"), clock, known)) {
      LedgerLook ledgerLook = new LedgerLook(ledger, known, health);
      assertThat(ledgerLook.look(false)).isEmpty();
      LedgerFaults.leaveRoom(ledger, 0);
      known.accept(new LedgerException(Fault.FULL, "The ledger is full."));

      assertThat(ledgerLook.look(false)).isPresent();
      assertThat(ledgerLook.look(true)).isPresent();
      assertThat(known.isWritable()).isFalse();
      LedgerFaults.leaveAllRoom(ledger);

      assertThat(ledgerLook.look(false)).as("a glance tries nothing").isPresent();
      assertThat(ledgerLook.look(true)).isEmpty();
      assertThat(health.of(Part.LEDGER).level()).isEqualTo(Level.UP);
    }
  }
}
