package dev.lethe.report;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report: one row and what was found. A row can have two lines, {@link
 * Result#UNKNOWN} and {@link Result#OVERDUE} for instance.
 *
 * @param result what was found
 * @param vendor its name, in a dropped list as it came
 * @param subject in full; only the page masks it
 * @param requestId the request it came with; null for a row of a dropped list, and where the ledger
 *     has forgotten it
 * @param row its number in that request or list, from 1; 0 where it is forgotten
 * @param code the vendor's code or a short word of ours, null where there is none
 * @param said a sentence for a person, without the subject
 * @param decidedAt when it became final, null if it is not or if that is not known
 * @param checkedAt when it was asked for, null if it was not
 * @param age since the row was taken in if it is not final, else since it was decided; null where
 *     neither is known
 */
public record Finding(
    Result result,
    String vendor,
    String subject,
    @Nullable String requestId,
    int row,
    @Nullable String code,
    String said,
    @Nullable Instant decidedAt,
    @Nullable Instant checkedAt,
    @Nullable Duration age) {}
