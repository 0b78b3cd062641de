package dev.lethe.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run was and what it counted. Findings and the books of requests may be many, so they are
 * not in here: they come one by one, see {@link ReportFiles#write}.
 *
 * @param runId the run's own name
 * @param kind why it ran
 * @param startedAt when it began; that of the first part if it was cut off and went on
 * @param finishedAt when it ended; it names the files
 * @param schedule the cron expression that started it, null if none did
 * @param zone the time zone of the schedule, and of the times on the page
 * @param list the name of the dropped file of an {@link Kind#EXPECTED_ABSENT} run, else null
 * @param version Lethe's
 * @param resumed whether it was cut off and went on where it was
 * @param deadline how long a row may take before it is overdue ({@code lethe.sla})
 * @param vendors one for each vendor that rows were checked at, or were to be
 */
public record ReconcileReport(
    String runId,
    Kind kind,
    Instant startedAt,
    Instant finishedAt,
    @Nullable String schedule,
    ZoneId zone,
    @Nullable String list,
    String version,
    boolean resumed,
    Duration deadline,
    List<VendorFigures> vendors) {

  /** Why it ran. */
  public enum Kind {
    /** Its time had come, or had been missed. */
    SCHEDULED,
    /** Somebody asked for it. */
    ON_DEMAND,
    /** Somebody dropped a list of subjects that should be gone. */
    EXPECTED_ABSENT
  }

  /** Keeps a copy of the vendors. */
  public ReconcileReport {
    vendors = List.copyOf(vendors);
  }
}
