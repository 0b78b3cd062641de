package dev.lethe.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.TestClock;
import dev.lethe.intake.SafetyCaps;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.request.UnreadableFileException;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlannerTest {
  private static final String YUNKE = "--lethe.vendors.yunke.";

  private final TestClock clock = new TestClock();
  private Path folder;
  private Ledger ledger;

  @BeforeEach
  void open(@TempDir Path folder) {
    this.folder = folder;
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void aPlanCountsCallsLoginsAndTimeByVendor() throws IOException {
    Plan plan = plan("yunke/leavers.txt", lines(1, 41) + "name1\n", 1000);

    Plan.OfVendor yunke = plan.vendors().values().iterator().next();
    assertThat(plan.vendors()).containsOnlyKeys("yunke");
    assertThat(yunke.accepted()).isEqualTo(41);
    assertThat(yunke.doubles()).isEqualTo(1);
    assertThat(yunke.batches()).isEqualTo(3);
    assertThat(yunke.calls()).isEqualTo(3);
    assertThat(yunke.loginCalls()).isEqualTo(1);
    // One call a second.
    assertThat(yunke.seconds()).isEqualTo(4.0);
    assertThat(plan.seconds()).isEqualTo(4.0);
    assertThat(plan.notIncluded()).contains("linger", "latency", "retries");
  }

  @Test
  void aTokenThatIsMadeHereCostsNoCall() throws IOException {
    Plan plan = plan("tencent-im/leavers.txt", "anna\n", 1000);

    assertThat(plan.vendors().values().iterator().next().loginCalls()).isZero();
  }

  @Test
  void rejectedRowsAreNamedByNumberAndCodeAndOnlyTheFirstOnes() throws IOException {
    String file =
        "vendor,subject\n"
            + IntStream.rangeClosed(1, 30)
                .mapToObj(row -> "secret-vendor-" + row + ",secret-name-" + row + "\n")
                .collect(Collectors.joining());

    Plan plan = plan("leavers.csv", file, 1000);

    assertThat(plan.rejectedRows()).hasSize(20);
    assertThat(plan.rejectedRows().get(19)).isEqualTo(new Plan.RejectedRow(20, "unknown-vendor"));
    assertThat(plan.withoutVendor()).containsEntry("unknown-vendor", 30L).hasSize(1);
    assertThat(plan.held()).isFalse();
    assertThat(PlanJson.of(plan, new ObjectMapper()) + PlanText.lines(plan))
        .doesNotContain("secret-");
  }

  @Test
  void whatWasReleasedTodayCounts() throws IOException {
    RequestRecord before = begun("before", "0".repeat(64));
    ledger.accept(before.no(), List.of(item(1), item(2), item(3)));
    ledger.release(before.no(), false, clock.instant());

    Plan plan = plan("yunke/leavers.txt", lines(1, 3), 1000, YUNKE + "max-items-per-day=5");

    assertThat(plan.held()).isTrue();
    assertThat(plan.heldBecause())
        .singleElement()
        .asString()
        .startsWith("Its 3 rows for yunke and the 3 released on ");
  }

  @Test
  void aShareIsNotLookedAtBecauseTheVendorWouldHaveToBeAsked() throws IOException {
    Plan plan = plan("yunke/leavers.txt", lines(1, 3), 1000, YUNKE + "max-share=0");

    assertThat(plan.held()).isFalse();
    assertThat(plan.notEvaluated()).singleElement().asString().startsWith("max-share of yunke");
  }

  @Test
  void contentThatIsKnownIsTold() throws IOException {
    Plan first = plan("yunke/leavers.txt", lines(1, 3), 1000);
    assertThat(first.knownAs()).isEmpty();
    assertThat(first.sameContent()).isEmpty();
    begun("x-1", first.sha256(), "yunke/leavers.txt");
    begun("x-2", first.sha256(), "yunke/others.txt");

    Plan again = plan("yunke/leavers.txt", lines(1, 3), 1000);

    assertThat(again.knownAs()).containsExactly("x-1");
    assertThat(again.sameContent()).containsExactly("x-2");
  }

  @Test
  void withoutALedgerThePlanSaysWhatItCouldNotLookAt() throws IOException {
    Vendors vendors = vendors();
    SafetyCaps caps = SafetyCaps.unasked(2, ZoneOffset.UTC, vendors);
    Path file = Files.writeString(folder.resolve("leavers.txt"), lines(1, 3));

    Plan plan =
        new Planner(vendors, caps, Path.of("routes"), null, clock).plan(file, "yunke/leavers.txt");

    assertThat(plan.held()).isTrue();
    assertThat(plan.notEvaluated()).singleElement().asString().contains("no ledger");
  }

  @Test
  void aFileThatIsNoGoodAsAWholeHasNoPlan() {
    assertThatExceptionOfType(UnreadableFileException.class)
        .isThrownBy(() -> plan("leavers.csv", "name\nanna\n", 1000));
  }

  @Test
  void theKeysOfThePlanAreThoseOfTheDocumentation() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(PlanJson.of(plan("yunke/leavers.txt", lines(1, 3), 1), new ObjectMapper()));
    String page = Files.readString(Path.of("docs", "operations.md"));

    assertThat(json.fieldNames())
        .toIterable()
        .allSatisfy(key -> assertThat(page).contains("| `" + key + "` |"));
    assertThat(json.at("/vendors/yunke").fieldNames())
        .toIterable()
        .allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    assertThat(json.get("planned_at").asText()).endsWith("Z");
    assertThat(json.get("held").asBoolean()).isTrue();
  }

  private Plan plan(String source, String content, long mostRows, String... settings)
      throws IOException {
    Vendors vendors = vendors(settings);
    SafetyCaps caps = SafetyCaps.unasked(mostRows, ZoneOffset.UTC, vendors);
    Path file =
        Files.writeString(folder.resolve(String.valueOf(Path.of(source).getFileName())), content);
    return new Planner(vendors, caps, Path.of("routes"), ledger, clock).plan(file, source);
  }

  private static Vendors vendors(String... settings) {
    String[] all =
        Stream.concat(
                Stream.of(
                    YUNKE + "base-url=http://localhost:1",
                    YUNKE + "api-access-id=id",
                    YUNKE + "api-access-secret=secret"),
                Stream.of(settings))
            .toArray(String[]::new);
    return BoundSettings.vendors(BoundSettings.DELIVERED, BoundSettings.tencentArgs(all));
  }

  private RequestRecord begun(String id, String sha256) {
    return begun(id, sha256, id + ".csv");
  }

  private RequestRecord begun(String id, String sha256, String source) {
    return ledger.begin(new NewRequest(id, source, sha256, clock.instant()));
  }

  private static NewItem item(int row) {
    return new NewItem(row, "yunke", "yunke", "earlier-" + row, null, null, 0);
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(n -> "name" + n + "\n")
        .collect(Collectors.joining());
  }
}
