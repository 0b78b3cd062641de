package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one claimed item: the values the ledger writes.
 *
 * @param key the item
 * @param state a final outcome, or {@link ItemState#PENDING} / {@link ItemState#UNKNOWN} to come up
 *     again
 * @param due when it comes up again; null for an outcome
 * @param detail a sentence for a person; null where the outcome's usual sentence does
 * @param verdict what the vendor's reply said, for the evidence; null where the item was not sent
 *     and nothing is to be recorded
 * @param progress its attempts, this one included; its {@code code} is the one that decided
 */
public record Settlement(
    long key,
    ItemState state,
    @Nullable Instant due,
    @Nullable String detail,
    @Nullable String verdict,
    DueItem.Progress progress) {}
