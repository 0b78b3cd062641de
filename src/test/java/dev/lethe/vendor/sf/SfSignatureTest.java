package dev.lethe.vendor.sf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SfSignatureTest {

  private static final byte[] BODY =
      "{\"companyId\":\"201905140011898\",\"userNos\":\"zhangsan,lisi01\"}".getBytes(UTF_8);

  private final SfSignature signature = new SfSignature();

  @Test
  void theFormulaGivesWhatWasComputedByOtherMeans() {
    assertThat(signature.sign(BODY, "test-sk-not-real", "1700000000000"))
        .isEqualTo(
            "4UplfB0hA0ItV_HM91jKW34o1cjpE4GjTgp6oqQ22TBvLxJVprhcMtoUTh8RdABc5lntA-AQTB4V74T1K0tJsQ");
  }

  @Test
  void everyBodyKeyAndTimestampHasItsOwn() {
    String one = signature.sign(BODY, "test-sk-not-real", "1700000000000");

    assertThat(signature.sign(new byte[0], "test-sk-not-real", "1700000000000")).isNotEqualTo(one);
    assertThat(signature.sign(BODY, "test-sk-not-reel", "1700000000000")).isNotEqualTo(one);
    assertThat(signature.sign(BODY, "test-sk-not-real", "1700000000001")).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1700000000", "17000000000000", "170000000000a", "1700000000000 "})
  void aTimestampOfAnotherUnitIsNotSigned(String timestamp) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signature.sign(BODY, "test-sk-not-real", timestamp))
        .withMessageNotContaining("test-sk");
  }

  @Test
  void nothingIsSignedWithoutAKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signature.sign(BODY, "", "1700000000000"));
  }
}
