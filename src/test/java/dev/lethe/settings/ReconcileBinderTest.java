package dev.lethe.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.settings.ReconcilePlan.OfVendor;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.ConfigurableEnvironment;

final class ReconcileBinderTest {
  private static final String TENCENT = "--lethe.vendors.tencent-im.";

  @Test
  void whatAVendorDoesNotSayIsTheGeneralSetting() {
    ReconcilePlan plan =
        plan("--lethe.reconcile.cron=0 0 4 * * ?", "--lethe.reconcile.time-zone=Asia/Shanghai");

    assertThat(plan.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(plan.resend()).isFalse();
    assertThat(plan.of("tencent-im"))
        .isEqualTo(new OfVendor(Duration.ofDays(1), false, "0 0 4 * * ?"));
  }

  @Test
  void schedulesOfAllKindsAreTaken() {
    for (String cron :
        List.of(
            "0/15 * * * * ?",
            "0 0 3 ? * 6#3",
            "0 0 3 L-3 * ?",
            "0 0 3 15W JAN-MAR ?",
            "0 5,35 8-18 ? * MON-FRI 2026-2199")) {
      assertThat(plan("--lethe.reconcile.cron=" + cron).cron()).isEqualTo(cron);
    }
  }

  @Test
  void theWindowIsAsLongAsNamesAreKept() {
    assertThat(plan("--lethe.retention=10d").window()).isEqualTo(Duration.ofDays(10));
    assertThat(plan("--lethe.retention=never").window()).isEqualTo(Duration.ofDays(365));
    ReconcilePlan set = plan("--lethe.reconcile.window=400d");
    assertThat(set.window()).isEqualTo(Duration.ofDays(400));
    assertThat(set.listedWindow()).isEqualTo(Duration.ofDays(400));
  }

  @Test
  void aVendorsOwnSettingWins() {
    ReconcilePlan plan =
        plan(
            TENCENT + "verify-after=2h",
            TENCENT + "verify-by-deleting=true",
            TENCENT + "reconcile.cron=none");

    assertThat(plan.of("tencent-im"))
        .isEqualTo(new OfVendor(Duration.ofHours(2), true, ReconcilePlan.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lethe.reconcile.cron | 0 3 * * | is no schedule",
        "lethe.reconcile.cron | 99 0 3 * * ? | there is no second 99",
        "lethe.reconcile.cron | 0 0-75 3 * * ? | is no schedule",
        "lethe.reconcile.cron | 0 0 24 * * ? | is no schedule",
        "lethe.reconcile.cron | 0 0 3 30 2 ? | its time never comes",
        "lethe.reconcile.listed-window | 0s | above 0",
        "lethe.reconcile.chase-for | -1s | it is negative",
        "lethe.reconcile.cron | every night | is no schedule",
        "lethe.vendors.tencent-im.reconcile.cron | 0 0 3 * * | is no schedule",
        "lethe.reconcile.time-zone | Mars | there is no time zone 'Mars'",
        "lethe.reconcile.share | 0 | above 0 and up to 1",
        "lethe.reconcile.share | 1.5 | above 0 and up to 1",
        "lethe.reconcile.window | 0s | above 0",
        "lethe.sla | -1d | above 0",
        "lethe.reconcile.on-reappeared | forget | Write report or delete"
      })
  void aWrongSettingIsToldInOneLine(String key, String value, String because) {
    assertThatThrownBy(() -> plan("--" + key + "=" + value))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(because)
        .message()
        .doesNotContain("\n");
  }

  private static ReconcilePlan plan(String... args) {
    ConfigurableEnvironment environment =
        BoundSettings.environment(BoundSettings.DELIVERED, BoundSettings.tencentArgs(args));
    LetheSettings settings = BoundSettings.settings(environment);
    return new ReconcileBinder(environment, settings)
        .bind(new VendorBinder(environment, settings).bind());
  }
}
