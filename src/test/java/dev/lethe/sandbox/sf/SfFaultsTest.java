package dev.lethe.sandbox.sf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.FaultPlan;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SfFaultsTest {

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
  void aRowCanFailTheFirstTimesOnly() throws IOException {
    sf.vendor.faults().set(Fault.itemCode("系统超时", "bert").times(2));

    assertThat(sf.delete("anna", "bert")).containsExactly("fail", "2 bert 系统超时");
    assertThat(sf.delete("bert")).containsExactly("fail", "1 bert 系统超时");
    assertThat(sf.delete("bert")).containsExactly("ok");
  }

  @ParameterizedTest
  @EnumSource(SfReading.class)
  void aRowCanFailForGood(SfReading reading) throws IOException {
    sf.vendor.reading(reading);
    sf.vendor.faults().set(Fault.itemCode("无权限删除", "bert"));

    for (int i = 0; i < 5; i++) {
      assertThat(sf.delete("bert")).containsExactly("fail", "1 bert 无权限删除");
    }
    assertThat(sf.vendor.accounts().exists("bert")).isTrue();
  }

  @Test
  void aRowThatFailedCanBeDeletedAllTheSame() throws IOException {
    sf.vendor.faults().set(Fault.itemCode("系统超时", "bert").afterwards().times(1));

    assertThat(sf.delete("bert")).containsExactly("fail", "1 bert 系统超时");
    assertThat(sf.delete("bert")).containsExactly("fail", "1 bert 用户账号不存在!");
  }

  @ParameterizedTest
  @EnumSource(SfReading.class)
  void aRowThatIsLeftOutFailsUnnamed(SfReading reading) throws IOException {
    sf.vendor.reading(reading);
    sf.vendor.faults().set(Fault.of(Kind.LEFT_OUT).onSubjects("bert"));

    assertThat(sf.delete("anna", "bert")).containsExactly("fail");

    assertThat(sf.vendor.accounts().exists("bert")).isTrue();
    assertThat(sf.vendor.accounts().exists("anna")).isEqualTo(reading == SfReading.ALL_OR_NOTHING);
  }

  @Test
  void aNamedRowCanBearAnothersNumber() throws IOException {
    sf.vendor.faults().set(Fault.of(Kind.WRONG_ROW).onSubjects("lisi01"));

    assertThat(sf.delete("lisi01", "bert")).containsExactly("fail", "2 lisi01 用户账号不存在!");
    assertThat(sf.delete("carl", "lisi01")).containsExactly("fail", "1 lisi01 用户账号不存在!");
    assertThat(sf.delete("lisi01")).containsExactly("fail", "2 lisi01 用户账号不存在!");
  }

  @ParameterizedTest
  @EnumSource(SfReading.class)
  void aReplyCanNameSomeoneWhoWasNeverSent(SfReading reading) throws IOException {
    sf.vendor.reading(reading);
    sf.vendor.faults().set(Fault.unasked("ghost").times(1));

    assertThat(sf.delete("anna")).containsExactly("fail", "1 ghost 用户账号不存在!");
    assertThat(sf.vendor.accounts().exists("anna")).isFalse();
    assertThat(sf.delete("bert")).containsExactly("ok");
  }

  @Test
  void aCallCanFailWithATextAndNoRows() throws IOException {
    sf.vendor.faults().set(Fault.topLevelCode("4001").times(1));

    assertThat(sf.call(SfCaller.body("anna")))
        .isEqualTo("{\"succ\":\"fail\",\"msg\":\"4001\",\"result\":[]}");
    assertThat(sf.vendor.accounts().exists("anna")).isTrue();
    assertThat(sf.delete("anna")).containsExactly("ok");
  }

  @Test
  void aCallThatFailsAsAWholeCanHaveDeleted() throws IOException {
    sf.vendor.faults().set(Fault.topLevelCode("系统异常").afterwards().times(1));

    assertThat(sf.delete("anna")).containsExactly("fail 系统异常");

    assertThat(sf.vendor.accounts().exists("anna")).isFalse();
  }

  @Test
  void aPoisonousRowFailsEveryCallThatHoldsIt() throws IOException {
    sf.vendor.faults().set(Fault.of(Kind.POISON).onSubjects("bert"));

    assertThat(sf.delete("anna", "bert")).containsExactly("fail 系统异常");
    assertThat(sf.vendor.accounts().exists("anna")).isTrue();
    assertThat(sf.delete("anna")).containsExactly("ok");
  }

  @Test
  void aLieSaysDeletedAndDeletesNobody() throws IOException {
    sf.vendor.faults().set(Fault.of(Kind.LIE).onSubjects("anna").times(1));

    assertThat(sf.delete("anna", "bert")).containsExactly("ok");

    assertThat(sf.vendor.accounts().exists("anna")).isTrue();
    assertThat(sf.vendor.accounts().exists("bert")).isFalse();
  }

  @Test
  void namedRowsCanComeOutOfOrderAndDoubled() throws IOException {
    sf.vendor.faults().set(Fault.of(Kind.SHUFFLED).times(1), Fault.of(Kind.DOUBLED).times(1));

    assertThat(sf.delete("absent-a", "absent-b"))
        .containsExactly(
            "fail",
            "2 absent-b 用户账号不存在!",
            "1 absent-a 用户账号不存在!",
            "2 absent-b 用户账号不存在!",
            "1 absent-a 用户账号不存在!");
  }

  @Test
  void aConnectionCanBeDroppedBeforeAndAfterTheDeletion() {
    sf.vendor.faults().set(Fault.of(Kind.DROPPED_CONNECTION).times(1));
    assertThatThrownBy(() -> sf.delete("anna")).isInstanceOf(IOException.class);
    assertThat(sf.vendor.accounts().exists("anna")).isTrue();

    sf.vendor.faults().set(Fault.of(Kind.DROPPED_CONNECTION).afterwards().times(1));
    assertThatThrownBy(() -> sf.delete("anna")).isInstanceOf(IOException.class);
    assertThat(sf.vendor.accounts().exists("anna")).isFalse();

    assertThat(sf.vendor.calls().timesSent("anna")).isEqualTo(2);
  }

  @Test
  void moreCallsThanTheLimitInASecondAreRefused() throws IOException {
    sf.vendor.faults().set(FaultPlan.NONE.withCallsPerSecond(1));

    List<String> replies =
        List.of(sf.delete("a").get(0), sf.delete("b").get(0), sf.delete("c").get(0));

    assertThat(replies).startsWith("ok").contains("fail 请求过于频繁");
    assertThat(sf.vendor.calls().violations()).isEmpty();
  }
}
