package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a lane a run looks at: those decided within a span that nobody has looked at, and
 * those whose next look has come; none twice in one run.
 *
 * @param run the run
 * @param lane the lane
 * @param decidedAfter what was decided earlier is not looked at any more
 * @param decidedBefore what was decided later is not looked at yet
 * @param now what was to be looked at again by then is due
 * @param subjectKey the key by whose hashes retired items can be found, null for none of them
 */
public record LookSpan(
    long run,
    String lane,
    Instant decidedAfter,
    Instant decidedBefore,
    Instant now,
    @Nullable String subjectKey) {}
