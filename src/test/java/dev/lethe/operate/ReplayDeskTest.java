package dev.lethe.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.ledger.Ledger;
import dev.lethe.operate.CrashingLedger.Death;
import dev.lethe.request.RequestFile;
import dev.lethe.request.Row;
import dev.lethe.request.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are sent again: once, however many ask and wherever it is cut off. */
final class ReplayDeskTest {
  private static final int ROWS = 25;
  private static final Decision ANN = new Decision("ann", "mended");

  private OperateHome home;

  @BeforeEach
  void open(@TempDir Path folder) {
    home = new OperateHome(folder);
    home.failed("leavers", ROWS);
  }

  @AfterEach
  void close() {
    home.close();
  }

  @ParameterizedTest
  @CsvSource({
    "begin, false",
    "begin, true",
    "take, false",
    "take, true",
    "seal, false",
    "seal, true",
    "note, false",
    "note, true",
    "handedIn, false",
    "handedIn, true"
  })
  void wherever_it_is_cut_off_each_row_is_sent_again_once(String method, boolean after)
      throws IOException {
    Ledger dying = CrashingLedger.at(home.ledger, method, after);
    assertThatThrownBy(() -> home.operations(dying).replay(all(), ANN)).isInstanceOf(Death.class);

    LedgerOperations restarted = home.restarted();
    restarted.replay(all(), ANN);
    restarted.finish();

    assertThat(sentAgain()).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(restarted.deadLetters(all()).items()).isEmpty();
    assertThat(home.ledger.replays().unfinished()).isEmpty();
  }

  @Test
  void two_at_once_share_the_rows() throws Exception {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      Callable<Replayed> one = () -> home.operations(home.ledger).replay(all(), ANN);

      long rows = 0;
      for (Future<Replayed> replayed : two.invokeAll(List.of(one, one))) {
        rows += replayed.get().rows();
      }

      assertThat(rows).isEqualTo(ROWS);
      assertThat(sentAgain()).hasSize(ROWS).doesNotHaveDuplicates();
    } finally {
      two.shutdown();
    }
  }

  @Test
  void who_asked_has_handed_the_new_request_in() {
    Replayed replayed = home.operations.replay(all(), ANN);

    assertThat(replayed.rows()).isEqualTo(ROWS);
    RequestView request = home.operations.request(String.valueOf(replayed.id()));
    assertThat(request.submittedBy()).isEqualTo("ann");
    assertThat(request.id()).startsWith("replay-20260301-080000-");
  }

  @Test
  void a_subject_that_a_spreadsheet_would_run_is_sent_again_as_it_came() throws Exception {
    List<String> subjects =
        List.of("+8613800138000", "=1+1", "-x", "@TGS#1", "'=a", "a,\"b", " c;d");
    home.failed("odd", subjects);

    home.operations.replay(only("odd"), ANN);

    Path file = home.home.resolve("inbox").resolve(home.inbox().get(0));
    try (RowReader rows = RequestFile.inspect(file, null).open()) {
      assertThat(rows.read(100)).extracting(Row::subject).containsExactlyElementsOf(subjects);
    }
  }

  private static DeadLetterQuery only(String request) {
    return new DeadLetterQuery(request, null, null, null, false, "ann", new PageQuery(null, 1_000));
  }

  private static DeadLetterQuery all() {
    return new DeadLetterQuery(null, null, null, null, false, "ann", new PageQuery(null, 1_000));
  }

  private List<String> sentAgain() throws IOException {
    List<String> subjects = new ArrayList<>();
    for (String name : home.inbox()) {
      Files.readAllLines(home.home.resolve("inbox").resolve(name)).stream()
          .skip(1)
          .forEach(subjects::add);
    }
    return subjects;
  }
}
