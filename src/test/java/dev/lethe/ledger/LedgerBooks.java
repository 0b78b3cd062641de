package dev.lethe.ledger;

import static dev.lethe.ledger.LedgerFixture.NOW;
import static dev.lethe.ledger.LedgerFixture.doubleOf;
import static dev.lethe.ledger.LedgerFixture.item;
import static dev.lethe.ledger.LedgerFixture.newRequest;
import static dev.lethe.ledger.LedgerFixture.outcomes;
import static dev.lethe.ledger.LedgerFixture.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.ledger.DueItem.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Does things to a ledger at random, and knows how many rows each request must have. */
final class LedgerBooks implements AutoCloseable {
  private static final List<String> LANES = List.of("yunke", "digelao", "sf-express");
  private static final List<ItemState> SETTLED =
      List.of(
          ItemState.PENDING,
          ItemState.UNKNOWN,
          ItemState.DELETED,
          ItemState.DELETED,
          ItemState.DELETED,
          ItemState.ALREADY_ABSENT,
          ItemState.REFUSED,
          ItemState.EXHAUSTED,
          ItemState.CANCELLED);

  private static final int MOST_REQUESTS = 5;

  private final Supplier<Ledger> opener;
  private final Map<String, Request> requests = new TreeMap<>();
  private final List<DueItem> inFlight = new ArrayList<>();
  private Ledger ledger;
  private Instant now = NOW;

  LedgerBooks(Supplier<Ledger> opener) {
    this.opener = opener;
    this.ledger = opener.get();
  }

  /** What is done; the random numbers say to what. */
  enum Step {
    BEGIN,
    ACCEPT,
    ACCEPT_MORE,
    DISCARD,
    RELEASE,
    HOLD,
    APPROVE,
    CANCEL,
    CLAIM,
    CLAIM_MORE,
    SETTLE,
    SETTLE_MORE,
    RECOVER,
    REOPEN,
    WAIT
  }

  private static final class Request {
    private final String id;
    private final long no;
    private final Map<Integer, String> fresh = new HashMap<>();
    private int rows;

    private Request(RequestRecord record) {
      id = record.id();
      no = record.no();
    }
  }

  void take(Step step, Random random) {
    switch (step) {
      case BEGIN -> begin(random.nextInt(MOST_REQUESTS));
      case ACCEPT, ACCEPT_MORE -> receiving(random).ifPresent(r -> accept(r, random));
      case DISCARD -> receiving(random).ifPresent(this::discard);
      case RELEASE -> receiving(random).ifPresent(r -> ledger.release(r.no, false, now));
      case HOLD -> receiving(random).ifPresent(r -> ledger.release(r.no, true, now));
      case APPROVE -> any(random).ifPresent(r -> ledger.approve(r.id, "ann", "yes", now));
      case CANCEL -> any(random).ifPresent(r -> ledger.cancel(r.id, "ann", "no", now));
      case CLAIM, CLAIM_MORE -> claim(random);
      case SETTLE, SETTLE_MORE -> settle(random);
      case RECOVER -> ledger.recover(now);
      case REOPEN -> reopen();
      case WAIT -> now = now.plus(Duration.ofMinutes(random.nextInt(10)));
    }
    check();
  }

  private Optional<Request> any(Random random) {
    List<Request> all = List.copyOf(requests.values());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  private Optional<Request> receiving(Random random) {
    return any(random).filter(this::isReceiving);
  }

  private RequestState state(Request request) {
    return ledger.request(request.id).orElseThrow().state();
  }

  private boolean isReceiving(Request request) {
    return state(request) == RequestState.RECEIVING;
  }

  private void begin(int number) {
    RequestRecord record = ledger.begin(newRequest("request-" + number));
    if (record.state() == RequestState.RECEIVING) {
      requests.put(record.id(), new Request(record));
    }
  }

  private void accept(Request request, Random random) {
    List<NewItem> items = new ArrayList<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      int row = ++request.rows;
      int first = 1 + random.nextInt(row);
      String lane = request.fresh.get(first);
      if (lane != null && random.nextBoolean()) {
        items.add(doubleOf(row, lane, first));
      } else if (random.nextInt(4) == 0) {
        items.add(rejected(row, random.nextBoolean() ? "yunke" : "who"));
      } else {
        NewItem fresh = item(row, LANES.get(random.nextInt(LANES.size())));
        items.add(fresh);
        request.fresh.put(row, fresh.vendor());
      }
    }
    ledger.accept(request.no, items);
  }

  private void discard(Request request) {
    ledger.discard(request.no);
    requests.remove(request.id);
  }

  private void claim(Random random) {
    String lane = LANES.get(random.nextInt(LANES.size()));
    int most = 1 + random.nextInt(15);
    int due = ledger.due(lane, most, now);

    List<DueItem> claimed = ledger.claim(lane, most, now);

    assertThat(claimed).hasSize(due).doesNotHaveDuplicates();
    inFlight.addAll(claimed);
  }

  /** Some of what is in flight, and now and then what was settled already. */
  private void settle(Random random) {
    List<Settlement> settlements = new ArrayList<>();
    for (DueItem item : List.copyOf(inFlight)) {
      if (random.nextInt(3) > 0) {
        settlements.add(settlement(item, random));
        if (random.nextBoolean()) {
          inFlight.remove(item);
        }
      }
    }
    ledger.settle("batch-" + random.nextInt(1_000), settlements, now);
  }

  private Settlement settlement(DueItem item, Random random) {
    ItemState state = SETTLED.get(random.nextInt(SETTLED.size()));
    Instant due = state.isFinal() ? null : now.plus(Duration.ofMinutes(random.nextInt(5)));
    Progress before = item.progress();
    Progress progress =
        new Progress(
            before.attempts() + 1, 0, random.nextBoolean(), false, 0, "c" + random.nextInt(2));
    String verdict = random.nextInt(4) == 0 ? null : "DELETED";
    return new Settlement(item.key(), state, due, null, verdict, progress);
  }

  private void reopen() {
    ledger.close();
    ledger = opener.get();
  }

  private void check() {
    for (Request request : requests.values()) {
      Balance balance = ledger.balance(request.no);
      assertThat(balance.holds()).as("books of %s: %s", request.id, balance).isTrue();
      assertThat(balance.rows()).isEqualTo(request.rows);
      boolean isOpen = state(request) == RequestState.HELD || state(request) == RequestState.OPEN;
      if (!isReceiving(request)) {
        assertThat(balance.open() > 0).isEqualTo(isOpen);
      }
    }
  }

  /** Lets every request go, settles every item, and compares the lines with the books. */
  void finish() {
    for (Request request : requests.values()) {
      if (isReceiving(request)) {
        ledger.release(request.no, false, now);
      }
      ledger.approve(request.id, "ann", "the end", now);
    }
    ledger.recover(now);
    now = now.plus(Duration.ofDays(1));
    for (String lane : LANES) {
      for (var due = claimSome(lane); !due.isEmpty(); due = claimSome(lane)) {
        ledger.settle("last", LedgerFixture.deleted(due), now);
        check();
      }
    }
    requests.values().forEach(this::checkFinished);
  }

  private List<DueItem> claimSome(String lane) {
    return ledger.claim(lane, 50, now);
  }

  private void checkFinished(Request request) {
    assertThat(state(request)).isEqualTo(RequestState.FINAL);
    Map<String, Map<ItemState, Long>> counted = new TreeMap<>();
    List<OutcomeLine> lines = outcomes(ledger, request.no);
    for (OutcomeLine line : lines) {
      counted
          .computeIfAbsent(line.vendor(), unused -> new TreeMap<>())
          .merge(line.outcome(), 1L, Long::sum);
    }
    assertThat(lines).hasSize(request.rows);
    assertThat(counted).isEqualTo(ledger.balance(request.no).byVendor());
  }

  @Override
  public void close() {
    ledger.close();
  }
}
