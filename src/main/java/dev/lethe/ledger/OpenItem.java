package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item without an outcome, for people.
 *
 * @param key the ledger's own key of it
 * @param requestId its request
 * @param row its number in it
 * @param vendor the configured vendor
 * @param subject as it came
 * @param state where it is
 * @param code the last code, null before the first answer
 * @param receivedAt when its request was received
 */
public record OpenItem(
    long key,
    String requestId,
    int row,
    String vendor,
    String subject,
    ItemState state,
    @Nullable String code,
    Instant receivedAt) {}
