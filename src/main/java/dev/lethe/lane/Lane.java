package dev.lethe.lane;

import dev.lethe.event.Event;
import dev.lethe.lane.Settler.Ruling;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.Settlement;
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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
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
  private static final String INTERNAL_ERROR = "internal-error";

  private final Vendor vendor;
  private final Ledger ledger;
  private final BooleanSupplier ledgerWorks;
  private final TokenCache tokens;
  private final Clock clock;
  private final LaneGate gate;
  private final Places places;
  private final Pacer pacer;
  private final PaceHistory history;
  private final Reaction reaction;
  private final Batcher batcher;
  private final Settler settler;
  private final ProtectedItems protectedItems;
  private final Wait linger;
  private final LaneWatch watch;
  private final Queue<Batch> leftOver = new ConcurrentLinkedQueue<>();
  private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();
  private @Nullable String lastCallCode;
  private int callsWithThatCode;

  Lane(
      Vendor vendor,
      BooleanSupplier canVerify,
      Ledger ledger,
      BooleanSupplier ledgerWorks,
      TokenCache tokens,
      Consumer<Event> events,
      LaneWatch watch,
      Clock clock) {
    this.vendor = vendor;
    this.ledger = ledger;
    this.ledgerWorks = ledgerWorks;
    this.tokens = tokens;
    this.clock = clock;
    this.linger = new Wait(clock);
    this.watch = watch;
    Vendor.Patience patience = vendor.patience();
    this.gate = new LaneGate(clock, patience.breaker(), patience.backoff(), patience.probe());
    this.places = new Places(vendor.name(), vendor.pace().concurrency());
    this.pacer = new Pacer(vendor.pace().rate());
    this.history = new PaceHistory(clock);
    this.reaction = new Reaction(vendor, gate, tokens, events, clock);
    this.batcher = new Batcher(vendor.pace().batch(), canVerify, batchIds(vendor.name(), clock));
    this.protectedItems = new ProtectedItems(vendor, canVerify, ledger, watch, clock);
    this.settler = new Settler(vendor, canVerify, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** The vendor whose lane it is. */
  public Vendor vendor() {
    return vendor;
  }

  /** What is told of batches and calls. */
  LaneWatch watch() {
    return watch;
  }

  /** The lane's gate. */
  LaneGate gate() {
    return gate;
  }

  /** The places for calls to the vendor, of whatever kind. */
  Places places() {
    return places;
  }

  /** The pace of calls to the vendor, of whatever kind. */
  Pacer pacer() {
    return pacer;
  }

  /** How many calls left in the last minutes, of whatever kind. */
  public PaceHistory history() {
    return history;
  }

  /**
   * Sends nothing more until an operator lets it; calls under way are answered and settled.
   *
   * @param why for people, a sentence
   * @return false if an operator paused it before
   */
  public boolean pauseByOperator(String why) {
    return gate.pauseByOperator(why);
  }

  /**
   * Ends an operator's pause.
   *
   * @return false if there is none
   */
  public boolean endPauseByOperator() {
    return gate.endPauseByOperator();
  }

  /** Lets nothing more go out: Lethe is stopping. */
  void stopping() {
    gate.stopping();
    pacer.stop();
  }

  /** How the lane is. */
  public LaneStatus status() {
    LaneGate.Status now = gate.status();
    LaneGate.Reason reason = now.reason();
    return new LaneStatus(
        vendor.name(),
        now.state(),
        now.byOperator(),
        reason == null ? null : reason.why(),
        reason == null ? null : reason.code(),
        now.since(),
        now.until(),
        places.taken());
  }

  /**
   * Lets a halted lane probe at once, with a new token: an operator says that it is mended.
   *
   * @return false if it is not halted
   */
  public boolean resume() {
    if (gate.status().state() == LaneStatus.State.HALTED) {
      tokens.drop(vendor.name());
    }
    return gate.resume();
  }

  /**
   * Claims what is due, as batches. Waits (by returning nothing) up to the vendor's {@code linger}
   * for a batch to fill. Called by one thread only.
   *
   * @return no batches if nothing is due, the lane may not send, or the ledger cannot be written
   */
  public List<Batch> claim() {
    if (!ledgerWorks.getAsBoolean()) {
      return List.of();
    }
    giveBack();
    boolean probe = gate.isProbeDue();
    if (!probe && !gate.isOpen()) {
      return List.of();
    }
    Instant now = clock.instant();
    int size = vendor.pace().batchSize();
    int due = ledger.due(vendor.name(), size * ahead(vendor.pace()), now);
    if (due == 0 || (due < size && !lingered())) {
      return List.of();
    }
    linger.end();
    int whole = due < size ? due : due - due % size;
    int most = probe ? Math.min(size, due) : whole;
    List<Batch> batches = batches(ledger.claim(vendor.name(), most, probe, now), probe);
    if (!probe || batches.isEmpty()) {
      return batches;
    }
    // The others go back first: a batch that comes back while a probe is out counts as the probe.
    batches.stream().skip(1).forEach(this::leave);
    Batch first = batches.get(0);
    if (gate.probeStarted()) {
      return List.of(first);
    }
    leave(first);
    return List.of();
  }

  private List<Batch> batches(List<DueItem> items, boolean probe) {
    try {
      return batcher.batches(protectedItems.leftOut(items), probe);
    } catch (RuntimeException e) {
      leave(new Batch(vendor.name() + "-unsent", false, false, items));
      throw e;
    }
  }

  /**
   * Gives a claimed batch back that could not be handed on. If the ledger fails just now, it is
   * given back before the next claim. Called by the thread that claims.
   */
  public void leave(Batch batch) {
    leftOver.add(batch);
    boolean interrupted = Thread.interrupted(); // The ledger would refuse to wait.
    try {
      giveBack();
    } catch (LedgerException e) {
      LOG.warn("lane {}: {} waits to be given back: {}", vendor.name(), batch, e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void giveBack() {
    for (Batch batch = leftOver.peek(); batch != null; batch = leftOver.peek()) {
      notSent(batch);
      leftOver.remove(batch);
    }
  }

  /**
   * Whether a batch may go out now. While the ledger cannot be written none may: what became of it
   * could not be kept if Lethe died.
   */
  public boolean maySend(Batch batch) {
    return gate.maySend(batch) && ledgerWorks.getAsBoolean();
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
    List<Settlement> rejected = Settler.ownAccount(own);
    ledger.settle(batch.id(), rejected, now);
    watch.leftOut(rejected);
    List<DueItem> rest =
        batch.items().stream().filter(item -> !item.subject().equalsIgnoreCase(account)).toList();
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(new Batch(batch.id(), batch.verify(), batch.probe(), rest));
  }

  /** Gives a batch back that was not sent: its items are due again, and nothing is lost. */
  public void notSent(Batch batch) {
    ledger.settle(batch.id(), Settler.notSent(batch, clock.instant()), clock.instant());
    gate.returned(batch);
  }

  /**
   * Settles a batch whose answer could not be handled because of a failure of our own: nobody knows
   * what it said, so its items are looked into. An item that the ledger does not take even so is
   * logged and left; the others are settled all the same.
   *
   * @throws LedgerException if the ledger fails in a way that can pass; then nothing was written
   * @return what became of them
   */
  public Settled broken(Batch batch) {
    List<Settlement> unknown = settler.broken(batch, clock.instant());
    try {
      ledger.settle(batch.id(), unknown, clock.instant());
    } catch (LedgerException e) {
      if (e.canPass()) {
        throw e;
      }
      settleSingly(batch, unknown);
    }
    reaction.failed(batch, new LaneGate.Reason("Lethe itself failed.", INTERNAL_ERROR));
    return new Settled(Verdict.UNKNOWN.name(), INTERNAL_ERROR, unknown);
  }

  // Not tried again as a whole: items that were settled here may be under way anew by then.
  private void settleSingly(Batch batch, List<Settlement> each) {
    int left = 0;
    String why = "";
    for (Settlement one : each) {
      try {
        ledger.settle(batch.id(), List.of(one), clock.instant());
      } catch (LedgerException e) {
        left++;
        why = String.valueOf(e.getMessage());
      }
    }
    if (left > 0) {
      LOG.error(
          "lane {}: {} rows of {} could not be settled: {} They stay as they are until Lethe is"
              + " started again, and are looked into then.",
          vendor.name(),
          left,
          batch,
          why);
    }
  }

  /**
   * Settles what the vendor said of a batch, and lets the lane pause or halt if that is what it
   * means.
   *
   * @param said what the route left, or how the call failed
   * @param token the one that went along, null if the vendor needs none
   * @return what became of it
   */
  public Settled settle(Batch batch, Answer said, @Nullable Token token) {
    Instant now = clock.instant();
    Answer answer = said.withRetryAfter(capped(said.retryAfter()));
    Ruling ofCall = ofCall(answer);
    List<Settlement> items = settler.settle(batch, answer, ofCall, now);
    ledger.settle(batch.id(), items, now);
    remember(ofCall == null ? null : ofCall.code());
    Set<String> codes = codes(answer);
    warn(batch, codes);
    Ruling telling = ofCall != null ? ofCall : lanesRuling(batch, answer, codes);
    reaction.to(batch, telling, answer.retryAfter(), token);
    String call = answer.call() == null ? "nothing of itself" : answer.call();
    LOG.debug("lane {}: {} answered {}", vendor.name(), batch, vendor.codes().spoken(call));
    return telling == null
        ? new Settled("ANSWERED", "", items)
        : new Settled(telling.verdict().name(), telling.rule().code(), items);
  }

  private @Nullable Duration capped(@Nullable Duration asked) {
    Duration most = vendor.patience().retryAfterMax();
    return asked == null || asked.compareTo(most) <= 0 ? asked : most;
  }

  private static Set<String> codes(Answer answer) {
    Set<String> said = new HashSet<>(answer.items().values());
    Stream.of(answer.call(), answer.rest()).filter(Objects::nonNull).forEach(said::add);
    return said;
  }

  // Said once until something else is said, not for each of a thousand batches.
  private void warn(Batch batch, Set<String> said) {
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
      return null;
    }
    CodeRule rule = vendor.codes().rule(code);
    return new Ruling(rule.ofCall(inARow(code)), code, rule, true);
  }

  private synchronized int inARow(String code) {
    return code.equals(lastCallCode) ? callsWithThatCode + 1 : 1;
  }

  // After the ledger has taken it: what has to be written twice was said once.
  private synchronized void remember(@Nullable String code) {
    callsWithThatCode = code != null && code.equals(lastCallCode) ? callsWithThatCode + 1 : 1;
    lastCallCode = code;
  }

  // A call can go well while what it says of an item concerns the whole lane.
  private @Nullable Ruling lanesRuling(Batch batch, Answer answer, Set<String> said) {
    if (said.stream().noneMatch(code -> vendor.codes().rule(code).mayConcernLane())) {
      return null;
    }
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

  private boolean lingered() {
    if (!linger.hasBegun()) {
      linger.begin(vendor.pace().linger());
    }
    return linger.isOver();
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
