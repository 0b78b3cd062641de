package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.lane.Settler.Ruling;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Settlement;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vendors that only count, with Yunke's codes as delivered. */
final class CountingSettlerTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Vendor VENDOR =
      BoundSettings.vendors(
              BoundSettings.DELIVERED,
              "--lethe.vendors.yunke.base-url=http://localhost:1",
              "--lethe.vendors.yunke.api-access-id=an-id",
              "--lethe.vendors.yunke.api-access-secret=a-secret")
          .find("yunke")
          .orElseThrow();
  private static final Settler SETTLER = new Settler(VENDOR, () -> true, () -> 1.0);

  @Test
  void countsThatSayAllSettleTheBatch() {
    assertThat(settle(Batches.of("b-1", false, 3), counted("0", "counted")))
        .allMatch(one -> one.state() == ItemState.DELETED);
    assertThat(settle(Batches.of("b-1", false, 3), counted("0", "counted-refused")))
        .allMatch(one -> one.state() == ItemState.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"counted-fewer", "counted-failed", "counted-oddly", "counted-none"})
  void whatCountsLeaveOpenIsLookedUpAndThenSentAlone(String word) {
    assertThat(settle(Batches.of("b-1", false, 3), counted("0", word)))
        .hasSize(3)
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo(ItemState.UNKNOWN);
              assertThat(one.progress().batchMost()).isEqualTo(1);
              assertThat(one.progress().mayHaveRun()).isEqualTo(!word.equals("counted-failed"));
            });

    DueItem open = new DueItem(1, "a", true, new Progress(1, 1, true, false, 1, word));
    Settlement present =
        SETTLER
            .settle(
                new Batch("v-1", true, false, List.of(open)),
                new Answer(null, Map.of("a", "listed"), null),
                null,
                NOW)
            .get(0);
    assertThat(present.state()).isEqualTo(ItemState.PENDING);
    assertThat(present.progress().batchMost()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"odd-reply", "20005", "20002", "99999", "20004"})
  void countsThatComeWithAFailedCallSettleNobody(String call) {
    assertThat(settle(Batches.of("b-1", false, 2), counted(call, "counted")))
        .noneMatch(one -> one.state().isFinal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20004", "timeout", "http-500", "99999", "login-failed", "20005"})
  void whatWasNotSentComesUpAgainUnchanged(String code) {
    Progress before = new Progress(2, 1, false, false, 1, "counted-failed");
    Batch batch = new Batch("b-1", false, false, List.of(new DueItem(7, "a", false, before)));

    List<Settlement> settled =
        settle(batch, Answer.failed(new CallFailedException(code).beforeSending()));

    assertThat(settled)
        .containsExactly(new Settlement(7, ItemState.PENDING, NOW, null, null, before));
  }

  @Test
  void aVerificationThatWasNotSentStaysOne() {
    DueItem open = new DueItem(7, "a", true, new Progress(1, 1, true, false, 1, "timeout"));

    List<Settlement> settled =
        settle(
            new Batch("v-1", true, false, List.of(open)),
            Answer.failed(new CallFailedException("timeout").beforeSending()));

    assertThat(settled.get(0).state()).isEqualTo(ItemState.UNKNOWN);
    assertThat(settled.get(0).progress()).isEqualTo(open.progress());
  }

  private static Answer counted(String call, String rest) {
    return new Answer(call, Map.of(), rest, null, true, Set.of());
  }

  private static List<Settlement> settle(Batch batch, Answer answer) {
    return SETTLER.settle(batch, answer, ruling(answer.call()), NOW);
  }

  private static @Nullable Ruling ruling(@Nullable String call) {
    if (call == null) {
      return null;
    }
    CodeRule rule = VENDOR.codes().rule(call);
    return rule.ofCall(1) == Verdict.DELETED ? null : new Ruling(rule.ofCall(1), call, rule, true);
  }
}
