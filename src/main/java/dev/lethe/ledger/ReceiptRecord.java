package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link of the chain of receipts.
 *
 * @param number from 1, without a gap
 * @param requestNo the ledger's own number of its request
 * @param requestId what people call the request; empty if the ledger does not have it (any more)
 * @param writtenAt when it was written to the ledger
 * @param sha256 of the text in UTF-8, 64 lower-case hex digits
 * @param text the file's exact content; null once retention has cleared it
 */
public record ReceiptRecord(
    long number,
    long requestNo,
    String requestId,
    Instant writtenAt,
    String sha256,
    @Nullable String text) {}
