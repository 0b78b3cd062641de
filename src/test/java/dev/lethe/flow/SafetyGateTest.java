package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** What keeps a wrong file from emptying a customer base, as users meet it. */
final class SafetyGateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void caps_of_day_and_share_hold_whole_requests(@TempDir Path home) {
    try (RunningLethe lethe =
        RunningLethe.start(
            home,
            "--lethe.safety.max-items-per-day=3",
            "--lethe.vendors.yunke.max-share=0.5",
            "--lethe.vendors.digelao.max-share=1")) {
      aDayIsFull(lethe);
      aShareIsTooLarge(lethe);
      aVendorThatCannotSayHolds(lethe);
    }
  }

  private static void aDayIsFull(RunningLethe lethe) {
    lethe.drop("first.csv", "vendor,subject\ntencent-im,a1\ntencent-im,a2\ntencent-im,a2\n");
    assertThat(outcomes(lethe, "first")).containsOnly("DELETED");

    lethe.drop("second.csv", "vendor,subject\ntencent-im,b1\nsf-express,b2\ntencent-im,b3\n");

    RequestRecord held = awaitHeld(lethe, "second");
    assertThat(held.heldReason())
        .contains("Its 2 rows for tencent-im and the 2 released on", "max-items-per-day, 3.");
    assertThat(lethe.balance("second").byVendor())
        .containsEntry("tencent-im", Map.of(ItemState.HELD, 2L))
        .containsEntry("sf-express", Map.of(ItemState.HELD, 1L));
    assertThat(lethe.tencent().calls().timesSent("b1")).isZero();

    lethe.ledger().approve(held.id(), "ann", "checked", Instant.now());

    assertThat(outcomes(lethe, "second")).containsOnly("DELETED");
  }

  // Yunke's simulator has three accounts.
  private static void aShareIsTooLarge(RunningLethe lethe) {
    CiopaasSimulator yunke = lethe.vendor("yunkeSimulator", CiopaasSimulator.class);
    lethe.drop("yunke/two.txt", "xiaolily\nwang.min\n");

    assertThat(awaitHeld(lethe, "two").heldReason())
        .isEqualTo(
            "Its 2 rows for yunke and the 0 that are still open are more than max-share, 0.5, of"
                + " the 3 accounts there.");
    assertThat(yunke.calls().calls(CallKind.VERIFY)).isEqualTo(1);
    assertThat(yunke.calls().calls(CallKind.LOGIN)).isEqualTo(1);

    lethe.drop("yunke/one.txt", "xiaolily\n");

    assertThat(outcomes(lethe, "one")).containsExactly("DELETED");
    assertThat(yunke.calls().calls(CallKind.VERIFY)).isEqualTo(1);
    assertThat(yunke.calls().violations()).isEmpty();
  }

  private static void aVendorThatCannotSayHolds(RunningLethe lethe) {
    CiopaasSimulator digelao = lethe.vendor("digelaoSimulator", CiopaasSimulator.class);
    digelao.faults().set(FaultPlan.of(Fault.httpStatus(500).on(CallKind.VERIFY)));
    lethe.drop("digelao/unasked.txt", "sun.li\n");

    assertThat(awaitHeld(lethe, "unasked").heldReason())
        .isEqualTo(
            "max-share is set for digelao, and nobody knows how many accounts there are: The"
                + " vendor's server failed. (http-500)");
    assertThat(digelao.calls().calls(CallKind.DELETE)).isZero();

    digelao.faults().clear();
    lethe.drop("digelao/asked.txt", "zhao.lei\n");

    assertThat(outcomes(lethe, "asked")).containsExactly("DELETED");
  }

  @Test
  void a_share_of_what_nobody_can_count_stops_the_start(@TempDir Path home) {
    assertThatThrownBy(
            () -> RunningLethe.start(home, "--lethe.vendors.tencent-im.max-share=0.1").close())
        .hasStackTraceContaining(
            "lethe.vendors.tencent-im.max-share: nobody can say how many accounts the vendor has:"
                + " no route begins with direct:list-tencent-im.");
  }

  @Test
  void who_is_protected_after_the_file_was_taken_in_is_not_sent(@TempDir Path folder)
      throws IOException {
    Path home = folder.resolve("home");
    Path config = folder.resolve("config");
    FileSystemUtils.copyRecursively(Path.of("config"), config);
    try (RunningLethe lethe =
        RunningLethe.start(
            home, "--lethe.config=" + config, "--lethe.safety.max-items-per-request=1")) {
      lethe.drop(
          "leavers.csv", "vendor,subject\ntencent-im,vip-1\ntencent-im,anna\nyunke,xiaolily\n");
      awaitHeld(lethe, "leavers");
    }
    Files.createDirectories(config.resolve("protected"));
    Files.writeString(config.resolve("protected/tencent-im.txt"), "\ufeff# ours\r\nVIP-*\r\n");
    Files.writeString(config.resolve("protected/yunke.txt"), "xiaolily\r\n");

    try (RunningLethe lethe = RunningLethe.start(home, "--lethe.config=" + config)) {
      lethe.ledger().approve(lethe.request("leavers").id(), "ann", "checked", Instant.now());

      List<NamedCsvRecord> rows = lethe.outcomes("leavers");

      assertThat(rows)
          .extracting(row -> row.getField("outcome") + " " + row.getField("code"))
          .containsExactly("REJECTED protected", "DELETED 0", "REJECTED protected");
      assertThat(lethe.tencent().calls().timesSent("vip-1")).isZero();
      assertThat(lethe.vendor("yunkeSimulator", CiopaasSimulator.class).calls().calls()).isZero();
      assertThat(lethe.deadLetter("leavers")).hasSize(2);
      assertThat(lethe.balance("leavers").holds()).isTrue();
    }
  }

  // The simulators' own accounts: yunke-admin and digelao-admin.
  @Test
  void our_own_account_is_safe_in_any_case_at_every_vendor(@TempDir Path home) {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      lethe.drop(
          "own.csv",
          "vendor,subject\ntencent-im,Administrator\nyunke,Yunke-Admin\ndigelao,digelao-admin\n");

      assertThat(lethe.outcomes("own"))
          .extracting(row -> row.getField("outcome") + " " + row.getField("code"))
          .containsOnly("REJECTED own-account");
    }
  }

  private static List<String> outcomes(RunningLethe lethe, String stem) {
    return lethe.outcomes(stem).stream().map(row -> row.getField("outcome")).toList();
  }

  private static RequestRecord awaitHeld(RunningLethe lethe, String stem) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                lethe.ledger().requests(100).stream()
                    .anyMatch(
                        request ->
                            request.id().startsWith(stem + "-")
                                && request.state() == RequestState.HELD));
    return lethe.request(stem);
  }
}
