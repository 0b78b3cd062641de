package dev.lethe.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.intake.RowCheck.Finding;
import dev.lethe.request.Rejection;
import dev.lethe.request.Row;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Vendors;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RowCheckTest {

  private final RowCheck check =
      new RowCheck(new Vendors(List.of(BoundSettings.tencentIm()), List.of("yunke")));

  @Test
  void aSoundRowGoesToItsLane() {
    assertThat(check.check(row("tencent-im", "a"))).isEqualTo(new Finding("tencent-im", null));
  }

  @Test
  void blanksAroundTheVendorDoNoHarm() {
    assertThat(check.check(row(" tencent-im ", "a")).lane()).isEqualTo("tencent-im");
  }

  @Test
  void aDefectiveRowKeepsItsLaneAndItsReason() {
    Rejection defect = new Rejection("extra-cell", "The row has a cell too many.");

    Finding finding = check.check(new Row(1, "tencent-im", "a", null, defect));

    assertThat(finding).isEqualTo(new Finding("tencent-im", defect));
  }

  @Test
  void anUnknownVendorIsToldWithThoseThatAreEnabled() {
    Finding finding = check.check(row("tencent", "a"));

    assertThat(finding.lane()).isNull();
    assertThat(code(finding)).isEqualTo("unknown-vendor");
    assertThat(Objects.requireNonNull(finding.rejection()).detail()).contains("tencent-im");
  }

  @Test
  void namesOfVendorsAreCaseSensitive() {
    assertThat(code(check.check(row("Tencent-IM", "a")))).isEqualTo("unknown-vendor");
  }

  @Test
  void aVendorThatIsNotEnabledIsToldApart() {
    assertThat(code(check.check(row("yunke", "a")))).isEqualTo("vendor-disabled");
  }

  @Test
  void aMissingVendorIsToldApart() {
    assertThat(code(check.check(row("  ", "a")))).isEqualTo("missing-vendor");
  }

  @Test
  void theVendorsOwnRulesHold() {
    assertThat(code(check.check(row("tencent-im", "administrator")))).isEqualTo("own-account");
    assertThat(code(check.check(row("tencent-im", "x".repeat(33))))).isEqualTo("subject-too-long");
    assertThat(code(check.check(row("tencent-im", "a\tb")))).isEqualTo("control-character");
    assertThat(code(check.check(row("tencent-im", "=cmd|' /C calc'!A0")))).isEqualTo("none");
  }

  private static String code(Finding finding) {
    Rejection rejection = finding.rejection();
    return rejection == null ? "none" : rejection.code();
  }

  private static Row row(String vendor, String subject) {
    return new Row(1, vendor, subject, null, null);
  }
}
