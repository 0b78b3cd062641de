package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.TestClock;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.Caps.Population;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.OutcomeCursor;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.Settlement;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.request.Row;
import dev.lethe.request.UnreadableFileException;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Vendors;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Real files into a real ledger, in chunks of three rows, at most twelve without an approval. */
final class IntakeTest {

  private static final String HEADER = "vendor,subject\n";

  private final TestClock clock = new TestClock();
  private Path inbox;
  private Ledger ledger;
  private Intake intake;

  @BeforeEach
  void open(@TempDir Path folder) {
    inbox = folder;
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    Vendors vendors = new Vendors(List.of(BoundSettings.tencentIm()), List.of());
    intake =
        new Intake(
            ledger,
            new RowCheck(vendors),
            clock,
            3,
            new SafetyCaps(12, ZoneOffset.UTC, vendors, vendor -> Population.of(0)));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void everyRowOfAFileIsDueOnceItIsReleased() throws IOException {
    RequestRecord request = take("leavers.csv", HEADER + rows(1, 7));

    assertThat(request.state()).isEqualTo(RequestState.OPEN);
    assertThat(request.rows()).isEqualTo(7);
    assertThat(request.id()).startsWith("leavers-").hasSize(16);
    assertThat(request.source()).isEqualTo("leavers.csv");
    assertThat(subjects()).containsExactly("s1", "s2", "s3", "s4", "s5", "s6", "s7");
  }

  @Test
  void nothingIsDueBeforeTheLastRowIsDurable() throws IOException {
    Submission submission = intake.open(file("leavers.csv", HEADER + rows(1, 4)), "leavers.csv");
    Iterator<List<Row>> chunks = submission.chunks();

    intake.accept(submission, chunks.next());

    assertThat(ledger.due("tencent-im", 10, clock.instant())).isZero();
    intake.accept(submission, chunks.next());
    assertThat(ledger.due("tencent-im", 10, clock.instant())).isZero();
    intake.release(submission);
    assertThat(ledger.due("tencent-im", 10, clock.instant())).isEqualTo(4);
  }

  @Test
  void aDoubleInTheSameChunkIsSentOnceAndSharesItsOutcome() throws IOException {
    RequestRecord request = take("leavers.csv", HEADER + row("a") + row("a") + row("b"));

    assertThat(finish(request)).containsExactly("1:a:0", "2:a:1", "3:b:0");
  }

  @Test
  void aDoubleOfAnEarlierChunkIsSentOnceToo() throws IOException {
    RequestRecord request =
        take("leavers.csv", HEADER + row("a") + rows(1, 6) + row("a") + row("s4") + row("a"));

    assertThat(finish(request))
        .containsExactly(
            "1:a:0", "2:s1:0", "3:s2:0", "4:s3:0", "5:s4:0", "6:s5:0", "7:s6:0", "8:a:1", "9:s4:5",
            "10:a:1");
  }

  @Test
  void subjectsThatDifferInCaseAreDifferentPeople() throws IOException {
    RequestRecord request = take("leavers.csv", HEADER + row("a") + row("A"));

    assertThat(finish(request)).containsExactly("1:a:0", "2:A:0");
  }

  @Test
  void aRejectedRowIsNobodysDouble() throws IOException {
    RequestRecord request =
        take(
            "leavers.csv",
            HEADER + "nobody,a\n" + "nobody,a\n" + row("x".repeat(33)) + row("x".repeat(33)));

    assertThat(request.state()).isEqualTo(RequestState.FINAL);
    assertThat(count(request)).isEqualTo(Map.of(ItemState.REJECTED, 4L));
    assertThat(outcomes(request)).allMatch(line -> line.firstRow() == 0);
  }

  @Test
  void goodAndBadRowsOfAFileGoTheirOwnWays() throws IOException {
    RequestRecord request = take("leavers.csv", HEADER + row("a") + "nobody,b\n" + row("c\td"));

    assertThat(request.state()).isEqualTo(RequestState.OPEN);
    assertThat(count(request)).isEqualTo(Map.of(ItemState.PENDING, 1L, ItemState.REJECTED, 2L));
  }

  @Test
  void theVendorsFolderNamesTheVendor() throws IOException {
    Files.createDirectories(inbox.resolve("tencent-im"));

    RequestRecord request = take("tencent-im/leavers.txt", "a\nb\n");

    assertThat(request.source()).isEqualTo("tencent-im/leavers.txt");
    assertThat(subjects()).containsExactly("a", "b");
  }

  @Test
  void moreRowsThanTheSafetyCapWaitForAnApproval() throws IOException {
    RequestRecord request = take("many.csv", HEADER + rows(1, 13));

    assertThat(request.state()).isEqualTo(RequestState.HELD);
    assertThat(count(request)).isEqualTo(Map.of(ItemState.HELD, 13L));
    assertThat(ledger.due("tencent-im", 20, clock.instant())).isZero();
  }

  @Test
  void asManyRowsAsTheSafetyCapAreSent() throws IOException {
    assertThat(take("many.csv", HEADER + rows(1, 12)).state()).isEqualTo(RequestState.OPEN);
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void theSameFileAgainIsKnownAndReadNoMore(CapturedOutput output) throws IOException {
    RequestRecord first = take("leavers.csv", HEADER + rows(1, 4));

    Submission again = intake.open(file("leavers.csv", HEADER + rows(1, 4)), "leavers.csv");

    assertThat(again.isKnown()).isTrue();
    assertThat(again.request().no()).isEqualTo(first.no());
    assertThat(ledger.requests(10)).hasSize(1);
    assertThat(output.getOut())
        .containsOnlyOnce(
            "file leavers.csv was taken in before, as request "
                + first.id()
                + ", which is OPEN: nothing of it is sent again");
  }

  @Test
  void theSameNameWithOtherContentIsAnotherRequest() throws IOException {
    take("leavers.csv", HEADER + rows(1, 2));
    take("leavers.csv", HEADER + rows(3, 4));

    assertThat(ledger.requests(10)).hasSize(2);
    assertThat(subjects()).containsExactly("s1", "s2", "s3", "s4");
  }

  @Test
  void aFileWhoseReadingWasCutOffIsReadAnew() throws IOException {
    String content = HEADER + row("a") + rows(1, 5) + row("a");
    Submission cut = intake.open(file("leavers.csv", content), "leavers.csv");
    Iterator<List<Row>> chunks = cut.chunks();
    intake.accept(cut, chunks.next());
    cut.close();

    RequestRecord request = take("leavers.csv", content);

    assertThat(request.rows()).isEqualTo(7);
    assertThat(finish(request)).endsWith("7:a:1").hasSize(7);
  }

  @Test
  void anArrayThatBreaksInTheMiddleLeavesNothingInTheLedger() throws IOException {
    String good =
        IntStream.rangeClosed(1, 8)
            .mapToObj(n -> "{\"vendor\": \"tencent-im\", \"subject\": \"s" + n + "\"}")
            .collect(Collectors.joining(",\n"));
    Submission submission =
        intake.open(file("leavers.json", "[" + good + ",\n{\"vendor\": ]"), "leavers.json");

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> readOn(submission))
        .withCauseInstanceOf(UnreadableFileException.class)
        .withMessageContaining("element 9");
    intake.discard(submission);

    assertThat(ledger.requests(10)).isEmpty();
    assertThat(ledger.due("tencent-im", 20, clock.instant())).isZero();
  }

  @Test
  void discardingAKnownRequestForgetsNothing() throws IOException {
    take("leavers.csv", HEADER + rows(1, 2));
    Submission again = intake.open(file("leavers.csv", HEADER + rows(1, 2)), "leavers.csv");

    intake.discard(again);

    assertThat(ledger.requests(10)).hasSize(1);
    assertThat(subjects()).hasSize(2);
  }

  @Test
  void aFileThatIsNoGoodAsAWholeIsTold() throws IOException {
    File empty = file("empty.csv", "");

    assertThatExceptionOfType(UnreadableFileException.class)
        .isThrownBy(() -> intake.open(empty, "empty.csv"))
        .withMessageContaining("empty");
    assertThat(ledger.requests(10)).isEmpty();
  }

  @Test
  void aRequestThatIsTakenInTwiceUnderTwoIdsBalances() throws IOException {
    ledger.begin(new NewRequest("other", "other.csv", "f".repeat(64), clock.instant()));
    RequestRecord request = take("leavers.csv", HEADER + rows(1, 5) + row("s1"));

    Balance balance = ledger.balance(request.no());

    assertThat(balance.holds()).isTrue();
    assertThat(balance.rows()).isEqualTo(6);
  }

  private RequestRecord take(String source, String content) throws IOException {
    Submission submission = intake.open(file(source, content), source);
    assertThat(submission.isKnown()).isFalse();
    readOn(submission);
    return intake.release(submission);
  }

  private void readOn(Submission submission) {
    submission.chunks().forEachRemaining(rows -> intake.accept(submission, rows));
  }

  /** Deletes all that is due; the lines as {@code row:subject:first row}. */
  private List<String> finish(RequestRecord request) {
    List<Settlement> settlements = new ArrayList<>();
    for (DueItem item : ledger.claim("tencent-im", 100, clock.instant())) {
      DueItem.Progress progress = new DueItem.Progress(1, 1, true, false, 0, "0");
      settlements.add(
          new Settlement(item.key(), ItemState.DELETED, null, null, "DELETED", progress));
    }
    assertThat(settlements.stream().map(Settlement::key)).doesNotHaveDuplicates();
    ledger.settle("b-1", settlements, clock.instant());
    List<OutcomeLine> lines = outcomes(request);
    assertThat(lines).allMatch(line -> line.outcome() == ItemState.DELETED);
    return lines.stream()
        .map(line -> line.row() + ":" + line.subject() + ":" + line.firstRow())
        .toList();
  }

  private List<OutcomeLine> outcomes(RequestRecord request) {
    List<OutcomeLine> lines = new ArrayList<>();
    try (OutcomeCursor cursor = ledger.outcomes(request.no())) {
      cursor.forEach(lines::add);
    }
    return lines;
  }

  private Map<ItemState, Long> count(RequestRecord request) {
    return ledger.balance(request.no()).byVendor().values().stream()
        .flatMap(states -> states.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
  }

  private List<String> subjects() {
    return ledger.claim("tencent-im", 100, clock.instant()).stream().map(DueItem::subject).toList();
  }

  private File file(String source, String content) throws IOException {
    return Files.writeString(inbox.resolve(source), content).toFile();
  }

  private static String rows(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(n -> row("s" + n))
        .collect(Collectors.joining());
  }

  private static String row(String subject) {
    return "tencent-im," + subject + "\n";
  }
}
