package dev.lethe.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.evidence.Receipt;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.ReceiptRecord;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestStage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The books of requests, at a cost that does not grow with how often they are asked for: those of a
 * reported request stand in its receipt; others are counted, and counted again no sooner than
 * twenty times as long as that took.
 */
final class Books {
  private static final int MOST_KEPT = 1_000;
  private static final int REST = 20;

  private final Ledger ledger;
  private final LongSupplier nanoTime;
  private final Map<Long, Counted> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Counted> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private record Counted(RequestStage stage, Balance balance, long until) {}

  Books(Ledger ledger, LongSupplier nanoTime) {
    this.ledger = ledger;
    this.nanoTime = nanoTime;
  }

  /** The books of a request, not quite of this moment while it is worked on. */
  synchronized Balance of(RequestRecord request) {
    RequestStage stage = RequestStage.of(request);
    Counted known = kept.get(request.no());
    long begun = nanoTime.getAsLong();
    if (known != null
        && known.stage() == stage
        && (stage == RequestStage.REPORTED || begun - known.until() < 0)) {
      return known.balance();
    }
    Balance balance =
        stage == RequestStage.REPORTED ? reported(request) : ledger.balance(request.no());
    long ended = nanoTime.getAsLong();
    kept.put(request.no(), new Counted(stage, balance, ended + REST * (ended - begun)));
    return balance;
  }

  private Balance reported(RequestRecord request) {
    return ledger
        .receipt(request.no())
        .map(ReceiptRecord::text)
        .flatMap(Receipt::parse)
        .map(receipt -> signed(request, receipt))
        .orElseGet(() -> ledger.balance(request.no()));
  }

  private static Balance signed(RequestRecord request, Receipt receipt) {
    Map<String, Map<ItemState, Long>> byVendor = new TreeMap<>();
    for (Map.Entry<String, JsonNode> vendor : receipt.fields().path("counts").properties()) {
      Map<ItemState, Long> states = new TreeMap<>();
      vendor
          .getValue()
          .properties()
          .forEach(n -> states.put(ItemState.valueOf(n.getKey()), n.getValue().asLong()));
      byVendor.put(vendor.getKey(), states);
    }
    return new Balance(request.rows(), byVendor);
  }
}
