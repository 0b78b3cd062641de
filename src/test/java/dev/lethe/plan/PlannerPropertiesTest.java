package dev.lethe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.intake.Intake;
import dev.lethe.intake.RowCheck;
import dev.lethe.intake.SafetyCaps;
import dev.lethe.intake.Submission;
import dev.lethe.lane.Lane;
import dev.lethe.lane.Lanes;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.BoundSettings;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.springframework.util.FileSystemUtils;

/** A plan says of a file what intake and lanes then really do with it. */
final class PlannerPropertiesTest {
  private static final String SF = "--lethe.vendors.sf-express.";
  private static final String YUNKE = "--lethe.vendors.yunke.";
  private static final Vendors VENDORS =
      BoundSettings.vendors(
          BoundSettings.DELIVERED,
          BoundSettings.tencentArgs(
              "--lethe.vendors.tencent-im.batch-size=4",
              "--lethe.vendors.tencent-im.max-items-per-day=12",
              SF + "company-id=1",
              SF + "sk=secret",
              SF + "batch-size=5",
              SF + "batch-characters=24",
              YUNKE + "base-url=http://localhost:1",
              YUNKE + "api-access-id=id",
              YUNKE + "api-access-secret=secret"));

  @Provide
  Arbitrary<List<String>> rows() {
    Arbitrary<String> vendors =
        Arbitraries.of("tencent-im", "tencent-im", "sf-express", "yunke", "nobody", "");
    Arbitrary<String> subjects =
        Arbitraries.frequencyOf(
            Tuple.of(
                12, Arbitraries.strings().withCharRange('a', 'e').ofMinLength(1).ofMaxLength(9)),
            Tuple.of(1, Arbitraries.of("", " a", "administrator", "wang;wu")));
    return Combinators.combine(vendors, subjects)
        .as((vendor, subject) -> vendor + "," + subject)
        .list()
        .ofMinSize(1)
        .ofMaxSize(90);
  }

  @Property(tries = 60)
  void aPlanSaysWhatReallyHappens(@ForAll("rows") List<String> rows) throws IOException {
    Path folder = Files.createTempDirectory("lethe-plan");
    TestClock clock = new TestClock();
    try (Ledger ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock)) {
      Path file = folder.resolve("leavers.csv");
      Files.writeString(file, "vendor,subject\n" + String.join("\n", rows) + "\n");
      SafetyCaps caps = SafetyCaps.unasked(60, ZoneOffset.UTC, VENDORS);

      Plan plan =
          new Planner(VENDORS, caps, Path.of("routes"), ledger, clock).plan(file, "leavers.csv");

      assertThat(ledger.requests(10)).isEmpty();
      RequestRecord request = take(file, ledger, caps, clock);
      assertThat(plan.rows()).isEqualTo(request.rows()).isEqualTo(rows.size());
      assertThat(plan.requestId()).isEqualTo(request.id());
      assertThat(plan.held()).isEqualTo(request.state() == RequestState.HELD);
      assertThat(String.join(" ", plan.heldBecause()))
          .isEqualTo(request.heldReason() == null ? "" : request.heldReason());
      ledger.approve(request.id(), "ann", "checked", clock.instant());
      compare(plan, ledger.balance(request.no()));
      Lanes lanes =
          new Lanes(
              VENDORS, v -> true, ledger, () -> true, new TokenCache(clock), event -> {}, clock);
      plan.vendors().forEach((name, vendor) -> compare(vendor, name, lanes, ledger, clock));
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private static RequestRecord take(Path file, Ledger ledger, SafetyCaps caps, TestClock clock)
      throws IOException {
    Intake intake = new Intake(ledger, new RowCheck(VENDORS), clock, 7, caps);
    Submission submission = intake.open(file.toFile(), "leavers.csv");
    submission.chunks().forEachRemaining(chunk -> intake.accept(submission, chunk));
    return intake.release(submission);
  }

  private static void compare(Plan plan, Balance balance) {
    plan.vendors()
        .forEach(
            (name, vendor) -> {
              Map<ItemState, Long> states = balance.byVendor().getOrDefault(name, Map.of());
              assertThat(vendor.accepted() + vendor.doubles())
                  .isEqualTo(states.getOrDefault(ItemState.PENDING, 0L));
              assertThat(sum(vendor.rejected()))
                  .isEqualTo(states.getOrDefault(ItemState.REJECTED, 0L));
            });
    long withoutVendor =
        balance.byVendor().entrySet().stream()
            .filter(entry -> !plan.vendors().containsKey(entry.getKey()))
            .mapToLong(entry -> entry.getValue().getOrDefault(ItemState.REJECTED, 0L))
            .sum();
    assertThat(sum(plan.withoutVendor())).isEqualTo(withoutVendor);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void compare(
      Plan.OfVendor planned, String name, Lanes lanes, Ledger ledger, TestClock clock) {
    Lane lane = lanes.of(name);
    long batches = 0;
    long items = 0;
    while (ledger.due(name, 1, clock.instant()) > 0) {
      var claimed = lane.claim();
      batches += claimed.size();
      items += claimed.stream().mapToLong(batch -> batch.items().size()).sum();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(planned.accepted()).isEqualTo(items);
    assertThat(planned.batches()).as(name).isEqualTo(batches);
  }
}
