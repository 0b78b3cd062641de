package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.ledger.ItemState;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The route to Tencent IM when the vendor does not behave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VendorTroubleTest {
  private RunningLethe lethe;

  @BeforeAll
  void start(@TempDir Path home) {
    lethe = RunningLethe.start(home, "--lethe.vendors.tencent-im.max-attempts=4");
  }

  @AfterEach
  void heal() {
    lethe.tencent().faults().clear();
    assertThat(lethe.tencent().calls().violations()).isEmpty();
  }

  @AfterAll
  void stop() {
    lethe.close();
  }

  @Test
  void every_item_has_the_outcome_of_its_own_code() {
    lethe
        .tencent()
        .faults()
        .set(
            FaultPlan.of(
                Fault.itemCode("70402", "item-invalid"),
                Fault.itemCode("70051", "item-black"),
                Fault.itemCode("70500", "item-busy").times(2),
                Fault.itemCode("70500", "item-never"),
                Fault.itemCode("30006", "item-partial").times(1).afterwards(),
                Fault.itemCode("69999", "item-unlisted")));

    Map<String, NamedCsvRecord> rows =
        run("item", "good", "invalid", "black", "busy", "never", "partial", "unlisted");

    assertThat(outcome(rows, "item-good")).isEqualTo("DELETED 0 1");
    assertThat(outcome(rows, "item-invalid")).isEqualTo("REFUSED 70402 1");
    assertThat(outcome(rows, "item-black")).isEqualTo("REFUSED 70051 1");
    assertThat(outcome(rows, "item-busy")).isEqualTo("DELETED 0 3");
    assertThat(outcome(rows, "item-never")).isEqualTo("EXHAUSTED 70500 4");
    assertThat(outcome(rows, "item-partial")).isEqualTo("DELETED 70107 2");
    assertThat(outcome(rows, "item-unlisted")).isEqualTo("REFUSED 69999 2");
    assertThat(lethe.deadLetter("item")).hasSize(4);
  }

  @Test
  void an_id_that_the_reply_leaves_out_is_found_out_by_asking() {
    lethe
        .tencent()
        .faults()
        .set(
            FaultPlan.of(
                Fault.of(Fault.Kind.LEFT_OUT).onSubjects("out-a", "out-absent-b").times(1),
                Fault.of(Fault.Kind.SHUFFLED),
                Fault.unasked("nobody-asked")));
    lethe.tencent().calls().clear();

    Map<String, NamedCsvRecord> rows = run("out", "a", "absent-b", "c");

    assertThat(rows.get("out-a").getField("outcome")).isEqualTo("DELETED");
    assertThat(outcome(rows, "out-c")).isEqualTo("DELETED 0 1");
    assertThat(lethe.tencent().calls().calls(CallKind.VERIFY)).isPositive();
    assertThat(lethe.tencent().accounts().exists("out-a")).isFalse();
  }

  @Test
  void a_connection_that_breaks_after_the_deletion_is_looked_into_and_never_guessed() {
    lethe
        .tencent()
        .faults()
        .set(
            FaultPlan.of(
                Fault.of(Fault.Kind.DROPPED_CONNECTION).afterwards().times(1).on(CallKind.DELETE)));
    lethe.tencent().calls().clear();

    Map<String, NamedCsvRecord> rows = run("broken", "a", "b");

    assertThat(rows.values()).extracting(row -> row.getField("outcome")).containsOnly("DELETED");
    assertThat(rows.get("broken-a").getField("detail")).contains("earlier attempt");
    assertThat(lethe.tencent().calls().timesSent("broken-a")).isEqualTo(1);
    assertThat(lethe.tencent().calls().calls(CallKind.VERIFY)).isEqualTo(1);
  }

  @Test
  void a_reply_that_comes_too_late_is_looked_into() {
    lethe
        .tencent()
        .faults()
        .set(
            FaultPlan.of(
                Fault.hang(Duration.ofSeconds(4)).afterwards().times(1).on(CallKind.DELETE)));

    Map<String, NamedCsvRecord> rows = run("late", "a");

    assertThat(rows.get("late-a").getField("outcome")).isEqualTo("DELETED");
    assertThat(lethe.tencent().calls().timesSent("late-a")).isEqualTo(1);
  }

  @Test
  void replies_that_make_no_sense_are_looked_into() {
    for (Fault.Kind kind :
        List.of(Fault.Kind.TRUNCATED_BODY, Fault.Kind.HTML_BODY, Fault.Kind.EMPTY_BODY)) {
      lethe.tencent().faults().set(FaultPlan.of(Fault.of(kind).times(1).on(CallKind.DELETE)));
      String stem = "odd" + kind.name().charAt(0);

      Map<String, NamedCsvRecord> rows = run(stem, "a", "b");

      assertThat(rows.values()).extracting(row -> row.getField("outcome")).containsOnly("DELETED");
    }
  }

  @Test
  void an_item_that_was_absent_all_along_is_not_called_ours_because_of_a_throttled_call() {
    lethe
        .tencent()
        .faults()
        .set(
            FaultPlan.of(
                Fault.httpStatus(429, Duration.ofSeconds(1)).times(1),
                Fault.topLevelCode("60011").times(1)));

    Map<String, NamedCsvRecord> rows = runNamed("absent-throttled", "absent-throttled-1");

    assertThat(outcome(rows, "absent-throttled-1")).isEqualTo("ALREADY_ABSENT 70107 1");
  }

  @Test
  void a_server_error_may_have_deleted_so_a_later_absent_is_ours() {
    lethe.tencent().faults().set(FaultPlan.of(Fault.httpStatus(500).afterwards().times(1)));

    Map<String, NamedCsvRecord> rows = run("five", "a");

    assertThat(outcome(rows, "five-a")).isEqualTo("DELETED 70107 2");
  }

  @Test
  void one_bad_id_that_fails_its_whole_batch_is_found_by_halving() {
    lethe.tencent().faults().set(FaultPlan.of(Fault.of(Fault.Kind.POISON).onSubjects("half-57")));
    lethe.tencent().calls().clear();

    Map<String, NamedCsvRecord> rows =
        run(
            "half",
            IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).toArray(String[]::new));

    assertThat(outcome(rows, "half-57")).startsWith("REFUSED 70402");
    assertThat(rows.values())
        .filteredOn(row -> !row.getField("subject").equals("half-57"))
        .extracting(row -> row.getField("outcome"))
        .containsOnly("DELETED")
        .hasSize(99);
    assertThat(lethe.tencent().calls().calls(CallKind.DELETE)).isLessThanOrEqualTo(20);
  }

  @Test
  void a_missing_permission_halts_the_lane_and_costs_no_row_an_attempt() {
    lethe.tencent().faults().set(FaultPlan.of(Fault.topLevelCode("60010")));
    lethe.tencent().calls().clear();
    lethe.drop("halted.csv", "vendor,subject\ntencent-im,halted-a\ntencent-im,absent-halted-b\n");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> lethe.tencent().calls().calls(CallKind.DELETE) >= 2);
    assertThat(lethe.balance("halted").byVendor().get("tencent-im").keySet())
        .isSubsetOf(ItemState.PENDING, ItemState.SENT);
    assertThat(lethe.balance("halted").holds()).isTrue();

    lethe.tencent().faults().clear();

    assertThat(lethe.outcomes("halted"))
        .extracting(row -> row.getField("outcome") + " " + row.getField("attempts"))
        .containsExactly("DELETED 1", "ALREADY_ABSENT 1");
  }

  @Test
  void a_stale_signature_is_made_anew_once() {
    lethe.tencent().faults().set(FaultPlan.of(Fault.topLevelCode("70001").times(1)));
    lethe.tencent().calls().clear();

    Map<String, NamedCsvRecord> rows = run("stale", "a");

    assertThat(outcome(rows, "stale-a")).isEqualTo("DELETED 0 1");
    assertThat(lethe.tencent().calls().calls(CallKind.DELETE)).isEqualTo(2);
  }

  private Map<String, NamedCsvRecord> run(String stem, String... subjects) {
    return runNamed(stem, Stream.of(subjects).map(s -> stem + "-" + s).toArray(String[]::new));
  }

  private Map<String, NamedCsvRecord> runNamed(String stem, String... subjects) {
    lethe.drop(
        stem + ".csv",
        "vendor,subject\n"
            + Stream.of(subjects)
                .map(subject -> "tencent-im," + subject + "\n")
                .collect(Collectors.joining()));
    Map<String, NamedCsvRecord> rows = new TreeMap<>();
    lethe.outcomes(stem).forEach(row -> rows.put(row.getField("subject"), row));
    assertThat(lethe.balance(stem).holds()).isTrue();
    return rows;
  }

  private static String outcome(Map<String, NamedCsvRecord> rows, String subject) {
    NamedCsvRecord row = rows.get(subject);
    return row.getField("outcome") + " " + row.getField("code") + " " + row.getField("attempts");
  }
}
