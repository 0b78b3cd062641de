package dev.lethe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.SigningKey;
import dev.lethe.fuzz.TakingIn.Taken;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.OutcomeCursor;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.Settlement;
import dev.lethe.outcome.RequestFiles;
import dev.lethe.request.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A dead letter that is dropped again names the same people, however odd their names are. */
final class DeadLetterFuzzTest {
  private static Path home;
  private static TakingIn intake;

  @BeforeContainer
  static void open() throws IOException {
    home = Files.createTempDirectory("dead-letters");
    intake = new TakingIn(home);
  }

  @AfterContainer
  static void close() {
    intake.close();
  }

  @Property(tries = 400, seed = "42")
  void what_failed_comes_back_as_it_was(@ForAll("drops") Drop drop) throws IOException {
    Taken first = intake.take(drop);
    RequestRecord request = first.request();
    if (request == null) {
      return;
    }
    Cells.VENDORS.forEach(DeadLetterFuzzTest::refuseAll);
    SigningKey key = ReceiptKeys.below(home).signing(false);
    new RequestFiles(intake.ledger(), home, new ObjectMapper(), key, intake.clock())
        .writeDeadLetter(request);
    Path letter = home.resolve("dead-letter").resolve(request.id() + ".csv");

    Drop again = new Drop("dead-letter", "", "csv", Files.readAllBytes(letter), Optional.empty());
    List<Row> back = intake.take(again).rows();

    Cells.VENDORS.forEach(DeadLetterFuzzTest::refuseAll);
    assertThat(back.stream().map(DeadLetterFuzzTest::cells).toList()).isEqualTo(failed(request));
  }

  private static void refuseAll(String lane) {
    for (List<DueItem> due = claim(lane); !due.isEmpty(); due = claim(lane)) {
      List<Settlement> refused =
          due.stream()
              .map(
                  item ->
                      new Settlement(
                          item.key(),
                          ItemState.REFUSED,
                          null,
                          "No.",
                          "REFUSED",
                          item.progress().withCode("70402")))
              .toList();
      intake.ledger().settle("batch", refused, intake.clock().instant());
    }
  }

  private static List<DueItem> claim(String lane) {
    return intake.ledger().claim(lane, 100, intake.clock().instant());
  }

  // A row with too many cells comes back without its subject, which may be half of one.
  private static List<List<String>> failed(RequestRecord request) {
    List<List<String>> failed = new ArrayList<>();
    try (OutcomeCursor lines = intake.ledger().outcomes(request.no())) {
      lines.forEach(
          line -> {
            assertThat(line.outcome().isDeadLetter()).isTrue();
            boolean half = "extra-cell".equals(line.code());
            failed.add(
                List.of(
                    line.vendor(),
                    half ? "" : line.subject(),
                    Optional.ofNullable(line.reference()).orElse("")));
          });
    }
    return failed;
  }

  private static List<String> cells(Row row) {
    return List.of(row.vendor(), row.subject(), Optional.ofNullable(row.reference()).orElse(""));
  }

  @Provide
  Arbitrary<Drop> drops() {
    return Drops.all();
  }
}
