package dev.lethe.sandbox.ciopaas;

import static dev.lethe.sandbox.ciopaas.CiopaasCaller.DELETE;
import static dev.lethe.sandbox.ciopaas.CiopaasCaller.LIST;
import static dev.lethe.sandbox.ciopaas.CiopaasCaller.counts;
import static dev.lethe.sandbox.ciopaas.CiopaasCaller.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CiopaasSimulatorTest {

  private CiopaasCaller tenant;

  @BeforeEach
  void start() throws IOException {
    tenant = new CiopaasCaller("anna", "annabel", "bert", "carl", "dora", "emil", "fritz");
    tenant.login();
  }

  @AfterEach
  void stop() {
    tenant.close();
  }

  @Test
  void aDeletionIsCountedAsInTheVendorsSample() throws IOException {
    assertThat(tenant.delete("anna"))
        .hasToString(
            "{\"rst\":\"200\",\"msg\":\"\",\"success_num\":1,\"not_allowed\":0,\"fail_num\":0}");
    assertThat(tenant.vendor.accounts().exists("anna")).isFalse();
    assertThat(tenant.vendor.calls().timesSent("anna")).isEqualTo(1);
    assertThat(tenant.vendor.calls().violations()).isEmpty();
  }

  @Test
  void unknownNamesFailOrAreSkippedAndSomeAreNotAllowed() throws IOException {
    tenant.vendor.options().notAllowed("bert");
    assertThat(counts(tenant.delete("anna", "bert", "nobody"))).containsExactly(1, 1, 1);
    assertThat(tenant.vendor.accounts().exists("bert")).isTrue();

    tenant.vendor.options().unknownSkipped(true);
    assertThat(counts(tenant.delete("anna", "bert", "nobody"))).containsExactly(0, 1, 0);
  }

  @Test
  void countsMayBeTextsAndMayComeInTheOtherEnvelope() throws IOException {
    tenant.vendor.options().countsAsText(true).countsInData(true);

    assertThat(tenant.delete("anna"))
        .hasToString(
            "{\"code\":0,\"msg\":\"\",\"data\":"
                + "{\"success_num\":\"1\",\"not_allowed\":\"0\",\"fail_num\":\"0\"}}");
    assertThat(tenant.vendor.calls().codes()).containsEntry("0", 2L);
  }

  @Test
  void onlyTheFormOfTheTenantIsUnderstood() throws IOException {
    Map<String, Object> array = tenant.deletion(List.of("anna"));
    Map<String, Object> text = tenant.deletion("[\"anna\"]");
    Map<String, Object> swapped = tenant.fields();
    swapped.put("pkey", List.of("anna"));
    swapped.put("entityInstanceId", "user_name");

    assertThat(tenant.code(DELETE, text)).isEqualTo(20002);
    assertThat(tenant.code(DELETE, swapped)).isEqualTo(20002);
    tenant.vendor.options().swappedFields(true);
    assertThat(tenant.code(DELETE, array)).isEqualTo(20002);
    assertThat(counts(tenant.call(DELETE, swapped))).containsExactly(1, 0, 0);
    tenant.vendor.options().swappedFields(false).namesAsText(true);
    assertThat(tenant.code(DELETE, array)).isEqualTo(20002);
    assertThat(counts(tenant.call(DELETE, text))).containsExactly(0, 0, 1);
    assertThat(tenant.vendor.calls().violationCount()).isEqualTo(4);
  }

  @Test
  void theLoginsOwnAccountTakesTheWholeCallDown() throws IOException {
    assertThat(tenant.delete("anna", "zzh").path("code").asInt()).isEqualTo(20007);

    assertThat(tenant.vendor.accounts().exists("anna")).isTrue();
    assertThat(tenant.vendor.calls().violationCount()).isEqualTo(1);
  }

  @Test
  void emptyDoubledAndLongListsBreakTheContract() throws IOException {
    String[] many = IntStream.rangeClosed(1, 101).mapToObj(i -> "u" + i).toArray(String[]::new);

    assertThat(tenant.delete().path("code").asInt()).isEqualTo(20002);
    assertThat(tenant.delete(many).path("code").asInt()).isEqualTo(20002);
    assertThat(counts(tenant.delete("anna", "anna"))).containsExactly(1, 0, 1);
    assertThat(tenant.code(DELETE, tenant.deletion(List.of("a", 1)))).isEqualTo(20002);
    assertThat(tenant.code(DELETE, tenant.deletion(List.of("")))).isEqualTo(20002);
    assertThat(tenant.vendor.calls().violationCount()).isEqualTo(5);
  }

  @Test
  void missingHeadersAndUnknownAddressesBreakTheContract() throws IOException {
    URI list = URI.create(tenant.server.baseUrl("yunke") + LIST);
    String body = CiopaasCaller.JSON.writeValueAsString(tenant.fields());
    tenant.send(HttpRequest.newBuilder(list).POST(BodyPublishers.ofString(body)).build());
    assertThat(tenant.vendor.calls().violations())
        .containsExactly(
            "POST /api/aiUserDatasapi: the header Accept is not application/json",
            "POST /api/aiUserDatasapi: the header Content-Type is not"
                + " application/json;charset=utf-8");

    assertThat(tenant.send(tenant.request("/api/userDelete", "{}").build()).statusCode())
        .isEqualTo(404);
    assertThat(tenant.vendor.calls().violationCount()).isEqualTo(3);
  }

  @Test
  void theListComesInPagesOfFive() throws IOException {
    JsonNode page = tenant.call(LIST, tenant.fields());

    assertThat(page.path("total").asInt()).isEqualTo(7);
    assertThat(names(page)).containsExactly("anna", "annabel", "bert", "carl", "dora");
    assertThat(page.at("/data/0/user_sn").asText()).matches("SYSUSER\\|[0-9a-f]{32}");
    assertThat(page.at("/data/0/parent_sn"))
        .hasToString("\"" + tenant.fields().get("user_sn") + '"');
    assertThat(names(tenant.list(1, 5, ""))).containsExactly("emil", "fritz");
    assertThat(tenant.list(2, 5, "").path("data").isArray()).isTrue();
    assertThat(names(tenant.list(Integer.MAX_VALUE, 1000, ""))).isEmpty();
    assertThat(tenant.vendor.calls().calls(CallKind.VERIFY)).isEqualTo(4);
  }

  @Test
  void theListFollowsWhoComesAndGoes() throws IOException {
    assertThat(tenant.listAll(3)).hasSize(7);
    tenant.delete("anna", "dora");
    tenant.vendor.accounts().restore("gustav");
    tenant.vendor.accounts().restore("anna");

    assertThat(tenant.listAll(3))
        .containsExactly("anna", "annabel", "bert", "carl", "emil", "fritz", "gustav");
  }

  @Test
  void theFilterFindsPartsOrWholeNames() throws IOException {
    assertThat(names(tenant.list(0, 5, "anna"))).containsExactly("anna", "annabel");
    assertThat(tenant.list(0, 1, "anna").path("total").asInt()).isEqualTo(2);

    tenant.vendor.options().exactFilter(true);
    assertThat(names(tenant.list(0, 5, "anna"))).containsExactly("anna");
    assertThat(names(tenant.list(0, 5, "ann"))).isEmpty();
  }

  @Test
  void pagesMayComeAsLaravelWritesThem() throws IOException {
    tenant.vendor.options().laravelPages(true);

    JsonNode page = tenant.list(1, 3, "");

    assertThat(page.path("current_page").asInt()).isEqualTo(2);
    assertThat(page.path("last_page").asInt()).isEqualTo(3);
    assertThat(page.path("per_page").asInt()).isEqualTo(3);
    assertThat(page.path("total").asInt()).isEqualTo(7);
    assertThat(names(page)).containsExactly("carl", "dora", "emil");
  }

  @Test
  void pagesThatAreTooLargeAreCutAndWrongOnesRefused() throws IOException {
    tenant.vendor.options().largestPage(2);
    assertThat(names(tenant.list(1, 1000, ""))).containsExactly("bert", "carl");

    assertThat(tenant.list(-1, 5, "").path("code").asInt()).isEqualTo(20002);
    assertThat(tenant.list(0, 0, "").path("code").asInt()).isEqualTo(20002);
  }

  @Test
  void fiftyThousandAccountsAreListedInNoTime() throws IOException {
    List<String> many = IntStream.range(0, 50_000).mapToObj(i -> "user-" + i).toList();
    try (CiopaasCaller large = new CiopaasCaller(many)) {
      large.login();
      assertThat(large.listAll(100)).isEqualTo(many);
    }
  }

  @Test
  void accountsThatCannotBeListedAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CiopaasSimulator(
                    "digelao",
                    "id",
                    "secret",
                    "zzh",
                    ZoneOffset.UTC,
                    tenant.clock,
                    new Accounts(id -> false)))
        .withMessageContaining("Accounts.listed");
  }
}
