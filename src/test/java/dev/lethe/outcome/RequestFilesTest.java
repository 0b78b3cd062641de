package dev.lethe.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.TestClock;
import dev.lethe.evidence.Digests;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.SigningKey;
import dev.lethe.file.WholeFile;
import dev.lethe.health.Health;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.Settlement;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.request.Rejection;
import dev.lethe.request.RequestFile;
import dev.lethe.request.Row;
import dev.lethe.request.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestFilesTest {

  private static final String SHA = "0123456789abcdef".repeat(4);
  private static final Rejection UNKNOWN =
      new Rejection("unknown-vendor", "There is no such vendor.");

  private final TestClock clock = new TestClock();
  private Path home;
  private Ledger ledger;
  private SigningKey key;
  private RequestFiles files;

  @BeforeEach
  void open(@TempDir Path folder) {
    home = folder;
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    key = ReceiptKeys.below(folder).signing(false);
    files = new RequestFiles(ledger, home, new ObjectMapper(), key, clock);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void outcomesHaveALineForEveryRowInRowOrder() throws IOException {
    RequestRecord request =
        finished(
            List.of(
                new NewItem(1, "tencent-im", "tencent-im", "a", "ticket 7", null, 0),
                new NewItem(2, "nobody", null, "b", null, UNKNOWN, 0),
                new NewItem(3, "tencent-im", "tencent-im", "a", null, null, 1),
                new NewItem(4, "tencent-im", "tencent-im", "c", null, null, 0),
                new NewItem(5, "tencent-im", "tencent-im", "d", null, null, 0)));

    files.writeOutcomesAndReceipt(request);

    assertThat(home.resolve("outbox/leavers-01234567.outcomes.csv"))
        .content()
        .isEqualToNormalizingNewlines(
            """
            row,vendor,subject,outcome,code,detail,attempts,decided_at
            1,tencent-im,a,DELETED,0,The vendor confirmed the deletion.,1,2026-03-01T08:00:05Z
            2,nobody,b,REJECTED,unknown-vendor,There is no such vendor.,0,2026-03-01T08:00:00Z
            3,tencent-im,a,DELETED,0,"The same subject as row 1, sent once with it. The vendor confirmed the deletion.",1,2026-03-01T08:00:05Z
            4,tencent-im,c,ALREADY_ABSENT,70107,The vendor did not have it.,1,2026-03-01T08:00:05Z
            5,tencent-im,d,REFUSED,70402,Says no.,1,2026-03-01T08:00:05Z
            """);
  }

  @Test
  void aDeadLetterHasEveryFailedRowDoublesIncluded() throws IOException {
    RequestRecord request =
        finished(
            List.of(
                new NewItem(1, "tencent-im", "tencent-im", "a", null, null, 0),
                new NewItem(2, "nobody", null, "b", "ticket, 7", UNKNOWN, 0),
                new NewItem(3, "tencent-im", "tencent-im", "d", "x", null, 0),
                new NewItem(4, "tencent-im", "tencent-im", "d", "y", null, 3)));

    files.writeDeadLetter(request);

    assertThat(home.resolve("dead-letter/leavers-01234567.csv"))
        .content()
        .isEqualToNormalizingNewlines(
            """
            vendor,subject,reference,outcome,code,detail,attempts
            nobody,b,"ticket, 7",REJECTED,unknown-vendor,There is no such vendor.,0
            tencent-im,d,x,REFUSED,70402,Says no.,1
            tencent-im,d,y,REFUSED,70402,"The same subject as row 3, sent once with it. Says no.",1
            """);
  }

  @Test
  void whereNothingFailedThereIsNoDeadLetter() throws IOException {
    RequestRecord request =
        finished(List.of(new NewItem(1, "tencent-im", "tencent-im", "a", null, null, 0)));

    files.writeDeadLetter(request);

    assertThat(home.resolve("dead-letter")).doesNotExist();
  }

  @Test
  void aCellThatASpreadsheetWouldRunIsNeutralised() throws IOException {
    RequestRecord request =
        finished(
            List.of(
                rejected(1, "=1+1", "+a", "-b"),
                rejected(2, "@v", "\tc", "\rd"),
                rejected(3, "'=v", "'e", "f=g")));

    files.writeOutcomesAndReceipt(request);
    files.writeDeadLetter(request);

    assertThat(Files.readString(home.resolve("outbox/leavers-01234567.outcomes.csv")))
        .contains("1,'=1+1,'+a,REJECTED")
        .contains("2,'@v,'\tc,REJECTED")
        .contains("3,'=v,'e,REJECTED");
    assertThat(Files.readString(home.resolve("dead-letter/leavers-01234567.csv")))
        .contains("'=1+1,'+a,'-b,REJECTED")
        .contains("''=v,'e,f=g,REJECTED");
  }

  @Test
  void aDeadLetterThatIsDroppedAgainGivesTheOriginalCellsBack() throws IOException {
    List<NewItem> items =
        List.of(
            rejected(1, "=v", "+a", "-b"),
            rejected(2, "@v", "c,\"d\"", "line 1\nline 2"),
            rejected(3, "'=v", "''+e", "'f"),
            rejected(4, " v ", " g ", null),
            rejected(5, "v", "云客\uD83D\uDE00", "h"));
    files.writeDeadLetter(finished(items));

    List<Row> rows = read(home.resolve("dead-letter/leavers-01234567.csv"));

    assertThat(rows)
        .extracting(Row::vendor, Row::subject, Row::reference)
        .containsExactlyElementsOf(
            items.stream()
                .map(item -> tuple(item.vendor(), item.subject(), item.reference()))
                .toList());
  }

  @Test
  void aReceiptTellsTheRequestItsContentAndTheCounts() throws IOException {
    RequestRecord request =
        finished(
            List.of(
                new NewItem(1, "tencent-im", "tencent-im", "a", null, null, 0),
                new NewItem(2, "nobody", null, "b", null, UNKNOWN, 0),
                new NewItem(3, "tencent-im", "tencent-im", "a", null, null, 1),
                new NewItem(4, "tencent-im", "tencent-im", "c", null, null, 0)));
    clock.advance(Duration.ofSeconds(2));

    files.writeDeadLetter(request);
    files.writeOutcomesAndReceipt(request);

    JsonNode receipt =
        new ObjectMapper().readTree(home.resolve("outbox/leavers-01234567.receipt.json").toFile());
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"request_id": "leavers-01234567",
                 "file_name": "leavers.csv",
                 "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                 "rows": 4,
                 "received_at": "2026-03-01T08:00:00Z",
                 "released_at": "2026-03-01T08:00:00Z",
                 "final_at": "2026-03-01T08:00:05Z",
                 "written_at": "2026-03-01T08:00:07Z",
                 "counts": {
                   "nobody": {"REJECTED": 1},
                   "tencent-im": {"DELETED": 2, "ALREADY_ABSENT": 1}},
                 "number": 1,
                 "outcomes_sha256": "%s",
                 "dead_letter_sha256": "%s",
                 "previous": null,
                 "key_id": "%s"}
                """
                    .formatted(
                        Digests.of(home.resolve("outbox/leavers-01234567.outcomes.csv")),
                        Digests.of(home.resolve("dead-letter/leavers-01234567.csv")),
                        key.id()));
    assertThat(((ObjectNode) receipt).remove("signature").asText()).hasSize(88);
    assertThat(receipt).isEqualTo(expected);
  }

  @Test
  void nothingInterimIsLeftBehind() throws IOException {
    RequestRecord request = finished(List.of(rejected(1, "v", "a", null)));

    files.writeDeadLetter(request);
    files.writeOutcomesAndReceipt(request);

    assertThat(names("outbox"))
        .containsExactly("leavers-01234567.outcomes.csv", "leavers-01234567.receipt.json");
    assertThat(names("dead-letter")).containsExactly("leavers-01234567.csv");
  }

  @Test
  void filesThatAreWrittenAgainReplaceTheOlderOnes() throws IOException {
    RequestRecord request = finished(List.of(rejected(1, "v", "a", null)));
    files.writeOutcomesAndReceipt(request);
    Path outcomes = home.resolve("outbox/leavers-01234567.outcomes.csv");
    String first = Files.readString(outcomes);
    Files.writeString(outcomes, "half a li");
    Files.writeString(
        outcomes.resolveSibling("." + outcomes.getFileName() + ".tmp"), "x".repeat(9_999));

    files.writeOutcomesAndReceipt(request);

    assertThat(outcomes).hasContent(first);
  }

  @Test
  void aWriteThatFailsLeavesTheOlderFileAsItWas() throws IOException {
    Path target = home.resolve("a.csv");
    Files.writeString(target, "whole");

    assertThatIOException()
        .isThrownBy(
            () ->
                WholeFile.write(
                    target,
                    writer -> {
                      writer.write("half");
                      throw new IOException("The disk is full.");
                    }));

    assertThat(target).hasContent("whole");
  }

  @Test
  void aFinishedRequestIsReportedOnce() {
    RequestRecord request = finished(List.of(rejected(1, "v", "a", null)));
    Reporter reporter = new Reporter(ledger, clock, new Health(clock, List::of));

    RequestRecord next = reporter.next();
    assertThat(next).isNotNull().extracting(RequestRecord::no).isEqualTo(request.no());
    reporter.reported(request);

    assertThat(reporter.next()).isNull();
  }

  private static NewItem rejected(
      int row, String vendor, String subject, @Nullable String reference) {
    return new NewItem(row, vendor, null, subject, reference, UNKNOWN, 0);
  }

  /** Takes the items in and settles a: deleted, c: absent, d: refused, five seconds later. */
  private RequestRecord finished(List<NewItem> items) {
    RequestRecord request =
        ledger.begin(new NewRequest("leavers-01234567", "leavers.csv", SHA, clock.instant()));
    ledger.accept(request.no(), items);
    ledger.release(request.no(), false, clock.instant());
    List<DueItem> due = ledger.claim("tencent-im", 100, clock.instant());
    if (!due.isEmpty()) {
      clock.advance(Duration.ofSeconds(5));
      ledger.settle("b-1", due.stream().map(RequestFilesTest::settled).toList(), clock.instant());
    }
    return ledger.request(request.id()).orElseThrow();
  }

  private static Settlement settled(DueItem item) {
    return switch (item.subject()) {
      case "c" -> settled(item, ItemState.ALREADY_ABSENT, null, "ABSENT", "70107");
      case "d" -> settled(item, ItemState.REFUSED, "Says no.", "REFUSED", "70402");
      default -> settled(item, ItemState.DELETED, null, "DELETED", "0");
    };
  }

  private static Settlement settled(
      DueItem item, ItemState outcome, @Nullable String detail, String verdict, String code) {
    Progress progress = new Progress(1, 1, true, false, 0, code);
    return new Settlement(item.key(), outcome, null, detail, verdict, progress);
  }

  private List<String> names(String folder) throws IOException {
    try (Stream<Path> list = Files.list(home.resolve(folder))) {
      return list.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static List<Row> read(Path file) throws IOException {
    try (RowReader reader = RequestFile.inspect(file, null).open()) {
      return reader.read(100);
    }
  }
}
