package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.lethe.ledger.ItemState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row.
 *
 * @param request its request
 * @param row its number there, from 1
 * @param vendor as it came
 * @param subject masked ({@code U…1}) unless it was asked for as it came; a keyed hash after
 *     retention
 * @param masked whether the subject is not shown as it came
 * @param reference the caller's own, masked like the subject, null if there is none
 * @param state its outcome, or where it is
 * @param code the vendor's code or a word of ours, null before the first answer
 * @param detail what the code means, as a sentence; null while there is none
 * @param attempts vendor calls that carried it
 * @param decidedAt when it became final, null before
 * @param replayedAs the request that sends it again, null if none does
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ItemView(
    String request,
    int row,
    String vendor,
    String subject,
    boolean masked,
    @Nullable String reference,
    ItemState state,
    @Nullable String code,
    @Nullable String detail,
    int attempts,
    @Nullable Instant decidedAt,
    @Nullable String replayedAs) {}
