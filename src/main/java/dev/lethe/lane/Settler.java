package dev.lethe.lane;

import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Settlement;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.CodeTable;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns a vendor's answer into what becomes of each item. The rules of the blueprint in one place,
 * without a clock, a network or a ledger.
 */
final class Settler {
  private static final String NO_ANSWER = "no-answer";
  private static final String INTERNAL_ERROR = "internal-error";

  private final CodeTable codes;
  private final Vendor.Patience patience;
  private final BooleanSupplier canVerify;
  private final DoubleSupplier random;

  /**
   * A settler for one lane.
   *
   * @param canVerify whether what is unknown can be asked for; if not, it is sent again in ever
   *     smaller batches, until each item has an answer of its own
   * @param random jitter from 0 to 1
   */
  Settler(Vendor vendor, BooleanSupplier canVerify, DoubleSupplier random) {
    this.codes = vendor.codes();
    this.patience = vendor.patience();
    this.canVerify = canVerify;
    this.random = random;
  }

  /**
   * One settlement for each item of the batch.
   *
   * @param ofCall what the answer says of the whole call, null if the call went well
   */
  List<Settlement> settle(Batch batch, Answer answer, @Nullable Ruling ofCall, Instant now) {
    if (!answer.sent()) {
      return notSent(batch, now);
    }
    return batch.items().stream()
        .map(
            item -> {
              if (answer.unasked().contains(item.subject())) {
                return comesUpAgain(item, now, item.progress(), null);
              }
              Ruling ruling = ruling(item, answer, ofCall);
              return batch.verify()
                  ? verified(batch, item, ruling, now, answer.retryAfter())
                  : sent(batch, item, ruling, now, answer.retryAfter());
            })
        .toList();
  }

  /** What becomes of items that were claimed and then not sent after all. */
  static List<Settlement> notSent(Batch batch, Instant now) {
    return batch.items().stream()
        .map(item -> comesUpAgain(item, now, item.progress(), null))
        .toList();
  }

  /**
   * What becomes of items after a failure of our own while their answer was handled: nobody knows
   * what it said, so they are looked into, but not for ever.
   */
  List<Settlement> broken(Batch batch, Instant now) {
    Ruling ruling = new Ruling(Verdict.UNKNOWN, INTERNAL_ERROR, codes.rule(INTERNAL_ERROR), true);
    return batch.items().stream()
        .map(
            item -> {
              Progress progress = after(item.progress(), ruling, 1, 1, item.progress().batchMost());
              return progress.strikes() >= patience.maxAttempts()
                  ? exhausted(item, ruling, progress)
                  : new Settlement(
                      item.key(),
                      ItemState.UNKNOWN,
                      now.plus(patience.backoff().after(progress.strikes())),
                      null,
                      ruling.verdict().name(),
                      progress);
            })
        .toList();
  }

  /** What becomes of rows that name the account we call with. */
  static List<Settlement> ownAccount(List<DueItem> items) {
    return items.stream()
        .map(
            item ->
                new Settlement(
                    item.key(),
                    ItemState.REJECTED,
                    null,
                    "This is the account that Lethe itself logs in with.",
                    null,
                    item.progress().withCode("own-account")))
        .toList();
  }

  private Ruling ruling(DueItem item, Answer answer, @Nullable Ruling ofCall) {
    String named = answer.items().get(item.subject());
    if (named == null && ofCall != null) {
      // Counts that come with a failed call prove nothing of anybody.
      return ofCall;
    }
    String code = named == null ? answer.rest() : named;
    CodeRule rule = codes.rule(code == null ? NO_ANSWER : code);
    int attempt = item.progress().strikes() + 1;
    return new Ruling(rule.ofItem(attempt), code == null ? NO_ANSWER : code, rule, false);
  }

  private Settlement sent(
      Batch batch, DueItem item, Ruling ruling, Instant now, @Nullable Duration retryAfter) {
    Progress before = item.progress();
    if (ruling.stopsLane(retryAfter)) {
      return comesUpAgain(item, now, after(before, ruling, 0, 0, before.batchMost()), ruling);
    }
    if (ruling.meansSomeOf(batch)) {
      return comesUpAgain(item, now, after(before, ruling, 1, 0, half(batch)), ruling);
    }
    Progress progress = after(before, ruling, 1, 1, before.batchMost());
    return switch (ruling.verdict()) {
      case DELETED -> done(item, ItemState.DELETED, null, ruling, progress);
      case ABSENT -> absent(item, ruling, progress);
      case REFUSED -> done(item, ItemState.REFUSED, ruling.rule().means(), ruling, progress);
      default -> again(batch, item, ruling, now, progress, retryAfter);
    };
  }

  private static Settlement absent(DueItem item, Ruling ruling, Progress progress) {
    return item.progress().mayHaveRun()
        ? done(
            item,
            ItemState.DELETED,
            "Not there any more, after an earlier attempt of ours: " + ruling.rule().means(),
            ruling,
            progress)
        : done(item, ItemState.ALREADY_ABSENT, null, ruling, progress);
  }

  private Settlement again(
      Batch batch,
      DueItem item,
      Ruling ruling,
      Instant now,
      Progress progress,
      @Nullable Duration retryAfter) {
    boolean unknown = ruling.verdict() != Verdict.RETRY;
    boolean verifiable = unknown && canVerify.getAsBoolean() && !progress.partial();
    boolean halvable = unknown && !verifiable && batch.items().size() > 1;
    if (!verifiable && !halvable && progress.strikes() >= patience.maxAttempts()) {
      return exhausted(item, ruling, progress);
    }
    Instant due = now.plus(wait(progress, retryAfter));
    Progress smaller = halvable ? progress.withBatchMost(half(batch)) : progress;
    if (ruling.rule().singly()) {
      smaller = progress.withBatchMost(1);
    }
    return new Settlement(
        item.key(),
        unknown ? ItemState.UNKNOWN : ItemState.PENDING,
        due,
        null,
        ruling.verdict().name(),
        smaller);
  }

  private Duration wait(Progress progress, @Nullable Duration retryAfter) {
    Duration wait = patience.backoff().after(progress.strikes(), random.getAsDouble());
    Duration least = capped(retryAfter);
    return wait.compareTo(least) < 0 ? least : wait;
  }

  // A vendor's slip (999999999 seconds) must not put an item off for years.
  private Duration capped(@Nullable Duration retryAfter) {
    Duration most = patience.backoff().max();
    Duration asked = retryAfter == null ? Duration.ZERO : retryAfter;
    return asked.compareTo(most) > 0 ? most : asked;
  }

  private Settlement verified(
      Batch batch, DueItem item, Ruling ruling, Instant now, @Nullable Duration retryAfter) {
    Progress before = item.progress();
    if (ruling.stopsLane(retryAfter)) {
      return new Settlement(
          item.key(), ItemState.UNKNOWN, now, null, ruling.verdict().name(), before);
    }
    if (ruling.failedCall()) {
      return askedAgain(item, ruling, now, retryAfter);
    }
    Progress progress = before.withCode(ruling.code());
    if (ruling.verdict() == Verdict.ABSENT && !ruling.meansSomeOf(batch)) {
      return absent(item, ruling, progress);
    }
    if (before.strikes() >= patience.maxAttempts()) {
      return exhausted(item, ruling, progress);
    }
    return new Settlement(
        item.key(), ItemState.PENDING, now, null, ruling.verdict().name(), before);
  }

  // Sending it again instead would turn each failed question into an attempt at the deletion.
  private Settlement askedAgain(
      DueItem item, Ruling ruling, Instant now, @Nullable Duration retryAfter) {
    Progress progress = after(item.progress(), ruling, 0, 1, item.progress().batchMost());
    return progress.strikes() >= patience.maxAttempts()
        ? exhausted(item, ruling, progress)
        : new Settlement(
            item.key(),
            ItemState.UNKNOWN,
            now.plus(wait(progress, retryAfter)),
            null,
            ruling.verdict().name(),
            progress);
  }

  private static Settlement exhausted(DueItem item, Ruling ruling, Progress progress) {
    return done(
        item,
        ItemState.EXHAUSTED,
        "No final answer after "
            + progress.attempts()
            + " attempts. The last: "
            + ruling.rule().means(),
        ruling,
        progress);
  }

  private static Settlement done(
      DueItem item, ItemState outcome, @Nullable String detail, Ruling ruling, Progress progress) {
    return new Settlement(item.key(), outcome, null, detail, ruling.verdict().name(), progress);
  }

  private static Settlement comesUpAgain(
      DueItem item, Instant due, Progress progress, @Nullable Ruling ruling) {
    return new Settlement(
        item.key(),
        item.unknown() ? ItemState.UNKNOWN : ItemState.PENDING,
        due,
        null,
        ruling == null ? null : ruling.verdict().name(),
        progress);
  }

  private static Progress after(
      Progress before, Ruling ruling, int attempts, int strikes, int batchMost) {
    return new Progress(
        before.attempts() + attempts,
        before.strikes() + strikes,
        before.mayHaveRun() || ruling.mayHaveRun(),
        before.partial() || ruling.rule().partial(),
        batchMost,
        ruling.code());
  }

  private static int half(Batch batch) {
    return Math.max(1, (batch.items().size() + 1) / 2);
  }

  /**
   * What a code says, looked up.
   *
   * @param verdict of the item or of the call
   * @param code the vendor's code or a word of ours
   * @param rule the row of the table
   * @param ofCall whether it was said of the whole call
   */
  record Ruling(Verdict verdict, String code, CodeRule rule, boolean ofCall) {

    /**
     * Whether it says more of the lane than of the item, so that it costs the item no attempt.
     *
     * @param retryAfter how long the vendor asks to wait, null if it does not say
     */
    boolean stopsLane(@Nullable Duration retryAfter) {
      boolean pauses = rule.pause() || retryAfter != null;
      return verdict == Verdict.HALT
          || verdict == Verdict.RELOGIN
          || (ofCall && pauses && verdict == Verdict.RETRY);
    }

    /**
     * Whether it was said of a whole call and is true of some of its items, nobody knows of which:
     * the batch is to be halved.
     */
    boolean meansSomeOf(Batch batch) {
      boolean ofOne = verdict == Verdict.REFUSED || verdict == Verdict.ABSENT;
      return ofCall && ofOne && batch.items().size() > 1;
    }

    /** Whether the call as a whole got no answer that decides anything. */
    boolean failedCall() {
      return ofCall && (verdict == Verdict.RETRY || verdict == Verdict.UNKNOWN);
    }

    /** Whether the vendor may have carried the deletion out all the same. */
    boolean mayHaveRun() {
      return rule.ran() && verdict != Verdict.ABSENT && verdict != Verdict.REFUSED;
    }
  }
}
