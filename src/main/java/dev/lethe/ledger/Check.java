package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one look said of an item.
 *
 * @param key the item
 * @param result what it comes to
 * @param code the vendor's code or a word of ours, as evidence
 * @param at when the vendor was asked
 * @param next when the item is to be looked at again, null for never
 */
public record Check(
    long key, CheckResult result, String code, Instant at, @Nullable Instant next) {}
