package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that was asked for by its subject.
 *
 * @param requestId its request
 * @param requestNo the ledger's own number of the request
 * @param row its number in the request, from 1
 * @param state its outcome, or where it is
 * @param code the vendor's code or a word of ours, null before the first answer
 * @param attempts vendor calls that carried it
 * @param decidedAt when it became final, null before
 * @param firstRow the row whose outcome it shares, 0 where it stands for itself
 * @param retired whether the ledger holds only a keyed hash of the subject
 */
public record FoundRow(
    String requestId,
    long requestNo,
    int row,
    ItemState state,
    @Nullable String code,
    int attempts,
    @Nullable Instant decidedAt,
    int firstRow,
    boolean retired) {}
