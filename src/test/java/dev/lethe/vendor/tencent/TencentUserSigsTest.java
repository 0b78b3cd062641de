package dev.lethe.vendor.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.TestClock;
import dev.lethe.sandbox.tencent.UserSigReader;
import dev.lethe.settings.BoundSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TencentUserSigsTest {

  private final TencentUserSigs sigs = new TencentUserSigs(new TestClock());

  @Test
  void theVendorsParametersAreWhatIsSignedFor() {
    Map<String, Object> signed = sigs.sign(BoundSettings.tencentIm().view());

    String token = String.valueOf(signed.get("token"));
    assertThat(token).startsWith("sdkappid=1400000000&identifier=administrator&usersig=");
    assertThat(
            UserSigReader.check(
                token.substring(token.lastIndexOf('=') + 1),
                1400000000L,
                "administrator",
                "a-key-that-nobody-may-see",
                TestClock.START))
        .isZero();
    assertThat(signed.get("expires")).isEqualTo(TestClock.START.plus(Duration.ofDays(1)));
  }

  @Test
  void aValidityOfItsOwnHolds() {
    Map<String, Object> signed =
        sigs.sign(
            BoundSettings.tencentIm("--lethe.vendors.tencent-im.user-sig-validity=30m").view());

    assertThat(signed.get("expires")).isEqualTo(TestClock.START.plus(Duration.ofMinutes(30)));
  }

  @Test
  void anAppIdThatIsNoNumberIsNotSignedForAndNotShownBesideTheKey() {
    Map<String, Object> vendor = new HashMap<>(BoundSettings.tencentIm().view());
    vendor.put("sdk-app-id", "my app");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sigs.sign(vendor))
        .withMessageNotContaining("nobody-may-see");
  }
}
