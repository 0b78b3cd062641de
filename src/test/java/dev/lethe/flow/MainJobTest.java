package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.sandbox.CallKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main job with the vendor in good health: files in, explained outcomes out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MainJobTest {
  private RunningLethe lethe;

  @BeforeAll
  void start(@TempDir Path home) {
    lethe = RunningLethe.start(home, "--lethe.safety.max-items-per-request=500");
  }

  @AfterAll
  void stop() {
    lethe.close();
  }

  @Test
  void the_seeds_own_sample_is_deleted_and_already_absent() throws IOException {
    lethe.drop("seed.csv", "vendor,subject\ntencent-im,UserID_1\ntencent-im,UserID_2\n");

    List<NamedCsvRecord> rows = lethe.outcomes("seed");

    assertThat(rows.get(0).getHeader())
        .containsExactly(
            "row", "vendor", "subject", "outcome", "code", "detail", "attempts", "decided_at");
    assertThat(rows)
        .extracting(row -> row.getField("outcome"))
        .containsExactly("DELETED", "ALREADY_ABSENT");
    assertThat(rows).extracting(row -> row.getField("code")).containsExactly("0", "70107");
    assertThat(rows).extracting(row -> row.getField("attempts")).containsExactly("1", "1");
    assertThat(Instant.parse(rows.get(0).getField("decided_at"))).isBeforeOrEqualTo(Instant.now());
    JsonNode receipt = lethe.receipt("seed");
    assertThat(receipt.at("/counts/tencent-im/DELETED").asInt()).isEqualTo(1);
    assertThat(receipt.at("/counts/tencent-im/ALREADY_ABSENT").asInt()).isEqualTo(1);
    assertThat(receipt.get("sha256").asText())
        .hasSize(64)
        .startsWith(receipt.get("request_id").asText().substring(5));
    assertThat(lethe.hasDeadLetter("seed")).isFalse();
    assertThat(lethe.home().resolve("inbox/.done/seed.csv")).exists();
  }

  @Test
  void every_format_and_encoding_is_read() throws IOException {
    lethe.drop("a.jsonl", "{\"vendor\":\"tencent-im\",\"subject\":\"jsonl-1\"}\n");
    lethe.drop(
        "b.json", "[{\"vendor\":\"tencent-im\",\"subject\":\"array-1\",\"reference\":\"r\"}]");
    lethe.drop("tencent-im/c.txt", "txt-1\r\ntxt-2\r\n");
    lethe.drop("tencent-im/d.csv", "\uFEFFsubject\r\nbom-1\r\n");
    lethe.drop(
        "e.csv", "备注,vendor,subject\n离职,tencent-im,gb-1\n".getBytes(Charset.forName("GB18030")));
    lethe.drop("f.xlsx", xlsx());

    assertThat(subjects("a")).containsExactly("jsonl-1");
    assertThat(subjects("b")).containsExactly("array-1");
    assertThat(subjects("c")).containsExactly("txt-1", "txt-2");
    assertThat(subjects("d")).containsExactly("bom-1");
    assertThat(subjects("e")).containsExactly("gb-1");
    assertThat(subjects("f")).containsExactly("xlsx-1", "13800138000");
    for (String subject : List.of("jsonl-1", "array-1", "txt-2", "bom-1", "gb-1", "13800138000")) {
      assertThat(lethe.tencent().accounts().exists(subject)).as(subject).isFalse();
    }
  }

  private List<String> subjects(String stem) {
    return lethe.outcomes(stem).stream()
        .filter(row -> row.getField("outcome").equals("DELETED"))
        .map(row -> row.getField("subject"))
        .toList();
  }

  private static byte[] xlsx() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "Lethe", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("leavers");
      sheet.value(0, 0, "vendor");
      sheet.value(0, 1, "subject");
      sheet.value(1, 0, "tencent-im");
      sheet.value(1, 1, "xlsx-1");
      sheet.value(2, 0, "tencent-im");
      sheet.value(2, 1, 13800138000L);
    }
    return bytes.toByteArray();
  }

  @Test
  void the_same_subject_twice_is_sent_once_and_each_row_has_its_line() {
    lethe.drop(
        "doubled.csv",
        "vendor,subject,reference\n"
            + "tencent-im,twice,first\ntencent-im,once,x\ntencent-im,twice,second\ntencent-im,Twice,x\n");

    List<NamedCsvRecord> rows = lethe.outcomes("doubled");

    assertThat(rows).hasSize(4);
    assertThat(rows).extracting(row -> row.getField("outcome")).containsOnly("DELETED");
    assertThat(rows.get(2).getField("detail")).contains("row 1");
    assertThat(lethe.tencent().calls().timesSent("twice")).isEqualTo(1);
    assertThat(lethe.tencent().calls().timesSent("Twice")).isEqualTo(1);
    assertThat(lethe.balance("doubled").holds()).isTrue();
  }

  @Test
  void bad_rows_are_rejected_with_a_reason_and_can_be_dropped_again() {
    lethe.drop(
        "bad.csv",
        "vendor,subject,reference\n"
            + "tencent-im,good-one,ok\n"
            + "tencent-im,,empty\n"
            + "no-such-vendor,x,unknown\n"
            + "tencent-im,"
            + "l".repeat(200)
            + ",long\n"
            + "tencent-im,\"a\tb\",control\n"
            + "tencent-im,名字,chinese\n"
            + "tencent-im,administrator,own\n"
            + "tencent-im,@RBT#001,robot\n"
            + "tencent-im\n"
            + "tencent-im, blank,blank\n"
            + "tencent-im,Smith,John,x\n"
            + "../../etc/passwd,../x,path\n");

    List<NamedCsvRecord> rows = lethe.outcomes("bad");

    assertThat(rows)
        .extracting(row -> row.getField("outcome") + " " + row.getField("code"))
        .containsExactly(
            "DELETED 0",
            "REJECTED missing-subject",
            "REJECTED unknown-vendor",
            "REJECTED subject-too-long",
            "REJECTED control-character",
            "REJECTED forbidden-character",
            "REJECTED own-account",
            "REJECTED chatbot",
            "REJECTED missing-cell",
            "REJECTED blank-at-end",
            "REJECTED extra-cell",
            "REJECTED unknown-vendor");
    assertThat(rows).extracting(row -> row.getField("row")).startsWith("1", "2", "3");
    assertThat(rows.subList(1, 12)).extracting(row -> row.getField("attempts")).containsOnly("0");
    List<NamedCsvRecord> dead = lethe.deadLetter("bad");
    assertThat(dead).hasSize(11);
    assertThat(dead.get(0).getHeader())
        .containsExactly("vendor", "subject", "reference", "outcome", "code", "detail", "attempts");
    assertThat(lethe.tencent().calls().violations()).isEmpty();
  }

  @Test
  void a_formula_is_neutralised_in_what_we_write_and_kept_in_what_we_send() {
    lethe.drop("formula.csv", "vendor,subject\ntencent-im,=1+1\ntencent-im,@cmd\n");

    List<NamedCsvRecord> rows = lethe.outcomes("formula");

    assertThat(rows).extracting(row -> row.getField("subject")).containsExactly("'=1+1", "'@cmd");
    assertThat(lethe.tencent().calls().timesSent("=1+1")).isEqualTo(1);
    assertThat(lethe.tencent().calls().timesSent("'=1+1")).isZero();
  }

  @Test
  void the_same_file_again_sends_nothing_and_leaves_the_outcomes_as_they_are() throws IOException {
    lethe.drop("again.csv", "vendor,subject\ntencent-im,again-1\n");
    lethe.receipt("again");
    Path outcomes = lethe.awaitFile("outbox", "again-", ".outcomes.csv");
    Object written = Files.getLastModifiedTime(outcomes);

    lethe.drop("again.csv", "vendor,subject\ntencent-im,again-1\n");
    lethe.awaitEmptyInbox();

    assertThat(lethe.tencent().calls().timesSent("again-1")).isEqualTo(1);
    assertThat(Files.getLastModifiedTime(outcomes)).isEqualTo(written);
  }

  @Test
  void files_that_are_no_good_are_refused_with_a_reason_and_the_service_goes_on()
      throws IOException {
    lethe.drop("empty.csv", "");
    lethe.drop("header-only.csv", "vendor,subject\n");
    lethe.drop("no-subject.csv", "vendor,name\ntencent-im,x\n");
    lethe.drop("two-subjects.csv", "vendor,subject,subject\ntencent-im,x,y\n");
    lethe.drop("binary.csv", new byte[] {1, 0, 2, 0, 3, 0, (byte) 0xff, 0});
    lethe.drop("broken.json", "[{\"vendor\":\"tencent-im\",\"subject\":\"never-sent\"},{");
    lethe.drop("broken.xlsx", "this is no workbook");
    lethe.drop("long-line.csv", "vendor,subject\ntencent-im," + "x".repeat(2 << 20) + "\n");
    lethe.drop("after.csv", "vendor,subject\ntencent-im,after\n");

    assertThat(lethe.outcomes("after")).hasSize(1);
    for (String name :
        List.of(
            "empty.csv",
            "header-only.csv",
            "no-subject.csv",
            "two-subjects.csv",
            "binary.csv",
            "broken.json",
            "broken.xlsx",
            "long-line.csv")) {
      Path reason = lethe.awaitFile("inbox/.rejected", name, ".reason.txt");
      assertThat(Files.readString(reason))
          .as(name)
          .hasSizeGreaterThan(20)
          .doesNotContain("Exception", "\tat ");
      await().until(() -> Files.exists(lethe.home().resolve("inbox/.rejected").resolve(name)));
    }
    assertThat(lethe.tencent().calls().timesSent("never-sent")).isZero();
  }

  @Test
  void half_written_files_are_left_alone() throws IOException {
    Path part = lethe.home().resolve("inbox/half.csv.part");
    Files.writeString(part, "vendor,subject\ntencent-im,half-1\n");
    lethe.drop(".hidden.csv", "vendor,subject\ntencent-im,hidden-1\n");
    try (var writer = Files.newBufferedWriter(lethe.home().resolve("inbox/slow.csv"))) {
      writer.write("vendor,subject\ntencent-im,slow-1\n");
      writer.flush();
      lethe.drop("meanwhile.csv", "vendor,subject\ntencent-im,meanwhile\n");
      lethe.outcomes("meanwhile");
      writer.write("tencent-im,slow-2\n");
    }

    assertThat(lethe.outcomes("slow")).hasSize(2);
    assertThat(part).exists();
    assertThat(lethe.tencent().calls().timesSent("half-1")).isZero();
    assertThat(lethe.tencent().calls().timesSent("hidden-1")).isZero();
    Files.delete(part);
  }

  @Test
  void a_request_over_the_cap_is_held_as_a_whole_until_somebody_approves() {
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i <= 501; i++) {
      rows.append("held-").append(i).append('\n');
    }
    lethe.drop("tencent-im/held.txt", rows.toString());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                lethe.ledger().requests(100).stream()
                    .anyMatch(r -> r.state() == RequestState.HELD));
    String id = lethe.request("held").id();
    assertThat(lethe.tencent().calls().timesSent("held-1")).isZero();
    assertThat(lethe.balance("held").holds()).isTrue();

    lethe.ledger().approve(id, "ops", "checked with HR", Instant.now());

    assertThat(lethe.outcomes("held")).hasSize(501);
    assertThat(lethe.tencent().calls().calls(CallKind.DELETE)).isPositive();
    assertThat(lethe.tencent().calls().violations()).isEmpty();
  }
}
