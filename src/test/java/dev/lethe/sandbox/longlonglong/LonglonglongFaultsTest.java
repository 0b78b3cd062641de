package dev.lethe.sandbox.longlonglong;

import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.ANNA;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.BERT;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.CARL;
import static dev.lethe.sandbox.longlonglong.LonglonglongCaller.LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.FaultPlan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LonglonglongFaultsTest {

  private LonglonglongCaller lll;

  @BeforeEach
  void start() throws IOException {
    lll = new LonglonglongCaller();
  }

  @AfterEach
  void stop() {
    lll.close();
  }

  @Test
  void aTaskThatIsRunningIsToldAsInTheVendorsDocument() throws IOException {
    lll.vendor.faults().set(Fault.topLevelCode("6007").times(1));

    HttpResponse<String> reply = lll.send(lll.deletion(LonglonglongCaller.body(ANNA)));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            "{\"code\":6007,\"status\":\"error\",\"message\":\"2.0任务启动中,请先停止任务\",\"data\":[]}");
    assertThat(lll.vendor.accounts().exists(ANNA)).isTrue();
    assertThat(lll.delete(ANNA)).isOne();
  }

  @Test
  void aBodyThatIsLostDeletesNobodyAndIsASuccess() throws IOException {
    lll.vendor.faults().set(Fault.of(Kind.LOST_BODY).times(1));

    assertThat(lll.delete(ANNA)).isZero();

    assertThat(lll.vendor.bodiesLost()).isOne();
    assertThat(lll.vendor.calls().violations()).isEmpty();
    assertThat(lll.vendor.calls().timesSent(ANNA)).isOne();
    assertThat(lll.delete(ANNA)).isOne();
  }

  @Test
  void theCountCanBeWrong() throws IOException {
    lll.vendor.faults().set(Fault.wrongCount("+1").times(1));
    assertThat(lll.delete(ANNA)).isEqualTo(2);

    lll.vendor.faults().set(Fault.wrongCount("-1").times(2));
    assertThat(lll.delete(BERT)).isZero();
    assertThat(lll.delete(BERT)).isZero();

    lll.vendor.faults().set(Fault.wrongCount("7").times(1));
    assertThat(lll.delete(CARL)).isEqualTo(7);
    assertThat(lll.vendor.accounts().list()).isEmpty();
  }

  @Test
  void aWrongCountIsANumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.wrongCount("many"))
        .withMessageContaining("wrong-count");
  }

  @Test
  void theTotalOfAListingCanBeWrong() throws IOException {
    lll.vendor.faults().set(Fault.wrongCount("0").on(CallKind.VERIFY));

    assertThat(lll.delete(BERT)).isOne();
    assertThat(lll.list(LIST, "page=1&phone=" + ANNA)).containsExactly("0", ANNA);
  }

  @Test
  void aLieIsCountedAndDeletesNobody() throws IOException {
    lll.vendor.faults().set(Fault.of(Kind.LIE).onSubjects(ANNA).times(1));

    assertThat(lll.delete(ANNA, BERT)).isEqualTo(2);

    assertThat(lll.list(LIST, "page=1")).containsExactly("2", ANNA, CARL);
  }

  @Test
  void aPhoneThatIsRefusedIsNotCounted() throws IOException {
    lll.vendor.faults().set(Fault.itemCode("refused", ANNA));

    assertThat(lll.delete(ANNA, BERT)).isOne();

    assertThat(lll.vendor.accounts().exists(ANNA)).isTrue();
  }

  @Test
  void aPhoneThatIsDeletedCanBeLeftOutOfTheCount() throws IOException {
    lll.vendor.faults().set(Fault.of(Kind.LEFT_OUT).onSubjects(ANNA).afterwards());

    assertThat(lll.delete(ANNA, BERT)).isOne();

    assertThat(lll.vendor.accounts().exists(ANNA)).isFalse();
  }

  @Test
  void aPoisonousPhoneFailsEveryCallThatHoldsIt() throws IOException {
    lll.vendor.faults().set(Fault.of(Kind.POISON).onSubjects(ANNA));

    assertThat(lll.delete(ANNA, BERT)).isEqualTo(-422);
    assertThat(lll.delete(BERT)).isOne();
    assertThat(lll.vendor.calls().violations()).isEmpty();
  }

  @Test
  void aListingCanFailHideDoubleAndInvent() throws IOException {
    lll.vendor.faults().set(Fault.itemCode("500", ANNA).times(1).on(CallKind.VERIFY));
    assertThat(lll.list(LIST, "page=1&phone=" + ANNA)).containsExactly("");
    assertThat(lll.list(LIST, "page=1&phone=" + ANNA)).containsExactly("1", ANNA);

    lll.vendor.faults().set(Fault.of(Kind.LEFT_OUT).onSubjects(ANNA).on(CallKind.VERIFY));
    assertThat(lll.list(LIST, "page=1&phone=" + ANNA)).containsExactly("0");

    lll.vendor
        .faults()
        .set(
            Fault.unasked("139").on(CallKind.VERIFY),
            Fault.of(Kind.DOUBLED),
            Fault.of(Kind.SHUFFLED));
    assertThat(lll.list(LIST, "page=1&phone=" + ANNA))
        .containsExactly("4", "139", ANNA, "139", ANNA);
  }

  @Test
  void aConnectionCanBeDroppedWhenTheDeletionIsDone() throws IOException {
    lll.vendor.faults().set(Fault.of(Kind.DROPPED_CONNECTION).afterwards().times(1));

    assertThatThrownBy(() -> lll.delete(ANNA)).isInstanceOf(IOException.class);

    assertThat(lll.vendor.accounts().exists(ANNA)).isFalse();
    assertThat(lll.delete(ANNA)).isZero();
  }

  @Test
  void moreCallsThanTheLimitInASecondAreRefused() throws IOException {
    lll.vendor.faults().set(FaultPlan.NONE.withCallsPerSecond(1));

    List<Integer> codes = List.of(lll.delete(ANNA), lll.delete(BERT), lll.delete(CARL));

    assertThat(codes).startsWith(1).contains(-429);
    assertThat(lll.vendor.calls().violations()).isEmpty();
  }
}
