package dev.lethe.sandbox.tencent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.vendor.tencent.UserSig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserSigReaderTest {

  private static final String KEY = "0123456789abcdef".repeat(4);
  private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
  private static final String GOOD =
      UserSig.sign(1400000000L, "administrator", KEY, NOW, Duration.ofHours(1));

  @Test
  void tellsWhatIsWrongWithASignature() {
    assertThat(UserSigReader.check(GOOD, 1400000000L, "administrator", KEY, NOW)).isZero();
    assertThat(UserSigReader.check(GOOD, 1400000000L, "other", KEY, NOW)).isEqualTo(70013);
    assertThat(UserSigReader.check(GOOD, 1400000001L, "administrator", KEY, NOW)).isEqualTo(70014);
    assertThat(UserSigReader.check(GOOD, 1400000000L, "administrator", "k", NOW)).isEqualTo(70009);
  }

  @Test
  void itHoldsUntilItsLastSecond() {
    assertThat(UserSigReader.check(GOOD, 1400000000L, "administrator", KEY, NOW.plusSeconds(3599)))
        .isZero();
    assertThat(UserSigReader.check(GOOD, 1400000000L, "administrator", KEY, NOW.plusSeconds(3600)))
        .isEqualTo(70001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "xxx", "not base64!", "eJw_", "AAAA"})
  void whatIsNoSignatureIsUnreadable(String text) {
    assertThat(UserSigReader.read(text)).isEmpty();
  }

  @Test
  void aSignatureCutShortIsUnreadable() {
    String cut = GOOD.substring(0, GOOD.length() / 8 * 4);

    assertThat(UserSigReader.check(cut, 1400000000L, "administrator", KEY, NOW)).isEqualTo(70003);
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(" ".repeat(UserSigReader.MOST_BYTES + 1).getBytes(UTF_8));
    }
    String bomb = Base64.getEncoder().encodeToString(packed.toByteArray());

    assertThat(UserSigReader.read(bomb.replace('+', '*').replace('/', '-').replace('=', '_')))
        .isEmpty();
  }

  @Test
  void jsonThatIsNoSignatureIsUnreadable() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write("{\"TLS.ver\":\"2.0\",\"TLS.identifier\":7}".getBytes(UTF_8));
    }
    String text = Base64.getEncoder().encodeToString(packed.toByteArray());

    assertThat(UserSigReader.read(text.replace('+', '*').replace('/', '-').replace('=', '_')))
        .isEmpty();
  }
}
