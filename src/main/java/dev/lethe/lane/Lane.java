package dev.lethe.lane;

import dev.lethe.lane.Settler.Ruling;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.Ledger;
import dev.lethe.token.Token;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flow of one vendor's items: claims what is due, puts it into batches, and settles what came
 * back. It knows nothing of Camel; {@link LaneRoutes} calls it.
 */
public final class Lane {
  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Vendor vendor;
  private final Ledger ledger;
  private final TokenCache tokens;
  private final Clock clock;
  private final LaneGate gate;
  private final Batcher batcher;
  private final Settler settler;
  private final ProtectedItems protectedItems;
  private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();
  private @Nullable Instant waitingSince;
  private @Nullable String lastCallCode;
  private int callsWithThatCode;

  Lane(Vendor vendor, BooleanSupplier canVerify, Ledger ledger, TokenCache tokens, Clock clock) {
    this.vendor = vendor;
    this.ledger = ledger;
    this.tokens = tokens;
    this.clock = clock;
    Vendor.Patience patience = vendor.patience();
    this.gate = new LaneGate(clock, patience.backoff(), patience.probe());
    this.batcher = new Batcher(vendor.pace().batch(), canVerify, batchIds(vendor.name(), clock));
    this.protectedItems = new ProtectedItems(vendor, canVerify, ledger, clock);
    this.settler = new Settler(vendor, canVerify, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** The vendor whose lane it is. */
  public Vendor vendor() {
    return vendor;
  }

  /** The lane's gate. */
  LaneGate gate() {
    return gate;
  }

  /**
   * Claims what is due, as batches. Waits (by returning nothing) up to the vendor's {@code linger}
   * for a batch to fill. Called by one thread only.
   *
   * @return no batches if nothing is due or the lane may not send
   */
  public List<Batch> claim() {
    boolean probe = gate.isProbeDue();
    if (!probe && !gate.isOpen()) {
      return List.of();
    }
    Instant now = clock.instant();
    int size = vendor.pace().batchSize();
    int due = ledger.due(vendor.name(), size * ahead(vendor.pace()), now);
    if (due == 0 || (due < size && !lingered(now))) {
      return List.of();
    }
    waitingSince = null;
    int whole = due < size ? due : due - due % size;
    List<DueItem> items =
        protectedItems.leftOut(
            ledger.claim(vendor.name(), probe ? Math.min(size, due) : whole, now));
    List<Batch> batches = batcher.batches(items, probe);
    if (!probe || batches.isEmpty()) {
      return batches;
    }
    batches.stream().skip(1).forEach(this::notSent);
    gate.probeStarted();
    return batches.subList(0, 1);
  }

  /** Whether a batch may go out now; if not, its items are due again. */
  public boolean maySend(Batch batch) {
    if (gate.maySend(batch)) {
      return true;
    }
    notSent(batch);
    return false;
  }

  /**
   * The batch without the account that the token was made for, which is never deleted; that row is
   * settled as rejected.
   *
   * @param account what the login said of itself, null if it says nothing
   * @return the batch, or what is left of it; empty if nothing is
   */
  public Optional<Batch> withoutOwnAccount(Batch batch, @Nullable String account) {
    if (account == null
        || batch.items().stream().noneMatch(i -> i.subject().equalsIgnoreCase(account))) {
      return Optional.of(batch);
    }
    Instant now = clock.instant();
    List<DueItem> own =
        batch.items().stream().filter(item -> item.subject().equalsIgnoreCase(account)).toList();
    ledger.settle(batch.id(), Settler.ownAccount(own), now);
    List<DueItem> rest =
        batch.items().stream().filter(item -> !item.subject().equalsIgnoreCase(account)).toList();
    if (rest.isEmpty()) {
      gate.returned(batch);
      return Optional.empty();
    }
    return Optional.of(new Batch(batch.id(), batch.verify(), batch.probe(), rest));
  }

  private void notSent(Batch batch) {
    gate.returned(batch);
    ledger.settle(batch.id(), Settler.notSent(batch, clock.instant()), clock.instant());
  }

  /**
   * Settles what the vendor said of a batch, and lets the lane pause or halt if that is what it
   * means.
   *
   * @param token the one that went along, null if the vendor needs none
   */
  public void settle(Batch batch, Answer answer, @Nullable Token token) {
    Instant now = clock.instant();
    Ruling ofCall = ofCall(answer);
    ledger.settle(batch.id(), settler.settle(batch, answer, ofCall, now), now);
    warn(batch, answer);
    Ruling telling = ofCall != null ? ofCall : lanesRuling(batch, answer);
    react(batch, telling, answer.retryAfter(), token);
    String call = answer.call() == null ? "nothing of itself" : answer.call();
    LOG.debug("lane {}: {} answered {}", vendor.name(), batch, vendor.codes().spoken(call));
  }

  // Said once until something else is said, not for each of a thousand batches.
  private void warn(Batch batch, Answer answer) {
    Set<String> said = new HashSet<>(answer.items().values());
    Stream.of(answer.call(), answer.rest()).filter(Objects::nonNull).forEach(said::add);
    warnedOf.retainAll(said);
    for (String code : said) {
      CodeRule rule = vendor.codes().rule(code);
      if (rule.warn() && warnedOf.add(code)) {
        LOG.warn(
            "lane {}: {} ({}), {}. {}",
            vendor.name(),
            rule.means(),
            vendor.codes().spoken(code),
            batch,
            rule.mend() == null ? "" : rule.mend());
      }
    }
  }

  private @Nullable Ruling ofCall(Answer answer) {
    String code = answer.call();
    if (code == null || vendor.codes().wentWell(code)) {
      count(null);
      return null;
    }
    CodeRule rule = vendor.codes().rule(code);
    return new Ruling(rule.ofCall(count(code)), code, rule, true);
  }

  private synchronized int count(@Nullable String code) {
    callsWithThatCode = code != null && code.equals(lastCallCode) ? callsWithThatCode + 1 : 1;
    lastCallCode = code;
    return callsWithThatCode;
  }

  // A call can go well while what it says of an item concerns the whole lane.
  private @Nullable Ruling lanesRuling(Batch batch, Answer answer) {
    for (DueItem item : batch.items()) {
      String code = answer.items().getOrDefault(item.subject(), answer.rest());
      if (code != null) {
        CodeRule rule = vendor.codes().rule(code);
        Verdict verdict = rule.ofItem(item.progress().strikes() + 1);
        if (verdict == Verdict.HALT || verdict == Verdict.RELOGIN || rule.pause()) {
          return new Ruling(verdict, code, rule, false);
        }
      }
    }
    return null;
  }

  private void react(
      Batch batch, @Nullable Ruling ruling, @Nullable Duration retryAfter, @Nullable Token token) {
    if (ruling != null && ruling.verdict() == Verdict.HALT) {
      halt(batch, ruling);
    } else if (ruling != null && ruling.verdict() == Verdict.RELOGIN) {
      relogin(batch, ruling, token);
    } else if (ruling != null && (ruling.rule().pause() || retryAfter != null)) {
      pause(batch, ruling, retryAfter);
    } else if (ruling != null && ruling.failedCall()) {
      if (gate.failed(batch, words(ruling))) {
        LOG.warn(
            "lane {} pauses until {}: {} Its items stay due; one batch at a time probes it.",
            vendor.name(),
            gate.status().until(),
            words(ruling));
      }
    } else {
      if (token != null) {
        tokens.worked(vendor.name(), token);
      }
      if (gate.answered(batch)) {
        LOG.info("lane {} goes on: the vendor answers again.", vendor.name());
      }
    }
  }

  private void relogin(Batch batch, Ruling ruling, @Nullable Token token) {
    if (token == null || !tokens.reject(vendor.name(), token)) {
      halt(batch, ruling);
    } else {
      LOG.info("lane {} makes a new token: {}", vendor.name(), words(ruling));
      gate.returned(batch);
    }
  }

  private void halt(Batch batch, Ruling ruling) {
    if (!ruling.rule().probe()) {
      if (gate.haltForGood(words(ruling))) {
        LOG.error(
            "lane {} halted: {} Its items stay due and lose no attempt. {} It does not try again by"
                + " itself: mend that, then start Lethe again.",
            vendor.name(),
            words(ruling),
            ruling.rule().mend() == null ? "" : ruling.rule().mend());
      }
    } else if (gate.halt(batch, words(ruling))) {
      LOG.error(
          "lane {} halted: {} Its items stay due and lose no attempt. {} It probes by itself at {}.",
          vendor.name(),
          words(ruling),
          ruling.rule().mend() == null ? "" : ruling.rule().mend(),
          gate.status().until());
    }
  }

  private void pause(Batch batch, Ruling ruling, @Nullable Duration retryAfter) {
    Duration most = vendor.patience().backoff().max();
    Duration said = retryAfter == null ? Duration.ZERO : retryAfter;
    Duration asked = said.compareTo(most) > 0 ? most : said;
    Duration least = ruling.rule().pauseAtLeast();
    if (gate.pause(
        batch, words(ruling), least == null || least.compareTo(asked) < 0 ? asked : least)) {
      LOG.warn("lane {} pauses until {}: {}", vendor.name(), gate.status().until(), words(ruling));
    }
  }

  private String words(Ruling ruling) {
    return ruling.rule().means() + " (" + vendor.codes().spoken(ruling.code()) + ")";
  }

  private boolean lingered(Instant now) {
    if (waitingSince == null) {
      waitingSince = now;
    }
    return !now.isBefore(waitingSince.plus(vendor.pace().linger()));
  }

  // How many batches to claim ahead: what is claimed counts as sent if Lethe dies, so no more than
  // keeps the calls going for a moment.
  static int ahead(Vendor.Pace pace) {
    double inHalfASecond = Math.ceil(pace.rate() / 2);
    return (int) Math.max(1, Math.min(2.0 * pace.concurrency(), inHalfASecond));
  }

  private static Supplier<String> batchIds(String vendor, Clock clock) {
    String start = Long.toString(clock.millis(), Character.MAX_RADIX);
    AtomicLong batches = new AtomicLong();
    return () -> vendor + "-" + start + "-" + batches.incrementAndGet();
  }
}
