package dev.lethe.command;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.DeadLetterQuery;
import dev.lethe.operate.PageQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows that failed. */
final class Failed {
  @Option(names = "--request", paramLabel = "ID", description = "only of this request")
  private @Nullable String request;

  @Option(names = "--vendor", paramLabel = "NAME", description = "only for this vendor")
  private @Nullable String vendor;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "only those REJECTED, REFUSED or EXHAUSTED")
  private @Nullable Outcome outcome;

  @Option(names = "--code", paramLabel = "CODE", description = "only with this code")
  private @Nullable String code;

  /** How a row fails. */
  enum Outcome {
    REJECTED,
    REFUSED,
    EXHAUSTED
  }

  /** Whether any filter is set. */
  boolean isNarrow() {
    return request != null || vendor != null || outcome != null || code != null;
  }

  DeadLetterQuery query(boolean reveal, String by, PageQuery page) {
    return new DeadLetterQuery(
        request,
        vendor,
        outcome == null ? null : ItemState.valueOf(outcome.name()),
        code,
        reveal,
        by,
        page);
  }
}
