package dev.lethe.sandbox.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.FaultPlan;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TencentFaultsTest {

  private TencentCaller tencent;

  @BeforeEach
  void start() throws IOException {
    tencent = new TencentCaller();
  }

  @AfterEach
  void stop() {
    tencent.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 404, 302})
  void anHttpStatusComesAsOftenAsSet(int status) throws IOException {
    tencent.vendor.faults().set(Fault.httpStatus(status).times(2));

    assertThat(tencent.send(tencent.deletion("anna")).statusCode()).isEqualTo(status);
    assertThat(tencent.send(tencent.deletion("anna")).statusCode()).isEqualTo(status);
    assertThat(tencent.vendor.accounts().exists("anna")).isTrue();
    assertThat(tencent.delete("anna")).containsExactly("anna 0");
    assertThat(tencent.vendor.calls().calls(CallKind.DELETE)).isEqualTo(3);
    assertThat(tencent.vendor.calls().timesSent("anna")).isEqualTo(3);
  }

  @Test
  void anHttpStatusMayTellWhenToComeAgain() throws IOException {
    tencent.vendor.faults().set(Fault.httpStatus(429, Duration.ofSeconds(7)).times(1));

    HttpResponse<String> reply = tencent.send(tencent.deletion("anna"));

    assertThat(reply.statusCode()).isEqualTo(429);
    assertThat(reply.headers().firstValue("Retry-After")).contains("7");
  }

  @Test
  void aConnectionIsDroppedBeforeAnythingIsDone() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.DROPPED_CONNECTION).times(1));

    assertThatThrownBy(() -> tencent.delete("anna")).isInstanceOf(IOException.class);

    assertThat(tencent.vendor.accounts().exists("anna")).isTrue();
    assertThat(tencent.delete("anna")).containsExactly("anna 0");
    assertThat(tencent.vendor.calls().calls()).isEqualTo(2);
  }

  @Test
  void aConnectionIsDroppedWhenTheDeletionIsDone() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.DROPPED_CONNECTION).afterwards().times(1));

    assertThatThrownBy(() -> tencent.delete("anna")).isInstanceOf(IOException.class);

    assertThat(tencent.vendor.accounts().exists("anna")).isFalse();
    assertThat(tencent.check("anna")).containsExactly("anna NotImported");
    assertThat(tencent.delete("anna")).containsExactly("anna 70107");
  }

  @Test
  void aHangMayComeAfterTheDeletion() {
    tencent.vendor.faults().set(Fault.hang(Duration.ofMinutes(5)).afterwards());

    CompletableFuture<HttpResponse<String>> reply =
        tencent.client.sendAsync(tencent.deletion("anna"), BodyHandlers.ofString());

    await().until(() -> !tencent.vendor.accounts().exists("anna"));
    assertThat(reply).isNotDone();
  }

  @Test
  void aHangOutlastsTheCallersPatience() {
    tencent.vendor.faults().set(Fault.hang(Duration.ofMinutes(5)));

    assertThatThrownBy(
            () ->
                tencent.send(
                    HttpRequest.newBuilder(tencent.deletion("anna"), (name, value) -> true)
                        .timeout(Duration.ofMillis(300))
                        .build()))
        .isInstanceOf(HttpTimeoutException.class);

    assertThat(tencent.vendor.accounts().exists("anna")).isTrue();
  }

  @Test
  void aHangEndsWithTheServer() throws Exception {
    tencent.vendor.faults().set(Fault.hang(Duration.ofMinutes(5)));

    CompletableFuture<HttpResponse<String>> reply =
        tencent.client.sendAsync(tencent.deletion("anna"), BodyHandlers.ofString());
    tencent.close();

    assertThat(reply).failsWithin(Duration.ofSeconds(5));
  }

  @Test
  void aShortHangIsOnlyLate() throws IOException {
    tencent.vendor.faults().set(Fault.hang(Duration.ofMillis(30)));
    long start = System.nanoTime();

    assertThat(tencent.delete("anna")).containsExactly("anna 0");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(29));
  }

  @Test
  void aTruncatedReplyComesAfterTheDeletion() {
    tencent.vendor.faults().set(Fault.of(Kind.TRUNCATED_BODY).times(1));

    assertThatThrownBy(() -> tencent.delete("anna"))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);

    assertThat(tencent.vendor.accounts().exists("anna")).isFalse();
  }

  @Test
  void aPageForPeopleComesInPlaceOfJson() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.HTML_BODY).times(1));

    HttpResponse<String> reply = tencent.send(tencent.deletion("anna"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).startsWith("<!DOCTYPE html>");
    assertThat(tencent.vendor.accounts().exists("anna")).isTrue();
  }

  @Test
  void anEmptyBodyCanComeAfterTheDeletion() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.EMPTY_BODY).afterwards().times(1));

    HttpResponse<String> reply = tencent.send(tencent.deletion("anna"));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(tencent.vendor.accounts().exists("anna")).isFalse();
  }

  @Test
  void aTopLevelCodeLastsUntilItIsCleared() throws IOException {
    tencent.vendor.faults().set(Fault.topLevelCode("60010").on(CallKind.DELETE));

    for (int i = 0; i < 5; i++) {
      assertThat(topLevel("anna")).isEqualTo(60010);
    }
    assertThat(tencent.check("anna")).containsExactly("anna Imported");
    tencent.vendor.faults().clear();

    assertThat(tencent.delete("anna")).containsExactly("anna 0");
    assertThat(tencent.vendor.calls().codes()).containsEntry("60010", 5L).containsEntry("0", 2L);
    assertThat(tencent.vendor.calls().timesSent("anna")).isEqualTo(6);
  }

  @Test
  void aTopLevelCodeCanComeAfterTheDeletion() throws IOException {
    tencent.vendor.faults().set(Fault.topLevelCode("70169").afterwards().times(1));

    assertThat(topLevel("anna")).isEqualTo(70169);

    assertThat(tencent.delete("anna")).containsExactly("anna 70107");
  }

  @Test
  void aSubjectsCodeComesTheFirstTimesOnly() throws IOException {
    tencent.vendor.faults().set(Fault.itemCode("70500", "anna").times(2));

    assertThat(tencent.delete("anna", "bert")).containsExactly("anna 70500", "bert 0");
    assertThat(tencent.delete("anna")).containsExactly("anna 70500");
    assertThat(tencent.delete("anna")).containsExactly("anna 0");
  }

  @Test
  void aSubjectsCodeCanComeAfterTheDeletion() throws IOException {
    tencent.vendor.faults().set(Fault.itemCode("30006", "anna").afterwards().times(1));

    assertThat(tencent.delete("anna")).containsExactly("anna 30006");
    assertThat(tencent.delete("anna")).containsExactly("anna 70107");
  }

  @Test
  void aSubjectCanBeLeftOutOfTheReply() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.LEFT_OUT).onSubjects("bert"));

    assertThat(tencent.delete("anna", "bert", "carl")).containsExactly("anna 0", "carl 0");

    assertThat(tencent.check("bert")).containsExactly("bert Imported");
  }

  @Test
  void aSubjectLeftOutCanBeDeletedAllTheSame() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.LEFT_OUT).onSubjects("bert").afterwards());

    assertThat(tencent.delete("anna", "bert")).containsExactly("anna 0");

    assertThat(tencent.check("bert")).containsExactly("bert NotImported");
  }

  @Test
  void aPoisonousSubjectFailsEveryCallThatHoldsIt() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.POISON).onSubjects("bert"));

    assertThat(topLevel("anna", "bert")).isEqualTo(70402);
    assertThat(tencent.delete("anna")).containsExactly("anna 0");
    assertThat(topLevel("bert")).isEqualTo(70402);
    assertThat(tencent.vendor.calls().violations()).isEmpty();
  }

  @Test
  void resultsCanBeForNobodyOutOfOrderAndDoubled() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.SHUFFLED));
    assertThat(tencent.delete("a", "b", "absent-c"))
        .containsExactly("absent-c 70107", "a 0", "b 0");

    tencent.vendor.faults().set(Fault.of(Kind.DOUBLED));
    assertThat(tencent.delete("d", "e")).containsExactly("d 0", "e 0", "d 0", "e 0");

    tencent
        .vendor
        .faults()
        .set(Fault.of(Kind.SHUFFLED).on(CallKind.VERIFY), Fault.unasked("ghost").times(1));
    assertThat(tencent.delete("f")).containsExactly("ghost 0", "f 0");
    assertThat(tencent.delete("g")).containsExactly("g 0");
  }

  @Test
  void aLieSaysDeletedAndDeletesNobody() throws IOException {
    tencent.vendor.faults().set(Fault.of(Kind.LIE).onSubjects("anna").times(1));

    assertThat(tencent.delete("anna", "bert")).containsExactly("anna 0", "bert 0");
    assertThat(tencent.check("anna", "bert")).containsExactly("anna Imported", "bert NotImported");
    assertThat(tencent.delete("anna")).containsExactly("anna 0");
    assertThat(tencent.check("anna")).containsExactly("anna NotImported");
  }

  @Test
  void moreCallsThanTheLimitInASecondAreRefused() throws IOException {
    tencent.vendor.faults().set(FaultPlan.NONE.withCallsPerSecond(1));

    // The second call could come a second later on a machine that stands still; the third too.
    List<Integer> codes = List.of(topLevel("a"), topLevel("b"), topLevel("c"), topLevel("d"));

    assertThat(codes).startsWith(0).contains(60011);
    assertThat(tencent.vendor.calls().violations()).isEmpty();
  }

  @Test
  void latencyIsTheLeastThatACallTakes() throws IOException {
    tencent
        .vendor
        .faults()
        .set(FaultPlan.NONE.withLatency(Duration.ofMillis(40), Duration.ofMillis(20)));
    long start = System.nanoTime();

    assertThat(tencent.delete("anna")).containsExactly("anna 0");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(39));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"EMPTY_BODY", "HTML_BODY"})
  void theSameSeedBefallsTheSameCalls(Kind kind) throws IOException {
    FaultPlan plan = FaultPlan.of(Fault.of(kind).probability(0.3));

    List<Boolean> first = befallen(plan.withSeed(7));
    List<Boolean> again = befallen(plan.withSeed(7));
    List<Boolean> other = befallen(plan.withSeed(8));

    assertThat(again).isEqualTo(first).contains(true, false);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void theSameSeedBefallsTheSameSubjectsHoweverTheyAreSent() throws IOException {
    FaultPlan plan = FaultPlan.of(Fault.itemCode("70500").probability(0.1)).withSeed(3);
    String[] ids = IntStream.range(0, 100).mapToObj(i -> "u" + i).toArray(String[]::new);

    tencent.vendor.faults().set(plan);
    List<String> together = tencent.delete(ids);
    for (String id : ids) {
      tencent.vendor.accounts().restore(id);
    }
    tencent.vendor.faults().set(plan);

    for (int i = ids.length - 1; i >= 0; i--) {
      assertThat(tencent.delete(ids[i])).containsExactly(together.get(i));
    }
    assertThat(together).filteredOn(result -> result.endsWith(" 70500")).hasSizeBetween(3, 25);
  }

  private List<Boolean> befallen(FaultPlan plan) throws IOException {
    tencent.vendor.faults().set(plan);
    List<Boolean> befallen = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      befallen.add(!tencent.send(tencent.deletion("u" + i)).body().startsWith("{"));
    }
    return befallen;
  }

  private int topLevel(String... ids) throws IOException {
    return tencent
        .call(TencentCaller.DELETE, TencentCaller.items("DeleteItem", ids))
        .path("ErrorCode")
        .asInt();
  }
}
