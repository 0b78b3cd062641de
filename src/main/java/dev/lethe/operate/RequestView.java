package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.lethe.ledger.ItemState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, with its books as they stand.
 *
 * @param id what people call it
 * @param source where it lay below the inbox
 * @param sha256 of the content, 64 lower-case hex digits
 * @param state {@code SUBMITTED} (on disk, not taken in yet), {@code REJECTED} (no good as a whole,
 *     nothing of it is kept), {@code PLANNED} (a dry run: its plan is in the outbox), {@code
 *     RECEIVING}, {@code HELD}, {@code OPEN}, {@code FINAL}, or {@code REPORTED} once its files are
 *     written
 * @param rows rows taken in so far
 * @param open rows that have no outcome yet
 * @param counts rows by vendor, as it came, and by outcome or open state
 * @param balanced whether the counts add up to the rows
 * @param submittedBy who handed it in, null for a dropped file
 * @param receivedAt when it was found
 * @param finalAt when its last row became final, null before
 * @param heldReason why it has to be or had to be approved, null if it was let go at once; of a
 *     {@code REJECTED} one why it is no good
 * @param decidedBy who approved or declined it, null before and where nobody had to
 * @param decidedWhy the reason they gave
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RequestView(
    String id,
    String source,
    String sha256,
    String state,
    long rows,
    long open,
    Map<String, Map<ItemState, Long>> counts,
    boolean balanced,
    @Nullable String submittedBy,
    Instant receivedAt,
    @Nullable Instant finalAt,
    @Nullable String heldReason,
    @Nullable String decidedBy,
    @Nullable String decidedWhy) {}
