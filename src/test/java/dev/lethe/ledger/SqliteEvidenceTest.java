package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.again;
import static dev.lethe.ledger.LedgerFixture.deleted;
import static dev.lethe.ledger.LedgerFixture.item;
import static dev.lethe.ledger.LedgerFixture.items;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.outcomes;
import static dev.lethe.ledger.LedgerFixture.rejected;
import static dev.lethe.ledger.LedgerFixture.released;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real file, and what only this ledger has. */
final class SqliteEvidenceTest extends EvidenceContract {
  private static final long SEED = 20261121;

  private final Path folder;

  SqliteEvidenceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected Ledger open() {
    return SqliteLedger.open(url(), CLOCK);
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("ledger.db");
  }

  @Test
  void leavesNothingOfASubjectInItsFilesAfterALifeOfRetries() throws Exception {
    Random random = new Random(SEED);
    List<NewItem> rows = new ArrayList<>();
    for (int row = 1; row <= 6_000; row++) {
      String subject = "SUBJECT" + row + "x".repeat(random.nextInt(30));
      String cell = row % 50 == 0 ? "VENDOR" + row : "yunke";
      String reference = row % 20 == 0 ? "REFERENCE" + row : null;
      rows.add(new NewItem(row, cell, "yunke", subject, reference, null, 0));
    }
    RequestRecord cutOff = ledger.begin(newRequest("cut-off"));
    ledger.accept(cutOff.no(), rows);
    ledger.discard(cutOff.no());
    RequestRecord request = released(ledger, "leavers", rows);
    for (List<DueItem> due = claim(random); !due.isEmpty(); due = claim(random)) {
      List<Settlement> settlements = new ArrayList<>();
      for (DueItem one : due) {
        settlements.add(random.nextInt(3) == 0 ? again(one, ItemState.UNKNOWN, NOW) : deleted(one));
      }
      ledger.settle("batch-" + random.nextLong(), settlements, NOW);
    }
    ledger.reported(request.no(), NOW);
    assertThat(count("SUBJECT")).isGreaterThan(6_000);

    retireAll();

    assertThat(count("SUBJECT")).isZero();
    assertThat(count("VENDOR")).isZero();
    assertThat(count("REFERENCE")).isZero();
    assertThat(outcomes(ledger, request.no())).hasSize(6_000);
    assertThat(ledger.balance(request.no()).holds()).isTrue();
  }

  private List<DueItem> claim(Random random) {
    return ledger.claim("yunke", 1 + random.nextInt(300), NOW);
  }

  @Test
  void waitsWithTheCleaningUntilNobodyIsBusyButNotLongerThanADay() throws Exception {
    reported("old", List.of(new NewItem(1, "yunke", "yunke", "SUBJECT", null, null, 0)));
    released(ledger, "running", items(1, "digelao"));
    while (ledger.retire(NOW, NAMES, NOW)) {
      // the next slice
    }
    boolean cleanedWhileBusy = isScrubbed();

    ledger.retire(NOW, NAMES, NOW.plus(Duration.ofHours(23)));
    boolean cleanedWithinADay = isScrubbed();
    ledger.retire(NOW, NAMES, NOW.plus(Duration.ofHours(24)));

    assertThat(cleanedWhileBusy).isFalse();
    assertThat(cleanedWithinADay).isFalse();
    assertThat(isScrubbed()).isTrue();
    assertThat(count("SUBJECT")).isZero();
    assertThat(ledger.claim("digelao", 9, NOW)).hasSize(1);
  }

  @Test
  void clearsAReceiptsTextOnlyWhereItNamesAVendorsCellAsItCame() {
    RequestRecord plain = finished("plain", items(2, "yunke"));
    RequestRecord foreign = finished("foreign", List.of(item(1, "yunke"), rejected(2, "li.si")));
    ReceiptRecord kept = ledger.receipt(plain.no(), NOW, (no, previous) -> "plain");
    ReceiptRecord cleared = ledger.receipt(foreign.no(), NOW, (no, previous) -> "li.si: 1");
    ledger.reported(plain.no(), NOW);
    ledger.reported(foreign.no(), NOW);

    retireAll();

    assertThat(ledger.receipt(plain.no())).contains(kept);
    ReceiptRecord after = ledger.receipt(foreign.no()).orElseThrow();
    assertThat(after.text()).isNull();
    assertThat(after.sha256()).isEqualTo(cleared.sha256());
  }

  @Test
  void bringsALedgerOfTheFirstVersionUpToDateWithItsData() throws Exception {
    ledger.close();
    Path old = folder.resolve("old.db");
    String url = "jdbc:sqlite:" + old;
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/migration/sqlite")
        .target("1")
        .load()
        .migrate();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("insert into lanes (no, name) values (1, 'yunke')");
      for (int no = 1; no <= 2; no++) {
        statement.execute(
            "insert into requests (no, id, source, sha256, state, rows, received_at, released_at,"
                + " final_at, reported_at) values ("
                + (no + ", 'old-" + no + "', 'old.csv', 'ab', 3, 1, 1, 1, 2, ")
                + (no == 1 ? "3)" : "null)"));
        statement.execute(
            "insert into items (id, lane, state, attempts, decided_at, code, subject) values ("
                + (((long) no << 32) + 1)
                + ", 1, 10, 1, 2, '0', 'zhang.wei')");
      }
    }

    try (Ledger migrated = SqliteLedger.open(url, CLOCK)) {
      assertThat(migrated.withoutReceipt()).isEmpty();
      assertThat(migrated.nextUnreported().orElseThrow().id()).isEqualTo("old-2");
      assertThat(migrated.find("yunke", "zhang.wei", NAMES)).hasSize(2);
      assertThat(migrated.receipt(2, NOW, (no, previous) -> no + " " + previous).text())
          .isEqualTo("1 null");
      migrated.reported(2, NOW);
      while (migrated.retire(NOW, NAMES, NOW)) {
        // the next slice
      }
      assertThat(migrated.find("yunke", "zhang.wei", NAMES)).allMatch(FoundRow::retired);
      assertThat(migrated.withoutReceipt()).isEmpty();
    }
    assertThat(Files.readString(old, StandardCharsets.ISO_8859_1)).doesNotContain("zhang.wei");
    ledger = open();
  }

  @Test
  void canBeReadBesideAWriterAndNotWritten() {
    RequestRecord request = finished("leavers", items(3, "yunke"));
    ReceiptRecord receipt = ledger.receipt(request.no(), NOW, (no, previous) -> "text");

    try (Evidence evidence = SqliteEvidence.open(url())) {
      assertThat(evidence.request("leavers")).contains(request);
      assertThat(evidence.receipt(request.no())).contains(receipt);
      assertThat(evidence.balance(request.no()).holds()).isTrue();
      assertThat(evidence.find("yunke", "subject-2", null)).hasSize(1);
      ledger.reported(request.no(), NOW);
      assertThat(evidence.request("leavers").orElseThrow().reportedAt()).isEqualTo(NOW);
    }
  }

  @Test
  void refusesALedgerThatIsOlderThanReceipts() throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("other.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table requests (no integer)");
    }

    assertThatThrownBy(() -> SqliteEvidence.open(url))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("older");
  }

  private boolean isScrubbed() throws Exception {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select scrubbed from requests where id = 'old'")) {
      return row.getBoolean(1);
    }
  }

  private int count(String text) throws Exception {
    int count = 0;
    for (String name : List.of("ledger.db", "ledger.db-wal")) {
      String content = Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
      for (int at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
        count++;
      }
    }
    return count;
  }
}
