package dev.lethe.vendor.ciopaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CiopaasLoginTest {

  private static final String ID = "a655f309e7d7b404f4b6b898688ff50d";
  private static final String SECRET = "339168cd341bb57c45d9f45ea1f9bfdf";

  private final CiopaasLogin login =
      new CiopaasLogin(Clock.fixed(Instant.parse("2024-09-24T01:34:25.9Z"), ZoneOffset.UTC));

  @Test
  void theVendorsPublishedSignComesOut() {
    Map<String, Object> body =
        login.body(
            Map.of("api-access-id", ID, "api-access-secret", SECRET, "time-zone", "Asia/Shanghai"));

    assertThat(body)
        .containsExactly(
            entry("api_access_id", ID),
            entry("from", 1),
            entry("timestamp", "2024-09-24 09:34:25"),
            entry("sign", "0bf4482eac6ac7ae68813905aa26b2b4"));
  }

  @Test
  void theZoneIsTheTenantsAndShanghaiIfLeftOut() {
    Map<String, Object> there = Map.of("api-access-id", ID, "api-access-secret", SECRET);
    Map<String, Object> elsewhere = new LinkedHashMap<>(there);
    elsewhere.put("time-zone", "UTC");

    assertThat(login.body(there)).containsEntry("timestamp", "2024-09-24 09:34:25");
    assertThat(login.body(elsewhere)).containsEntry("timestamp", "2024-09-24 01:34:25");
  }

  @Test
  void thePasswordModeEndsWithTheVendorsPublishedCheck() {
    Map<String, Object> body =
        login.body(Map.of("login-mode", "password", "username", "xxx", "password", "xxx"));

    assertThat(body)
        .containsExactly(
            entry("username", "xxx"),
            entry("password", "xxx"),
            entry("from", 2),
            entry("url", "1dbe80df"));
  }

  @Test
  void theCheckIsOverTheTextThatPhpWouldWrite() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("a", "/\"\\\n\t\u0001é郑");
    fields.put("url", "passed over");
    fields.put("b", 7L);
    fields.put("c", true);

    // Made with md5sum, over the text that PHP writes.
    assertThat(CiopaasLogin.urlCheck(fields)).isEqualTo("9e24732e");
  }

  @Test
  void theCheckCoversListsToo() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("pkey", "user_name");
    fields.put("entityInstanceId", List.of("a/b", "郑"));

    // md5sum of {"pkey":"user_name","entityInstanceId":["a\\/b","\\u90d1"]}
    assertThat(CiopaasLogin.urlCheck(fields)).isEqualTo("524731e1");
  }

  @Test
  void theOrderOfTheFieldsMatters() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 2);
    Map<String, Object> other = new LinkedHashMap<>();
    other.put("b", 2);
    other.put("a", 1);

    assertThat(CiopaasLogin.urlCheck(one)).isNotEqualTo(CiopaasLogin.urlCheck(other));
  }

  @Test
  void theBodysTextShowsNoValue() {
    Map<String, Object> body =
        login.body(Map.of("login-mode", "password", "username", "xxx", "password", "xxx"));

    assertThat(body).hasToString("login[username, password, from, url]");
  }

  @Test
  void whatIsMissingIsNamedAndNothingElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> login.body(Map.of("api-access-secret", SECRET)))
        .withMessage("api-access-id is not set.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> login.body(Map.of("api-access-id", ID, "api-access-secret", "")))
        .withMessage("api-access-secret is not set.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> login.body(Map.of("login-mode", "Password")))
        .withMessage("login-mode is neither access-id nor password.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CiopaasLogin.urlCheck(Map.of("a", 1.5)))
        .withMessageStartingWith("a is neither");
  }
}
