package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
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
  private static final Duration KEY_LIFE = Duration.ofSeconds(3);
  private static final FiveVendorsFile FILE = new FiveVendorsFile(2_000, 0);

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
      FILE.people(longlonglong);
      lethe.tencent().faults().set(FaultPlan.of(Fault.itemCode("70402", refused("tencent-im"))));
      sf.faults().set(FaultPlan.of(Fault.itemCode("无权限删除", refused("sf-express"))));

      long start = System.nanoTime();
      lethe.drop("five.csv", FILE.csv());
      List<NamedCsvRecord> rows = lethe.outcomes("five");
      long lives = 1 + Duration.ofNanos(System.nanoTime() - start).dividedBy(KEY_LIFE);

      FILE.check(rows, false);
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
    FILE.people(tenant);
    tenant.options().keyLife(KEY_LIFE).notAllowed(refused(tenant.name()));
    tenant
        .faults()
        .set(FaultPlan.of(Fault.of(Fault.Kind.DISPLACED_TOKEN).probability(0.03)).withSeed(11));
  }

  private static String[] refused(String vendor) {
    return FILE.refused(vendor).toArray(String[]::new);
  }
}
