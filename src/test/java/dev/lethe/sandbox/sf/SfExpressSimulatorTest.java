package dev.lethe.sandbox.sf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.sandbox.CallKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SfExpressSimulatorTest {

  private SfCaller sf;

  @BeforeEach
  void start() throws IOException {
    sf = new SfCaller();
  }

  @AfterEach
  void stop() {
    sf.close();
  }

  @Test
  void theVendorsOwnExamplesAreAnsweredAsInItsDocument() throws IOException {
    assertThat(sf.call(SfCaller.body("zhangsan")))
        .isEqualTo("{\"succ\":\"ok\",\"msg\":\"\",\"result\":null}");
    assertThat(sf.call(SfCaller.body("wangwu", "lisi01")))
        .isEqualTo(
            "{\"succ\":\"fail\",\"msg\":\"\",\"result\":"
                + "[{\"rowNo\":2,\"userNo\":\"lisi01\",\"cause\":\"用户账号不存在!\"}]}");

    assertThat(sf.vendor.calls().calls(CallKind.DELETE)).isEqualTo(2);
    assertThat(sf.vendor.calls().codes()).containsEntry("ok", 1L).containsEntry("fail", 1L);
    assertThat(sf.vendor.calls().violations()).isEmpty();
  }

  @Test
  void bestEffortDeletesTheRowsThatAreNotNamed() throws IOException {
    assertThat(sf.delete("anna", "lisi01", "bert")).containsExactly("fail", "2 lisi01 用户账号不存在!");

    assertThat(sf.vendor.accounts().exists("anna")).isFalse();
    assertThat(sf.vendor.accounts().exists("bert")).isFalse();
    assertThat(sf.delete("anna", "bert"))
        .containsExactly("fail", "1 anna 用户账号不存在!", "2 bert 用户账号不存在!");
  }

  @Test
  void allOrNothingDeletesNobodyWhereOneRowFails() throws IOException {
    sf.vendor.reading(SfReading.ALL_OR_NOTHING);

    assertThat(sf.delete("anna", "lisi01", "bert")).containsExactly("fail", "2 lisi01 用户账号不存在!");

    assertThat(sf.vendor.accounts().exists("anna")).isTrue();
    assertThat(sf.vendor.accounts().exists("bert")).isTrue();
    assertThat(sf.delete("anna", "bert")).containsExactly("ok");
    assertThat(sf.vendor.accounts().exists("anna")).isFalse();
  }

  @Test
  void theCauseMayEndInAFullWidthMark() throws IOException {
    sf.vendor.fullWidth(true);

    assertThat(sf.delete("lisi01")).containsExactly("fail", "1 lisi01 用户账号不存在！");
  }

  @Test
  void whoeverIsPutBackCanBeDeletedAgain() throws IOException {
    sf.vendor.accounts().restore("lisi01");

    assertThat(sf.delete("lisi01")).containsExactly("ok");
  }

  @Test
  void aWrongKeyIsRefusedWithoutBreakingTheContract() throws IOException {
    Map<String, String> headers = sf.headers("{}".getBytes(UTF_8));

    assertThat(sf.call(headers, SfCaller.body("anna")))
        .isEqualTo("{\"succ\":\"fail\",\"msg\":\"签名错误\",\"result\":null}");

    assertThat(sf.vendor.accounts().exists("anna")).isTrue();
    assertThat(sf.vendor.calls().violations()).isEmpty();
    assertThat(sf.vendor.calls().timesSent("anna")).isZero();
  }

  @Test
  void anotherCompanyIsRefused() throws IOException {
    Map<String, String> headers = sf.headers(SfCaller.body("anna").getBytes(UTF_8));
    headers.put("sendAppId", "201905140011899");

    assertThat(sf.call(headers, SfCaller.body("anna"))).contains("fail", "sendAppId");
    assertThat(sf.vendor.calls().violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT5M,ok", "PT5M0.001S,fail", "PT-5M,ok", "PT-5M-0.001S,fail"})
  void aTimestampHoldsForFiveMinutesEitherWay(Duration later, String succ) throws IOException {
    Map<String, String> headers = sf.headers(SfCaller.body("anna").getBytes(UTF_8));
    sf.clock.advance(later);

    assertThat(sf.call(headers, SfCaller.body("anna"))).contains("\"succ\":\"" + succ + "\"");
    assertThat(sf.vendor.calls().violations()).isEmpty();
  }

  @Test
  void aSignatureThatIsUsedAgainIsAViolation() throws IOException {
    Map<String, String> headers = sf.headers(SfCaller.body("anna").getBytes(UTF_8));
    sf.call(headers, SfCaller.body("anna"));

    sf.call(headers, SfCaller.body("anna"));

    assertThat(sf.vendor.calls().violations())
        .containsExactly("timestamp and sign are those of a call before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Type", "sendAppId", "timestamp", "sign"})
  void everyHeaderIsNeeded(String name) throws IOException {
    Map<String, String> headers = sf.headers(SfCaller.body("anna").getBytes(UTF_8));
    headers.remove(name);

    assertThat(sf.call(headers, SfCaller.body("anna"))).contains("fail");

    assertThat(sf.vendor.calls().violations()).singleElement().asString().contains(name);
    assertThat(sf.vendor.accounts().exists("anna")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type,text/plain",
    "Content-Type,application/x-www-form-urlencoded",
    "timestamp,1700000000",
    "timestamp,soon",
    "sign,AAAA",
    "sign,4UplfB0hA0ItV/HM91jKW34o1cjpE4GjTgp6oqQ22TBvLxJVprhcMtoUTh8RdABc5lntA+AQTB4V74T1K0tJsQ"
  })
  void headersOfAnotherFormAreViolations(String name, String value) throws IOException {
    Map<String, String> headers = sf.headers(SfCaller.body("anna").getBytes(UTF_8));
    headers.put(name, value);

    assertThat(sf.call(headers, SfCaller.body("anna"))).contains("fail");

    assertThat(sf.vendor.calls().violationCount()).isOne();
    assertThat(sf.vendor.calls().violations().toString()).doesNotContain(value);
  }

  @ParameterizedTest
  @MethodSource("bodiesOfAnotherForm")
  void bodiesOfAnotherFormAreViolations(String body) throws IOException {
    assertThat(sf.call(body)).contains("\"succ\":\"fail\"", "\"result\":null");

    assertThat(sf.vendor.calls().violationCount()).isOne();
    assertThat(sf.vendor.accounts().deleted()).isZero();
    assertThat(sf.vendor.calls().largestBatch()).isZero();
  }

  static Stream<String> bodiesOfAnotherForm() {
    return Stream.of(
        "",
        "companyId=201905140011898&userNos=anna",
        "[]",
        "{}",
        "{\"companyId\":\"201905140011898\"}",
        "{\"companyId\":201905140011898,\"userNos\":\"anna\"}",
        "{\"companyId\":\"201905140011898\",\"userNos\":[\"anna\"]}",
        "{\"companyId\":\"201905140011899\",\"userNos\":\"anna\"}",
        "{\"companyId\":\"201905140011898\",\"userNos\":\"anna\",\"type\":1}",
        "{\"companyId\":\"201905140011898\",\"userNos\":\"anna\",\"userNos\":\"bert\"}",
        SfCaller.body(),
        SfCaller.body("anna", ""),
        SfCaller.body("anna", " bert"),
        SfCaller.body("anna "),
        SfCaller.body("anna", "bert", "anna"),
        SfCaller.body("an=na"),
        SfCaller.body("an&na"),
        SfCaller.body("安娜"),
        SfCaller.body("an\tna"),
        SfCaller.body("a".repeat(51)),
        SfCaller.body(IntStream.rangeClosed(1, 101).mapToObj(i -> "u" + i).toArray(String[]::new)),
        SfCaller.body(longNames(80, 50)));
  }

  private static String[] longNames(int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(i -> "u".repeat(length - 2) + (i + 10))
        .toArray(String[]::new);
  }

  @Test
  void theLargestBatchesPass() throws IOException {
    assertThat(sf.delete(longNames(78, 50))).containsExactly("ok");
    assertThat(sf.delete(longNames(90, 43))).containsExactly("ok");

    assertThat(sf.vendor.calls().violations()).isEmpty();
    assertThat(sf.vendor.calls().largestBatch()).isEqualTo(90);
    assertThat(sf.vendor.accounts().deleted()).isEqualTo(168);
  }

  @Test
  void parametersInTheAddressOtherAddressesAndMethodsAreViolations() throws IOException {
    byte[] body = SfCaller.body("anna").getBytes(UTF_8);

    sf.send(sf.request(SfCaller.PATH + "?lang=zh", sf.headers(body), body));
    sf.send(sf.request("/public/user/v1/batchSave", sf.headers(body), body));
    sf.send(sf.request(SfCaller.PATH, sf.headers(body), body).GET());

    assertThat(sf.vendor.calls().violationCount()).isEqualTo(3);
    assertThat(sf.vendor.calls().calls(CallKind.OTHER)).isOne();
    assertThat(sf.vendor.accounts().exists("anna")).isTrue();
  }

  @Test
  void aBodyThatIsNotUtf8DoesNotPass() throws IOException {
    byte[] body = SfCaller.body("安娜").getBytes(Charset.forName("GB18030"));

    assertThat(sf.send(sf.request(SfCaller.PATH, sf.headers(body), body)).body()).contains("签名错误");
  }
}
