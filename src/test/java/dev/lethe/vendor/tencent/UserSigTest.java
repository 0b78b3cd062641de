package dev.lethe.vendor.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tencentyun.TLSSigAPIv2;
import dev.lethe.sandbox.tencent.UserSigReader;
import dev.lethe.sandbox.tencent.UserSigReader.Content;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserSigTest {

  private static final String KEY = "0123456789abcdef".repeat(4);
  private static final long APP = 1400000000L;
  private static final Instant NOW = Instant.ofEpochSecond(1700000000L);
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void signsTheKnownVector() {
    String userSig = UserSig.sign(APP, "administrator", KEY, NOW, DAY);

    assertThat(UserSigReader.read(userSig))
        .contains(
            new Content(
                "2.0",
                "administrator",
                APP,
                1700000000L,
                86400L,
                "9awWeUL8MxxbBn8dhB0Jvuo0JKIh4dNCLkGIX4n5fd0="));
  }

  @Property(tries = 500)
  void anyIdentifierComesOutOfItAsItWentIn(@ForAll("identifiers") String identifier) {
    String userSig = UserSig.sign(APP, identifier, KEY, NOW, DAY);

    assertThat(userSig).matches("[A-Za-z0-9*_-]+");
    assertThat(UserSigReader.read(userSig).orElseThrow().identifier()).isEqualTo(identifier);
    assertThat(UserSigReader.check(userSig, APP, identifier, KEY, NOW)).isZero();
  }

  @Property(tries = 200)
  void whatTheVendorsOwnSignerMakesIsWhatWeMake(@ForAll("identifiers") String identifier) {
    String theirs = new TLSSigAPIv2(APP, KEY).genUserSig(identifier, 3600);
    Content made = UserSigReader.read(theirs).orElseThrow();

    String ours =
        UserSig.sign(
            APP,
            identifier,
            KEY,
            Instant.ofEpochSecond(made.time()),
            Duration.ofSeconds(made.expire()));

    assertThat(
            UserSigReader.check(theirs, APP, identifier, KEY, Instant.ofEpochSecond(made.time())))
        .isZero();
    assertThat(UserSigReader.read(ours)).contains(made);
  }

  @Provide
  Arbitrary<String> identifiers() {
    return Arbitraries.strings()
        .ascii()
        .withChars("\"\\/<>&'云客陈阿é".toCharArray())
        .ofMinLength(1)
        .ofMaxLength(32)
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nTLS.sdkappid:1", "a\u0000"})
  void anIdentifierThatCouldForgeALineIsNotSigned(String identifier) {
    assertThatThrownBy(() -> UserSig.sign(APP, identifier, KEY, NOW, DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.9S", "PT-1H", "P18251D"})
  void aValidityThatTheVendorDoesNotTakeIsNotSigned(Duration validity) {
    assertThatThrownBy(() -> UserSig.sign(APP, "administrator", KEY, NOW, validity))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmptyKeyIsNotSignedWith() {
    assertThatThrownBy(() -> UserSig.sign(APP, "administrator", "", NOW, DAY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
