package dev.lethe.report;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run comes to, counted over everything that was written.
 *
 * @param conclusion clean or not
 * @param said the same in one sentence
 * @param checked rows that were asked for, at all vendors
 * @param findings lines by result, each result named; {@link Result#CONFIRMED} too
 * @param overdue overdue rows by how far they are past the deadline
 * @param oldestOverdue the age of the oldest of them, null where there is none or none is known
 * @param requests requests whose books were looked at
 * @param rows their rows
 * @param unbalanced requests with rows that are not accounted for
 * @param differing requests where the ledger, the receipt and the outcomes file differ
 * @param contradictions where the run's figures are not those of its lines; a fault of Lethe
 */
public record Summary(
    Conclusion conclusion,
    String said,
    long checked,
    Map<Result, Long> findings,
    Map<OverdueBand, Long> overdue,
    @Nullable Duration oldestOverdue,
    long requests,
    long rows,
    long unbalanced,
    long differing,
    List<String> contradictions) {

  /** Keeps copies, in the order of the enums. */
  public Summary {
    findings = Collections.unmodifiableMap(new EnumMap<>(findings));
    overdue = Collections.unmodifiableMap(new EnumMap<>(overdue));
    contradictions = List.copyOf(contradictions);
  }

  /** Whether nothing at all has to be looked at. */
  public boolean clean() {
    return conclusion == Conclusion.CLEAN;
  }

  /** How many lines are findings, those that are only confirmed left out. */
  public long findingLines() {
    return findings.entrySet().stream()
        .filter(entry -> entry.getKey().isFinding())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
