package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.SimulatedVendor;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import dev.lethe.sandbox.longlonglong.LonglonglongSimulator;
import dev.lethe.sandbox.sf.SfExpressSimulator;
import dev.lethe.sandbox.sf.SfReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One file with rows of all five vendors, interleaved, with refused, absent, malformed and doubled
 * rows among them, while tokens expire every 3 s and are displaced at random.
 */
class FiveVendorsTest {
  private static final int ROWS = 2_000;
  private static final Duration KEY_LIFE = Duration.ofSeconds(3);
  private static final List<String> VENDORS =
      List.of("tencent-im", "yunke", "digelao", "sf-express", "longlonglong");

  @ParameterizedTest
  @EnumSource(SfReading.class)
  void every_row_is_right_and_no_request_breaks_a_contract(SfReading reading, @TempDir Path home)
      throws Exception {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      CiopaasSimulator yunke = lethe.vendor("yunkeSimulator", CiopaasSimulator.class);
      CiopaasSimulator digelao = lethe.vendor("digelaoSimulator", CiopaasSimulator.class);
      SfExpressSimulator sf = lethe.vendor("sfExpressSimulator", SfExpressSimulator.class);
      LonglonglongSimulator longlonglong =
          lethe.vendor("longlonglongSimulator", LonglonglongSimulator.class);
      sf.reading(reading);
      prepare(yunke);
      prepare(digelao);
      digelao.options().laravelPages(true).countsAsText(true).expireAsText(true);
      people(longlonglong.accounts());
      lethe.tencent().faults().set(FaultPlan.of(Fault.itemCode("70402", refused("tencent-im"))));
      sf.faults().set(FaultPlan.of(Fault.itemCode("无权限删除", refused("sf-express"))));

      long start = System.nanoTime();
      lethe.drop("five.csv", file());
      List<NamedCsvRecord> rows = lethe.outcomes("five");
      long lives = 1 + Duration.ofNanos(System.nanoTime() - start).dividedBy(KEY_LIFE);

      assertThat(rows).hasSize(ROWS);
      for (int row = 1; row <= ROWS; row++) {
        check(row, rows.get(row - 1));
      }
      assertThat(lethe.balance("five").holds()).isTrue();
      for (SimulatedVendor vendor : List.of(lethe.tencent(), yunke, digelao, sf, longlonglong)) {
        assertThat(vendor.calls().violations()).as(vendor.name()).isEmpty();
      }
      for (CiopaasSimulator tenant : List.of(yunke, digelao)) {
        // A key's life ends by time, or when another client takes it.
        long logins = tenant.calls().calls(CallKind.LOGIN);
        long taken = tenant.keysIssued().size() - logins;
        assertThat(taken).as("keys of %s that others took", tenant.name()).isPositive();
        assertThat(logins)
            .as("logins at %s in %d lives and %d keys taken", tenant.name(), lives, taken)
            .isLessThanOrEqualTo(lives + taken + 1);
      }
      assertThat(longlonglong.bodiesLost()).isZero();
    }
  }

  private static void prepare(CiopaasSimulator tenant) {
    people(tenant.accounts());
    tenant.options().keyLife(KEY_LIFE).notAllowed(refused(tenant.name()));
    tenant
        .faults()
        .set(FaultPlan.of(Fault.of(Fault.Kind.DISPLACED_TOKEN).probability(0.03)).withSeed(11));
  }

  /** Everybody in the file who is not to be absent, for vendors that keep a list. */
  private static void people(Accounts accounts) {
    for (int row = 1; row <= ROWS; row++) {
      if (kind(row) != Kind.ABSENT && kind(row) != Kind.MALFORMED) {
        accounts.restore(subject(row));
      }
    }
  }

  private enum Kind {
    GOOD,
    ABSENT,
    MALFORMED,
    DOUBLE,
    REFUSED
  }

  private static String vendor(int row) {
    return VENDORS.get(row % VENDORS.size());
  }

  // Counted in fifties: ten rows of each vendor, of which one is absent, one malformed, one a
  // double.
  private static Kind kind(int row) {
    return switch (row % 50 / 5) {
      case 3 -> Kind.ABSENT;
      case 5 -> Kind.MALFORMED;
      case 7 -> Kind.DOUBLE;
      case 9 -> vendor(row).equals("longlonglong") ? Kind.GOOD : Kind.REFUSED;
      default -> Kind.GOOD;
    };
  }

  private static String subject(int row) {
    Kind kind = kind(row);
    if (kind == Kind.MALFORMED) {
      return row % 100 < 50 ? "" : "blank-at-end ";
    }
    int person = kind == Kind.DOUBLE ? row - 5 : row;
    if (vendor(row).equals("longlonglong")) {
      return Long.toString(13_800_000_000L + person);
    }
    return (kind == Kind.ABSENT ? "absent-" : "person-") + person;
  }

  private static String[] refused(String vendor) {
    return java.util.stream.IntStream.rangeClosed(1, ROWS)
        .filter(row -> vendor(row).equals(vendor) && kind(row) == Kind.REFUSED)
        .mapToObj(FiveVendorsTest::subject)
        .toArray(String[]::new);
  }

  private static String file() {
    StringBuilder csv = new StringBuilder("vendor,subject,reference\n");
    for (int row = 1; row <= ROWS; row++) {
      csv.append(vendor(row))
          .append(',')
          .append(subject(row))
          .append(",r")
          .append(row)
          .append('\n');
    }
    return csv.toString();
  }

  private static void check(int row, NamedCsvRecord line) {
    assertThat(line.getField("row")).isEqualTo(Integer.toString(row));
    assertThat(line.getField("subject")).isEqualTo(subject(row));
    String outcome = line.getField("outcome");
    switch (kind(row)) {
      case GOOD -> assertThat(outcome).as("%s", line).isEqualTo("DELETED");
      case DOUBLE -> {
        assertThat(outcome).as("%s", line).isEqualTo("DELETED");
        assertThat(line.getField("detail")).contains("row " + (row - 5));
      }
      case MALFORMED -> assertThat(outcome).as("%s", line).isEqualTo("REJECTED");
      case REFUSED -> assertThat(outcome).as("%s", line).isEqualTo("REFUSED");
      // Who answers per item knows it; who only counts cannot tell it from a deletion of ours.
      case ABSENT -> {
        if (List.of("tencent-im", "sf-express").contains(vendor(row))) {
          assertThat(outcome).as("%s", line).isEqualTo("ALREADY_ABSENT");
        } else {
          assertThat(outcome).as("%s", line).isIn("ALREADY_ABSENT", "DELETED");
        }
      }
    }
  }
}
