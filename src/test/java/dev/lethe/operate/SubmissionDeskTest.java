package dev.lethe.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.ledger.Ledger;
import dev.lethe.operate.CrashingLedger.Death;
import dev.lethe.operate.OperationException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files handed in where nobody takes them in, and what a crash leaves. */
final class SubmissionDeskTest {
  private static final String ROWS = "vendor,subject\ntencent-im,a1\n";

  private OperateHome home;

  @BeforeEach
  void open(@TempDir Path folder) {
    home = new OperateHome(folder);
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void a_file_is_in_the_inbox_whole_and_alone() throws IOException {
    Submitted submitted = home.submit(home.operations, "a.csv", null, ROWS);

    assertThat(home.inbox()).containsExactly("a.csv");
    assertThat(Files.readString(home.home.resolve("inbox/a.csv"))).isEqualTo(ROWS);
    assertThat(home.operations.request(submitted.id()).state()).isEqualTo("SUBMITTED");
    assertThat(home.submit(home.operations, "a.csv", null, ROWS).known()).isTrue();
    assertThat(home.inbox()).containsExactly("a.csv");
  }

  @Test
  void a_file_that_waits_is_never_overwritten() throws IOException {
    Files.createDirectories(home.home.resolve("inbox"));
    Files.writeString(home.home.resolve("inbox/a.csv"), "dropped");

    assertThatThrownBy(() -> home.submit(home.operations, "a.csv", null, ROWS))
        .isInstanceOfSatisfying(
            OperationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));

    assertThat(Files.readString(home.home.resolve("inbox/a.csv"))).isEqualTo("dropped");
    assertThat(home.inbox()).containsExactly("a.csv");
  }

  @Test
  void content_that_breaks_off_leaves_nothing() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("cut off");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };

    assertThatThrownBy(
            () -> home.operations.submit(new Submission("a.csv", null, null, null, "ann"), broken))
        .isInstanceOf(IOException.class);

    assertThat(home.inbox()).isEmpty();
  }

  @Test
  void a_crash_before_the_note_leaves_nothing_that_anybody_sees() throws IOException {
    crash("note", false);
    assertThat(home.operations.audit(new PageQuery(null, 9)).items()).isEmpty();

    home.restarted();

    assertThat(home.inbox()).isEmpty();
  }

  @Test
  void a_crash_before_the_file_has_its_name_is_mended_by_the_same_submission() throws IOException {
    crash("note", true);
    LedgerOperations after = home.restarted();
    assertThat(home.inbox()).isEmpty();

    Submitted again = home.submit(after, "a.csv", "k", ROWS);

    assertThat(again.known()).isFalse();
    assertThat(home.inbox()).containsExactly("a.csv");
    assertThat(after.request(again.id()).submittedBy()).isEqualTo("ann");
  }

  @Test
  void a_crash_after_the_file_has_its_name_leaves_it_with_its_submitter() throws IOException {
    Submitted submitted = home.submit(home.operations, "a.csv", "k", ROWS);
    Files.createDirectories(home.home.resolve("inbox/.incoming/half"));
    Files.writeString(home.home.resolve("inbox/.incoming/half/b.csv"), "half");

    LedgerOperations after = home.restarted();

    assertThat(home.inbox()).containsExactly("a.csv");
    assertThat(home.submit(after, "a.csv", "k", ROWS))
        .isEqualTo(new Submitted(submitted.id(), true));
  }

  @Test
  void callbacks_go_nowhere_unless_the_settings_allow_it() {
    assertThatThrownBy(
            () ->
                home.operations.submit(
                    new Submission(
                        "a.csv", null, null, URI.create("https://example.com/hook"), "ann"),
                    new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOfSatisfying(
            OperationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));

    assertThat(home.inbox()).isEmpty();
  }

  @Test
  void a_plan_leaves_nothing() throws IOException {
    var plan =
        home.operations.plan(
            new Submission("a.csv", null, null, null, "ann"),
            new ByteArrayInputStream(ROWS.getBytes(StandardCharsets.UTF_8)));

    assertThat(plan.rows()).isEqualTo(1);
    assertThat(home.inbox()).isEmpty();
    assertThat(home.ledger.requests(9)).isEmpty();
  }

  private void crash(String method, boolean after) {
    Ledger dying = CrashingLedger.at(home.ledger, method, after);

    assertThatThrownBy(() -> home.submit(home.operations(dying), "a.csv", "k", ROWS))
        .isInstanceOf(Death.class);
  }
}
