package dev.lethe.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation run about to begin.
 *
 * @param kind why
 * @param about the vendors; of an expected-absent list its request id alone
 * @param cron the schedule that starts it, null where none does
 * @param dueAt when that schedule wants it
 * @param asked the number of the event that asks for it, 0 where none does
 * @param askedBy who does, null where nobody does
 */
public record NewRun(
    RunKind kind,
    List<String> about,
    @Nullable String cron,
    @Nullable Instant dueAt,
    long asked,
    @Nullable String askedBy) {

  /** A run that its schedule wants. */
  public static NewRun scheduled(List<String> vendors, String cron, Instant dueAt) {
    return new NewRun(RunKind.SCHEDULED, vendors, cron, dueAt, 0, null);
  }

  /** A run that somebody asked for. */
  public static NewRun asked(List<String> vendors, long event, @Nullable String by) {
    return new NewRun(RunKind.ON_DEMAND, vendors, null, null, event, by);
  }

  /** A look at a dropped list. */
  public static NewRun ofList(String requestId) {
    return new NewRun(RunKind.EXPECTED_ABSENT, List.of(requestId), null, null, 0, null);
  }
}
