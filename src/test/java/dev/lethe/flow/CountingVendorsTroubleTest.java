package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.ledger.ItemState;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import dev.lethe.sandbox.longlonglong.LonglonglongSimulator;
import dev.lethe.sandbox.sf.SfExpressSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The vendors that only count, or name only failures, when something goes wrong on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountingVendorsTroubleTest {
  private RunningLethe lethe;
  private CiopaasSimulator yunke;
  private CiopaasSimulator digelao;
  private SfExpressSimulator sf;
  private LonglonglongSimulator longlonglong;

  @BeforeAll
  void start(@TempDir Path home) {
    lethe = RunningLethe.start(home);
    yunke = lethe.vendor("yunkeSimulator", CiopaasSimulator.class);
    digelao = lethe.vendor("digelaoSimulator", CiopaasSimulator.class);
    sf = lethe.vendor("sfExpressSimulator", SfExpressSimulator.class);
    longlonglong = lethe.vendor("longlonglongSimulator", LonglonglongSimulator.class);
  }

  @AfterEach
  void heal() {
    List.of(yunke, digelao, sf, longlonglong).forEach(vendor -> vendor.faults().clear());
  }

  @AfterAll
  void stop() {
    lethe.close();
  }

  @Test
  void a_look_up_without_rights_halts_the_lane_and_is_made_again_later() {
    longlonglong.accounts().restore("13811110001");
    long before = longlonglong.calls().calls(CallKind.VERIFY);
    longlonglong.faults().set(FaultPlan.of(Fault.httpStatus(401).on(CallKind.VERIFY)));
    lethe.drop("longlonglong/lookup.txt", "13811110001\n13811110002\n");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> longlonglong.calls().calls(CallKind.VERIFY) - before >= 2);
    assertThat(lethe.balance("lookup").byVendor().get("longlonglong").keySet())
        .isSubsetOf(ItemState.UNKNOWN, ItemState.SENT);

    longlonglong.faults().clear();

    assertThat(outcomes("lookup")).containsOnly("DELETED");
    assertThat(longlonglong.accounts().exists("13811110001")).isFalse();
  }

  @Test
  void a_look_up_that_fails_is_made_again_and_nothing_is_sent_twice() {
    List<String> there = List.of("13833330001", "13833330002", "13833330003");
    there.forEach(longlonglong.accounts()::restore);
    long deletions = longlonglong.calls().calls(CallKind.DELETE);
    longlonglong.faults().set(FaultPlan.of(Fault.httpStatus(500).times(2).on(CallKind.VERIFY)));

    lethe.drop("longlonglong/again.txt", String.join("\n", there) + "\n13833330004\n");

    assertThat(outcomes("again")).containsOnly("DELETED");
    assertThat(longlonglong.calls().calls(CallKind.DELETE) - deletions).isEqualTo(1);
  }

  @Test
  void a_lost_body_deletes_nobody_and_is_found_out() {
    longlonglong.accounts().restore("13822220001");
    longlonglong
        .faults()
        .set(FaultPlan.of(Fault.of(Fault.Kind.LOST_BODY).times(1).on(CallKind.DELETE)));

    lethe.drop("longlonglong/lost.txt", "13822220001\n13822220002\n");

    assertThat(outcomes("lost")).containsExactly("DELETED", "ALREADY_ABSENT");
    assertThat(longlonglong.accounts().exists("13822220001")).isFalse();
    assertThat(longlonglong.bodiesLost()).isEqualTo(1);
  }

  @Test
  void counts_that_lie_are_looked_up_and_sent_alone() {
    yunke.accounts().restore("liar-a");
    yunke.accounts().restore("liar-b");
    yunke.faults().set(FaultPlan.of(Fault.wrongCount("+1").times(1).on(CallKind.DELETE)));

    lethe.drop("yunke/liar.txt", "liar-a\nliar-b\n");

    assertThat(outcomes("liar")).containsExactly("DELETED", "DELETED");
    assertThat(yunke.accounts().exists("liar-b")).isFalse();
  }

  @Test
  void wrong_credentials_are_tried_once_and_not_again() {
    digelao.expireKey();
    long before = digelao.calls().calls(CallKind.LOGIN);
    digelao.faults().set(FaultPlan.of(Fault.topLevelCode("20004").on(CallKind.LOGIN)));

    lethe.drop("digelao/refused.txt", "zhao.lei\n");
    lethe.drop("sf-express/meanwhile.txt", "meanwhile-1\n");

    assertThat(outcomes("meanwhile")).containsExactly("DELETED");
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(10))
        .until(() -> digelao.calls().calls(CallKind.LOGIN) - before, logins -> logins <= 1);
    assertThat(lethe.balance("refused").open()).isEqualTo(1);
    assertThat(digelao.accounts().exists("zhao.lei")).isTrue();
  }

  @Test
  void a_connection_that_breaks_after_sf_deleted_is_our_deletion() {
    sf.faults()
        .set(
            FaultPlan.of(
                Fault.of(Fault.Kind.DROPPED_CONNECTION).afterwards().times(1).on(CallKind.DELETE)));

    lethe.drop("sf-express/cut.txt", "cut-1\ncut-2\n");

    assertThat(outcomes("cut")).containsExactly("DELETED", "DELETED");
  }

  private List<String> outcomes(String stem) {
    List<NamedCsvRecord> rows = lethe.outcomes(stem);
    assertThat(lethe.balance(stem).holds()).isTrue();
    return rows.stream().map(row -> row.getField("outcome")).toList();
  }
}
