package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of a request as it stands, for people; a double shows the state of the row it repeats.
 *
 * @param key the ledger's own key of it
 * @param requestId its request
 * @param row its number in it, from 1
 * @param vendor as it came
 * @param subject as it came; a keyed hash once it is retired
 * @param reference as it came, null if there is none
 * @param state its outcome, or where it is
 * @param code the vendor's code or a word of ours, null before the first answer
 * @param detail the stored sentence, null where the usual one of its outcome does
 * @param attempts vendor calls that carried it
 * @param decidedAt when it became final, null before
 * @param firstRow the row whose outcome it shares, 0 where it stands for itself
 * @param retired whether subject and reference are keyed hashes
 * @param replayedAs the request that sends it again, null if none does
 */
public record ItemRecord(
    long key,
    String requestId,
    int row,
    String vendor,
    String subject,
    @Nullable String reference,
    ItemState state,
    @Nullable String code,
    @Nullable String detail,
    int attempts,
    @Nullable Instant decidedAt,
    int firstRow,
    boolean retired,
    @Nullable String replayedAs) {}
