package dev.lethe.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.TestClock;
import dev.lethe.evidence.Digests;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.ReceiptRecord;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.outcome.RequestFiles;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash at each instant between the last row and the report, then the next try. */
final class CrashInstantsTest {
  private final TestClock later = new TestClock();
  private Path folder;
  private AuditedHome home;
  private RequestRecord request;

  @BeforeEach
  void oneReportedAndOneFinished(@TempDir Path folder) {
    this.folder = folder;
    home = new AuditedHome(folder);
    home.request("before", "x");
    request =
        home.finished("it", List.of(AuditedHome.item(1, "li"), AuditedHome.item(2, "no-wang")));
    later.advance(Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void beforeTheLedgerKnowsTheReceipt() throws IOException {
    assertThatThrownBy(() -> files(crashing(false)).writeOutcomesAndReceipt(request))
        .isInstanceOf(Crash.class);
    assertThat(home.ledger().receipts(0, 9)).hasSize(1);
    assertThat(home.outcomes("it")).doesNotExist();

    goOn();

    assertWhole();
  }

  @Test
  void betweenTheLedgerAndTheNameOfTheOutcomes() throws IOException {
    assertThatThrownBy(() -> files(crashing(true)).writeOutcomesAndReceipt(request))
        .isInstanceOf(Crash.class);
    ReceiptRecord fixed = home.ledger().receipts(1, 9).get(0);
    assertThat(home.outcomes("it")).doesNotExist();

    goOn();

    assertThat(home.ledger().receipts(1, 9)).containsExactly(fixed);
    assertWhole();
  }

  @Test
  void andTheInterimFileIsHalfThere() throws IOException {
    assertThatThrownBy(() -> files(crashing(true)).writeOutcomesAndReceipt(request))
        .isInstanceOf(Crash.class);
    Files.writeString(folder.resolve("outbox/.it.outcomes.csv.tmp"), "half a li");

    goOn();

    assertWhole();
  }

  @Test
  void betweenTheNamesOfOutcomesAndReceipt() throws IOException {
    files(home.ledger()).writeOutcomesAndReceipt(request);
    Files.delete(home.receipt("it"));

    goOn();

    assertWhole();
  }

  @Test
  void betweenTheNamesAndTheReport() throws IOException {
    files(home.ledger()).writeOutcomesAndReceipt(request);
    String receipt = Files.readString(home.receipt("it"));

    goOn();

    assertThat(Files.readString(home.receipt("it"))).isEqualTo(receipt);
    assertWhole();
  }

  /** What the next process does. */
  private void goOn() throws IOException {
    files(home.ledger()).writeDeadLetter(request);
    files(home.ledger()).writeOutcomesAndReceipt(request);
    home.ledger().reported(request.no(), later.instant());
  }

  private void assertWhole() throws IOException {
    List<ReceiptRecord> chain = home.ledger().receipts(0, 9);
    assertThat(chain).hasSize(2).last().extracting(ReceiptRecord::number).isEqualTo(2L);
    assertThat(Digests.of(home.receipt("it"))).isEqualTo(chain.get(1).sha256());
    try (Stream<Path> all = Files.list(folder.resolve("outbox"))) {
      assertThat(all.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder(
              "before.outcomes.csv", "before.receipt.json", "it.outcomes.csv", "it.receipt.json");
    }
    assertThat(home.ledger().nextUnreported()).isEmpty();
    ReceiptKeys keys = ReceiptKeys.below(folder);
    new ChainCheck(
            home.ledger(),
            new ReceiptCheck(keys::verifying),
            new LedgerCheck(home.ledger(), null),
            folder.resolve("outbox"))
        .check(
            (about, findings) ->
                assertThat(findings).filteredOn(Finding::isBroken).as("%s", about).isEmpty());
  }

  private RequestFiles files(Ledger ledger) {
    return new RequestFiles(
        ledger, folder, new ObjectMapper(), ReceiptKeys.below(folder).signing(true), later);
  }

  /** A ledger at which the process dies while it adds a receipt: before or after it is on disk. */
  private Ledger crashing(boolean after) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, arguments) -> {
              boolean adds = method.getName().equals("receipt") && arguments.length == 3;
              if (adds && !after) {
                throw new Crash();
              }
              Object result;
              try {
                result = method.invoke(home.ledger(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (adds) {
                throw new Crash();
              }
              return result;
            });
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
