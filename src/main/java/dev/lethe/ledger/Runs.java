package dev.lethe.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reconciliation runs in the ledger; see {@link Checks} for what is promised. */
public interface Runs {

  /** Begins a run. One of a dropped list that was cut off is begun again under its old number. */
  RunRecord begin(NewRun run, Instant now);

  /** The oldest run over vendors that has no end: it was cut off and is to go on. */
  Optional<RunRecord> cutOff();

  /** Notes that a run goes on where it was. */
  RunRecord resume(long run);

  /** Ends a run. */
  RunRecord end(long run, String conclusion, Instant now);

  /** Counts in a run, on top of what it counted. */
  void add(long run, String vendor, String figure, long n);

  /** What a run counted, by vendor and figure. */
  Map<String, Map<String, Long>> figures(long run);

  /** When a schedule last had its run at a vendor, or a run came that did as well. */
  Optional<Instant> lastAt(String vendor);

  /** The number of the newest event that a run answered, 0 for none. */
  long lastAsked();

  /** The run that answered an event, ended or not. */
  Optional<RunRecord> answering(long event);

  /** The newest run over vendors that has ended. */
  Optional<RunRecord> newest();

  /** When the oldest request was received. */
  Optional<Instant> oldestRequest();
}
