package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.lane.Settler.Ruling;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Settlement;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds whatever a vendor answers. */
final class SettlerPropertiesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final Vendor VENDOR = BoundSettings.tencentIm();
  private static final Settler SETTLER = settler(true);
  private static final String[] CODES = {
    "0",
    "70107",
    "30006",
    "30008",
    "70169",
    "70500",
    "60007",
    "60008",
    "70050",
    "70001",
    "70003",
    "70016",
    "60010",
    "60015",
    "70402",
    "70051",
    "70114",
    "71000",
    "NotImported",
    "Imported",
    "4711",
    "timeout",
    "connect-failed",
    "odd-reply",
    "http-500",
    "http-503",
    "http-429",
    "http-403",
    ""
  };

  record Call(Batch batch, Answer answer, @Nullable Ruling ofCall) {}

  @Property(tries = 3_000)
  void eachItemGetsExactlyOneSettlement(@ForAll("calls") Call call) {
    List<Settlement> settled = settle(call);

    assertThat(settled)
        .extracting(Settlement::key)
        .containsExactlyElementsOf(call.batch().items().stream().map(DueItem::key).toList());
    assertThat(settled)
        .allSatisfy(
            one -> {
              assertThat(one.state().isFinal()).isEqualTo(one.due() == null);
              assertThat(one.state())
                  .isNotIn(ItemState.SENT, ItemState.HELD, ItemState.REJECTED, ItemState.CANCELLED);
            });
  }

  @Property(tries = 3_000)
  void anItemIsFinalOnlyIfTheAnswerNamesItOrTheCallAsAWholeDecidesIt(@ForAll("calls") Call call) {
    List<Settlement> settled = settle(call);

    forEach(
        call,
        settled,
        (item, one) -> {
          if (one.state().isFinal() && one.state() != ItemState.EXHAUSTED) {
            boolean named = call.answer().items().containsKey(item.subject());
            boolean alone = call.ofCall() != null && call.batch().items().size() == 1;
            assertThat(named || alone).isTrue();
          }
        });
  }

  @Property(tries = 3_000)
  void deletedNeedsAConfirmationOrAnAbsenceAfterAnAttemptThatMayHaveRun(
      @ForAll("calls") Call call) {
    List<Settlement> settled = settle(call);

    forEach(
        call,
        settled,
        (item, one) -> {
          String code = call.answer().items().getOrDefault(item.subject(), call.answer().call());
          if (one.state() == ItemState.DELETED && !"0".equals(code)) {
            assertThat(code).isIn("70107", "NotImported");
            assertThat(item.progress().mayHaveRun()).isTrue();
          }
          if (one.state() == ItemState.DELETED && call.batch().verify()) {
            assertThat(code).isNotEqualTo("0");
          }
          if (one.state() == ItemState.ALREADY_ABSENT) {
            assertThat(item.progress().mayHaveRun()).isFalse();
          }
        });
  }

  @Property(tries = 3_000)
  void whatIsKnownOfAnItemIsNeverForgotten(@ForAll("calls") Call call) {
    List<Settlement> settled = settle(call);

    forEach(
        call,
        settled,
        (item, one) -> {
          Progress before = item.progress();
          Progress after = one.progress();
          assertThat(after.attempts()).isBetween(before.attempts(), before.attempts() + 1);
          assertThat(after.strikes()).isBetween(before.strikes(), before.strikes() + 1);
          assertThat(after.mayHaveRun() || !before.mayHaveRun()).isTrue();
          assertThat(after.partial() || !before.partial()).isTrue();
          if (call.batch().verify()) {
            assertThat(after.attempts()).isEqualTo(before.attempts());
          }
        });
  }

  @Property(tries = 3_000)
  void noItemIsSentMoreOftenThanItHasAttempts(
      @ForAll("codes") List<String> codes, @ForAll boolean canVerify) {
    Settler settler = settler(canVerify);
    DueItem item = new DueItem(1, "a", false, Progress.NONE);
    int sent = 0;
    for (String code : codes) {
      boolean verify = canVerify && item.unknown() && !item.progress().partial();
      Settlement settled =
          settler
              .settle(
                  new Batch("b", verify, false, List.of(item)),
                  new Answer("0", Map.of("a", code), null),
                  null,
                  NOW)
              .get(0);
      sent += settled.progress().strikes() - item.progress().strikes();
      if (settled.state().isFinal()) {
        break;
      }
      item = new DueItem(1, "a", settled.state() == ItemState.UNKNOWN, settled.progress());
    }

    assertThat(sent).isLessThanOrEqualTo(VENDOR.patience().maxAttempts());
  }

  @Provide
  Arbitrary<List<String>> codes() {
    return Arbitraries.of(CODES).list().ofSize(60);
  }

  @Provide
  Arbitrary<Call> calls() {
    Arbitrary<Boolean> verify = Arbitraries.of(false, false, true);
    Arbitrary<List<Progress>> progress = progress().list().ofMinSize(1).ofMaxSize(5);
    Arbitrary<List<String>> codes = Arbitraries.of(CODES).list().ofSize(5);
    Arbitrary<List<Boolean>> named = Arbitraries.of(true, true, false).list().ofSize(5);
    Arbitrary<String> call = Arbitraries.of(CODES).injectNull(0.3);
    return Combinators.combine(verify, progress, codes, named, call)
        .as(SettlerPropertiesTest::call);
  }

  private static Arbitrary<Progress> progress() {
    Arbitrary<Integer> attempts = Arbitraries.integers().between(0, 6);
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    Arbitrary<Integer> most = Arbitraries.of(0, 1, 3, 50);
    return Combinators.combine(attempts, flag, flag, most)
        .as(
            (count, ran, partial, batchMost) ->
                new Progress(count, count, count > 0 && ran, partial, batchMost, null));
  }

  private static Call call(
      boolean verify,
      List<Progress> progress,
      List<String> codes,
      List<Boolean> named,
      @Nullable String call) {
    List<DueItem> items = new ArrayList<>();
    Map<String, String> answers = new HashMap<>();
    answers.put("a-stranger", "0");
    for (int i = 0; i < progress.size(); i++) {
      String subject = "subject-" + i;
      items.add(new DueItem(i + 1L, subject, verify, progress.get(i)));
      if (named.get(i)) {
        answers.put(subject, codes.get(i));
      }
    }
    return new Call(
        new Batch("b-1", verify, false, items), new Answer(call, answers, null), ruling(call));
  }

  private static @Nullable Ruling ruling(@Nullable String call) {
    if (call == null) {
      return null;
    }
    CodeRule rule = VENDOR.codes().rule(call);
    return rule.ofCall(1) == Verdict.DELETED ? null : new Ruling(rule.ofCall(1), call, rule, true);
  }

  private static List<Settlement> settle(Call call) {
    return SETTLER.settle(call.batch(), call.answer(), call.ofCall(), NOW);
  }

  private static Settler settler(boolean canVerify) {
    return new Settler(VENDOR, () -> canVerify, () -> 0.5);
  }

  private interface Check {
    void of(DueItem item, Settlement settled);
  }

  private static void forEach(Call call, List<Settlement> settled, Check check) {
    for (int i = 0; i < settled.size(); i++) {
      check.of(call.batch().items().get(i), settled.get(i));
    }
  }
}
