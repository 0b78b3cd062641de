package dev.lethe.sandbox.ciopaas;

import static dev.lethe.sandbox.ciopaas.CiopaasCaller.DELETE;
import static dev.lethe.sandbox.ciopaas.CiopaasCaller.LIST;
import static dev.lethe.sandbox.ciopaas.CiopaasCaller.LOGIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.TestClock;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.ciopaas.CiopaasOptions.KeyPolicy;
import dev.lethe.vendor.ciopaas.CiopaasLogin;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CiopaasLoginsTest {

  private CiopaasCaller tenant;

  @BeforeEach
  void start() throws IOException {
    tenant = new CiopaasCaller("anna", "bert");
  }

  @AfterEach
  void stop() {
    tenant.close();
  }

  @Test
  void aLoginGivesAKeyAndMoreThanAnybodyShouldSee() throws IOException {
    JsonNode reply = tenant.call(LOGIN, tenant.loginBody());

    assertThat(reply.path("code").asInt(-1)).isZero();
    assertThat(reply.path("msg").asText()).isEqualTo("login success");
    JsonNode data = reply.path("data");
    assertThat(data.path("user_sn").asText()).matches("SYSUSER\\|[0-9a-f]{32}");
    assertThat(data.path("user_name").asText()).isEqualTo("zzh");
    assertThat(data.path("parent_sn").isTextual()).isTrue();
    assertThat(data.path("parent_sn").asText()).isEmpty();
    assertThat(data.path("api_key").asText()).hasSize(8);
    assertThat(data.path("api_key_expire").isNumber()).isTrue();
    assertThat(data.path("api_key_expire").asLong())
        .isEqualTo(TestClock.START.plus(Duration.ofHours(2)).getEpochSecond());
    assertThat(data.toString()).contains(CiopaasSimulator.PLANTED);
    assertThat(CiopaasSimulator.PLANTED_PASSWD).hasSize(60);
    assertThat(tenant.vendor.keysIssued()).containsExactly(data.path("api_key").asText());
    assertThat(tenant.vendor.calls().calls(CallKind.LOGIN)).isEqualTo(1);
    assertThat(tenant.vendor.calls().violations()).isEmpty();
  }

  @Test
  void theEndMayBeAText() throws IOException {
    tenant.vendor.options().expireAsText(true);

    assertThat(tenant.login().path("api_key_expire").isTextual()).isTrue();
  }

  @Test
  void aWrongSignOrIdIsAWrongPassword() throws IOException {
    Map<String, Object> sign = tenant.loginBody();
    sign.put("sign", "0bf4482eac6ac7ae68813905aa26b2b4");
    Map<String, Object> id = tenant.loginBody();
    id.put("api_access_id", "another");

    assertThat(tenant.code(LOGIN, sign)).isEqualTo(20004);
    assertThat(tenant.code(LOGIN, id)).isEqualTo(20004);
    assertThat(tenant.vendor.keysIssued()).isEmpty();
    assertThat(tenant.vendor.calls().codes()).containsEntry("20004", 2L);
  }

  @Test
  void theTimestampHoldsForFiveMinutesEitherWay() throws IOException {
    Map<String, Object> body = tenant.loginBody();

    tenant.clock.advance(Duration.ofMinutes(5));
    assertThat(tenant.code(LOGIN, body)).isZero();
    tenant.clock.advance(Duration.ofSeconds(1));
    assertThat(tenant.code(LOGIN, body)).isEqualTo(20004);
    tenant.clock.advance(Duration.ofSeconds(-602));
    assertThat(tenant.code(LOGIN, body)).isEqualTo(20004);
  }

  @Test
  void theIntegerOneIsTheOnlyFrom() throws IOException {
    Map<String, Object> body = tenant.loginBody();
    body.put("from", "1");
    assertThat(tenant.code(LOGIN, body)).isEqualTo(20003);
    body.put("from", 2);
    assertThat(tenant.code(LOGIN, body)).isEqualTo(20003);
    assertThat(tenant.vendor.calls().violationCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api_access_id", "from", "timestamp", "sign"})
  void nothingMayBeMissing(String field) throws IOException {
    Map<String, Object> body = tenant.loginBody();
    body.remove(field);

    assertThat(tenant.code(LOGIN, body)).isEqualTo(20002);
  }

  @Test
  void aBodyThatIsNoJsonAndAGetAreRefused() throws IOException {
    assertThat(tenant.call(LOGIN, "api_access_id=1").path("code").asInt()).isEqualTo(20002);
    String got = tenant.send(tenant.request(LOGIN, "").GET().build()).body();
    assertThat(CiopaasCaller.JSON.readTree(got).path("code").asInt()).isEqualTo(20001);
    assertThat(tenant.vendor.calls().violations())
        .containsExactly(
            "POST /api/login: the body is not JSON (20002)", "GET /api/login: not by POST (20001)");
  }

  @Test
  void aPasswordLoginNeedsTheCheckOverTheFieldsAsSent() throws IOException {
    tenant.vendor.options().password("pass/wörd");
    Map<String, Object> body = byPassword("pass/wörd");
    assertThat(tenant.code(LOGIN, body)).isZero();

    Map<String, Object> otherOrder = new LinkedHashMap<>();
    otherOrder.put("from", 2);
    otherOrder.putAll(body);
    assertThat(tenant.code(LOGIN, otherOrder)).isEqualTo(10001);
    assertThat(tenant.code(LOGIN, byPassword("wrong"))).isEqualTo(20004);
    body.put("from", "2");
    assertThat(tenant.code(LOGIN, body)).isEqualTo(20003);
  }

  @Test
  void whereNoPasswordIsSetNoneIsRight() throws IOException {
    assertThat(tenant.code(LOGIN, byPassword("xxx"))).isEqualTo(20004);
  }

  @Test
  void aNewLoginDisplacesTheOldKey() throws IOException {
    tenant.login();
    Map<String, Object> old = tenant.fields();
    tenant.login();

    assertThat(tenant.code(LIST, old)).isEqualTo(20005);
    assertThat(tenant.list(0, 5, "").has("data")).isTrue();
    assertThat(tenant.vendor.calls().violations()).isEmpty();
  }

  @Test
  void aTenantMayGiveTheOldKeyBackWhileItLives() throws IOException {
    tenant.vendor.options().reuseKey(true);
    JsonNode first = tenant.login();
    tenant.clock.advance(Duration.ofHours(1));
    assertThat(tenant.login()).isEqualTo(first);

    tenant.clock.advance(Duration.ofHours(1));
    assertThat(tenant.login().path("api_key")).isNotEqualTo(first.path("api_key"));
  }

  @Test
  void aTenantMayGiveTheOldKeyANewLife() throws IOException {
    tenant.vendor.options().keyPolicy(KeyPolicy.RENEWED);
    JsonNode first = tenant.login();
    tenant.clock.advance(Duration.ofHours(3));
    JsonNode again = tenant.login();

    assertThat(again.path("api_key")).isEqualTo(first.path("api_key"));
    assertThat(again.path("api_key_expire").asLong())
        .isEqualTo(first.path("api_key_expire").asLong() + 3 * 3600);
    assertThat(tenant.delete("anna").path("rst").asText()).isEqualTo("200");
  }

  @Test
  void aKeyExpires() throws IOException {
    tenant.vendor.options().keyLife(Duration.ofSeconds(3));
    tenant.login();
    tenant.clock.advance(Duration.ofMillis(2999));
    assertThat(tenant.list(0, 5, "").has("data")).isTrue();

    tenant.clock.advance(Duration.ofMillis(1));
    assertThat(tenant.code(DELETE, tenant.deletion(new String[] {"anna"}))).isEqualTo(20006);
    assertThat(tenant.vendor.accounts().exists("anna")).isTrue();

    tenant.login();
    tenant.vendor.expireKey();
    assertThat(tenant.code(LIST, tenant.fields())).isEqualTo(20006);
  }

  @Test
  void anotherClientDisplacesTheKey() throws IOException {
    tenant.login();
    tenant.vendor.displaceKey();

    assertThat(tenant.code(LIST, tenant.fields())).isEqualTo(20005);
    tenant.login();
    assertThat(tenant.list(0, 5, "").has("data")).isTrue();
  }

  @Test
  void anotherClientMayComeByChance() throws IOException {
    tenant.vendor.faults().set(Fault.of(Kind.DISPLACED_TOKEN).probability(0.3));
    int displaced = 0;
    for (int i = 0; i < 100; i++) {
      tenant.login();
      displaced += tenant.code(LIST, tenant.fields()) == 20005 ? 1 : 0;
    }

    assertThat(displaced).isBetween(15, 45);
  }

  @Test
  void aKeyAndTheRightUserBelongToEveryCall() throws IOException {
    assertThat(tenant.code(LIST, tenant.fields())).isEqualTo(20002);
    tenant.login();
    Map<String, Object> other = tenant.fields();
    other.put("user_sn", "SYSUSER|b3397882e26ba9e7fb8f01f1af345bde");
    Map<String, Object> none = tenant.fields();
    none.remove("api_key");

    assertThat(tenant.code(LIST, other)).isEqualTo(20005);
    assertThat(tenant.code(LIST, none)).isEqualTo(20002);
    assertThat(tenant.vendor.calls().violationCount()).isEqualTo(3);
  }

  @Test
  void aLoginMayFailWithAnyCode() throws IOException {
    tenant.vendor.faults().set(Fault.topLevelCode("20007").on(CallKind.LOGIN).times(1));

    assertThat(tenant.code(LOGIN, tenant.loginBody())).isEqualTo(20007);
    assertThat(tenant.code(LOGIN, tenant.loginBody())).isZero();
  }

  private Map<String, Object> byPassword(String password) {
    return new LinkedHashMap<>(
        new CiopaasLogin(tenant.clock)
            .body(Map.of("login-mode", "password", "username", "zzh", "password", password)));
  }
}
