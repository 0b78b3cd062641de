package dev.lethe.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.audit.Finding;
import dev.lethe.audit.LedgerCheck;
import dev.lethe.evidence.Digests;
import dev.lethe.evidence.Receipt;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.Pseudonyms;
import dev.lethe.ledger.ReceiptRecord;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.report.RequestBooks;
import dev.lethe.report.RequestBooks.Difference;
import dev.lethe.request.FormulaGuard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the ledger's books of each request against its receipt and its outcomes file. Nothing is
 * repaired; files that somebody cleared away are counted, and are no difference.
 *
 * <p>A finished request that agreed is held against its files again only after some days, so that a
 * run does not read all that there ever was. For one run.
 */
final class Audit {
  private static final int PAGE = 200;

  private final Ledger ledger;
  private final Path outbox;
  private final ObjectMapper json;
  private final LedgerCheck evidence;
  private final List<Seen> seen = new ArrayList<>();
  private int cleared;

  private record Seen(long requestNo, boolean settled) {}

  Audit(Ledger ledger, Path home, ObjectMapper json, Pseudonyms names) {
    this.ledger = ledger;
    this.outbox = home.resolve("outbox");
    this.json = json;
    this.evidence = new LedgerCheck(ledger, names);
  }

  /**
   * The books of all requests that are to be audited, one after the other.
   *
   * @param auditedUntil those that agreed at that time or before are audited again
   */
  Iterator<RequestBooks> books(long run, Instant auditedUntil) {
    Iterator<RequestRecord> requests =
        new Paged<>(
            after -> ledger.checks().toAudit(run, auditedUntil, after, PAGE), RequestRecord::no);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return requests.hasNext();
      }

      @Override
      public RequestBooks next() {
        RequestRecord request = requests.next();
        RequestBooks books = books(request);
        seen.add(new Seen(request.no(), books.agrees() && request.reportedAt() != null));
        return books;
      }
    };
  }

  /** Notes all that was audited; to be called once the report is there. */
  void note(long run, Instant now) {
    seen.forEach(
        request -> ledger.checks().audited(run, request.requestNo(), request.settled(), now));
  }

  /** How many files were not there any more. */
  int cleared() {
    return cleared;
  }

  private RequestBooks books(RequestRecord request) {
    Balance balance = ledger.balance(request.no());
    List<Difference> differences = new ArrayList<>();
    if (request.state() == RequestState.FINAL && request.reportedAt() != null) {
      Map<String, Map<String, Long>> expected = new TreeMap<>();
      balance.byVendor().forEach((vendor, states) -> expected.put(vendor, named(states)));
      receipt(request, expected, differences);
      outcomes(request, expected, differences);
      signed(request, differences);
    }
    return new RequestBooks(request.id(), balance.rows(), balance.counted(), differences);
  }

  private static Map<String, Long> named(Map<ItemState, Long> states) {
    Map<String, Long> named = new TreeMap<>();
    states.forEach((state, count) -> named.put(state.name(), count));
    return named;
  }

  private void receipt(
      RequestRecord request,
      Map<String, Map<String, Long>> expected,
      List<Difference> differences) {
    Path file = outbox.resolve(request.id() + ".receipt.json");
    if (!Files.exists(file)) {
      cleared++;
      return;
    }
    try {
      Map<String, Map<String, Long>> counted = new TreeMap<>();
      for (Map.Entry<String, JsonNode> vendor :
          json.readTree(Files.readAllBytes(file)).path("counts").properties()) {
        Map<String, Long> counts = new TreeMap<>();
        vendor.getValue().properties().forEach(c -> counts.put(c.getKey(), c.getValue().asLong()));
        counted.put(vendor.getKey(), counts);
      }
      compare("receipt", expected, counted, differences);
    } catch (IOException e) {
      differences.add(unreadable("receipt"));
    }
  }

  private void outcomes(
      RequestRecord request,
      Map<String, Map<String, Long>> expected,
      List<Difference> differences) {
    Path file = outbox.resolve(request.id() + ".outcomes.csv");
    if (!Files.exists(file)) {
      cleared++;
      return;
    }
    Map<String, Map<String, Long>> shown = new TreeMap<>();
    expected.forEach((vendor, counts) -> shown.put(FormulaGuard.neutralise(vendor), counts));
    Map<String, Map<String, Long>> counted = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        counted
            .computeIfAbsent(row.getField("vendor"), vendor -> new TreeMap<>())
            .merge(row.getField("outcome"), 1L, Long::sum);
      }
      compare("outcomes file", shown, counted, differences);
    } catch (IOException | RuntimeException e) {
      differences.add(unreadable("outcomes file"));
    }
  }

  /** Holds ledger and outcomes file row by row against what was signed; counts alone can agree. */
  private void signed(RequestRecord request, List<Difference> differences) {
    ReceiptRecord known = ledger.receipt(request.no()).orElse(null);
    String text = known == null ? null : known.text();
    try {
      Path file = outbox.resolve(request.id() + ".receipt.json");
      if (known != null && Files.exists(file) && !Digests.of(file).equals(known.sha256())) {
        differences.add(
            new Difference("receipt-altered", "The receipt is not the one that was written."));
      }
      Receipt receipt = text == null ? null : Receipt.parse(text).orElse(null);
      if (receipt != null) {
        evidence.check(receipt, outbox).stream()
            .filter(Finding::isBroken)
            .map(finding -> new Difference("rows-altered", finding.text() + "."))
            .forEach(differences::add);
      }
    } catch (IOException e) {
      differences.add(unreadable("receipt or outcomes file"));
    }
  }

  private void compare(
      String what,
      Map<String, Map<String, Long>> expected,
      Map<String, Map<String, Long>> counted,
      List<Difference> differences) {
    // Retention replaces vendor cells that are no vendor's name, in the ledger and not in the
    // files.
    boolean agrees =
        counted.equals(expected)
            || (ledger.hasRetired() && byOutcome(counted).equals(byOutcome(expected)));
    if (!agrees) {
      differences.add(
          new Difference(
              what.replaceFirst(" file$", "") + "-differs",
              "The ledger has " + expected + ", and the " + what + " has " + counted + "."));
    }
  }

  private static Map<String, Long> byOutcome(Map<String, Map<String, Long>> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.values().forEach(some -> some.forEach((name, n) -> sums.merge(name, n, Long::sum)));
    return sums;
  }

  private static Difference unreadable(String what) {
    return new Difference(
        what.replaceFirst(" file$", "") + "-unreadable",
        "The " + what + " cannot be read, so it proves nothing.");
  }
}
