package dev.lethe.sandbox.ciopaas;

import static dev.lethe.sandbox.ciopaas.CiopaasCaller.counts;
import static dev.lethe.sandbox.ciopaas.CiopaasCaller.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.FaultPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CiopaasFaultsTest {

  private CiopaasCaller tenant;

  @BeforeEach
  void start() throws IOException {
    tenant = new CiopaasCaller("anna", "bert", "carl", "dora");
    tenant.login();
  }

  @AfterEach
  void stop() {
    tenant.close();
  }

  @Test
  void theWiresFaultsBefallTheCallsAsElsewhere() {
    tenant
        .vendor
        .faults()
        .set(
            Fault.of(Kind.HTML_BODY).times(1),
            Fault.of(Kind.DROPPED_CONNECTION).afterwards().on(CallKind.DELETE).times(1));

    assertThatThrownBy(() -> tenant.delete("anna")).isInstanceOf(JsonProcessingException.class);
    assertThat(tenant.vendor.accounts().exists("anna")).isTrue();
    assertThatThrownBy(() -> tenant.delete("anna")).isInstanceOf(IOException.class);
    assertThat(tenant.vendor.accounts().exists("anna")).isFalse();
    assertThat(tenant.vendor.calls().timesSent("anna")).isEqualTo(2);
  }

  @Test
  void aCodeForTheWholeComesBeforeOrAfterTheWork() throws IOException {
    tenant.vendor.faults().set(Fault.topLevelCode("30006").on(CallKind.DELETE).times(1));
    assertThat(tenant.delete("anna"))
        .hasToString("{\"code\":30006,\"msg\":\"set by the sandbox\",\"data\":[]}");
    assertThat(tenant.vendor.accounts().exists("anna")).isTrue();

    tenant.vendor.faults().set(Fault.topLevelCode("rst=500").afterwards().on(CallKind.DELETE));
    assertThat(tenant.delete("anna").path("rst").asText()).isEqualTo("500");
    assertThat(tenant.vendor.accounts().exists("anna")).isFalse();

    tenant.vendor.faults().set(Fault.topLevelCode("20007").on(CallKind.VERIFY));
    assertThat(tenant.list(0, 5, "").path("code").asInt()).isEqualTo(20007);
  }

  @Test
  void countsLieInBothDirections() throws IOException {
    tenant.vendor.faults().set(Fault.wrongCount("+1").on(CallKind.DELETE).times(1));
    assertThat(counts(tenant.delete("nobody"))).containsExactly(1, 0, 1);

    tenant.vendor.faults().set(Fault.wrongCount("-5").on(CallKind.DELETE));
    assertThat(counts(tenant.delete("anna"))).containsExactly(0, 0, 0);
    assertThat(tenant.vendor.accounts().exists("anna")).isFalse();
  }

  @Test
  void countsThatAddUpMayLieToo() throws IOException {
    tenant
        .vendor
        .faults()
        .set(
            Fault.of(Kind.LIE).onSubjects("anna"),
            Fault.itemCode("fail_num", "bert").afterwards(),
            Fault.itemCode("not_allowed", "carl"));

    assertThat(counts(tenant.delete("anna", "bert", "carl", "dora"))).containsExactly(2, 1, 1);
    assertThat(tenant.vendor.accounts().list()).containsExactly("anna", "carl");
  }

  @Test
  void countsMayForgetNamesOrCountTooManyOrTwice() throws IOException {
    tenant.vendor.faults().set(Fault.of(Kind.LEFT_OUT).onSubjects("anna"), Fault.unasked("x", "y"));
    assertThat(counts(tenant.delete("anna", "bert"))).containsExactly(3, 0, 0);

    tenant.vendor.faults().set(Fault.of(Kind.DOUBLED).on(CallKind.DELETE));
    assertThat(counts(tenant.delete("anna", "bert"))).containsExactly(2, 0, 2);
  }

  @Test
  void oneNameMayPoisonTheCall() throws IOException {
    tenant.vendor.faults().set(Fault.of(Kind.POISON).onSubjects("bert"));

    assertThat(tenant.delete("anna", "bert").path("code").asInt()).isEqualTo(30006);
    assertThat(counts(tenant.delete("anna"))).containsExactly(1, 0, 0);
  }

  @Test
  void aListThatLosesAnAccountBetweenPagesPassesOneOver() throws IOException {
    tenant.vendor.faults().set(Fault.shiftedPage(-1));

    JsonNode first = tenant.list(0, 2, "");
    JsonNode second = tenant.list(1, 2, "");

    assertThat(names(first)).containsExactly("anna", "bert");
    assertThat(names(second)).containsExactly("dora");
    assertThat(first.path("total").asInt()).isEqualTo(4);
    assertThat(second.path("total").asInt()).isEqualTo(3);
  }

  @Test
  void aListThatGrowsBetweenPagesShowsOneTwice() throws IOException {
    tenant.vendor.faults().set(Fault.shiftedPage(1).times(1));

    assertThat(tenant.listAll(2)).containsExactly("anna", "bert", "bert", "carl");
    assertThat(tenant.listAll(2)).hasSize(4);
  }

  @Test
  void theListMayHideDoubleShuffleAndInventAccounts() throws IOException {
    tenant
        .vendor
        .faults()
        .set(
            Fault.of(Kind.LEFT_OUT).onSubjects("bert").on(CallKind.VERIFY),
            Fault.unasked("x").on(CallKind.VERIFY),
            Fault.of(Kind.SHUFFLED).on(CallKind.VERIFY));
    assertThat(names(tenant.list(0, 5, ""))).containsExactly("x", "anna", "carl", "dora");

    tenant.vendor.faults().set(Fault.of(Kind.DOUBLED).on(CallKind.VERIFY));
    assertThat(names(tenant.list(0, 1, ""))).containsExactly("anna", "anna");
  }

  @Test
  void aLimitOfCallsIsAnsweredByAStatus() throws IOException {
    tenant.vendor.faults().set(FaultPlan.NONE.withCallsPerSecond(1));
    String body = CiopaasCaller.JSON.writeValueAsString(tenant.deletion(List.of("anna")));

    assertThat(
            List.of(
                tenant.send(tenant.request(CiopaasCaller.DELETE, body).build()).statusCode(),
                tenant.send(tenant.request(CiopaasCaller.DELETE, body).build()).statusCode()))
        .containsExactly(200, 429);
  }

  @Test
  void peopleSteerItByCurl() throws IOException {
    assertThat(
            post(
                "/faults",
                "{\"faults\": [{\"kind\": \"wrong-count\", \"code\": \"+1\", \"on\": [\"delete\"]},"
                    + " {\"kind\": \"displaced-token\", \"probability\": 0.1},"
                    + " {\"kind\": \"shifted-page\", \"code\": \"-1\"}]}"))
        .isEqualTo(200);
    assertThat(tenant.vendor.faults().plan())
        .isEqualTo(
            FaultPlan.of(
                Fault.wrongCount("+1").on(CallKind.DELETE),
                Fault.of(Kind.DISPLACED_TOKEN).probability(0.1),
                Fault.shiftedPage(-1)));
    assertThat(post("/faults", "{\"faults\": [{\"kind\": \"shifted-page\", \"code\": \"1\"}]}"))
        .isEqualTo(400);

    assertThat(post("/accounts", "{\"absent\": [\"anna\"], \"present\": [\"emil\"]}"))
        .isEqualTo(200);
    assertThat(tenant.vendor.accounts().list()).containsExactly("bert", "carl", "dora", "emil");
  }

  private int post(String page, String body) throws IOException {
    return tenant
        .send(
            HttpRequest.newBuilder(URI.create(tenant.server.url() + "/sandbox/yunke" + page))
                .POST(BodyPublishers.ofString(body))
                .build())
        .statusCode();
  }
}
