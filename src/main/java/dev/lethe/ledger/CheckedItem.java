package dev.lethe.ledger;

import java.time.Instant;

/**
 * A look that says something else than "gone", for people.
 *
 * @param key the ledger's own key of the item
 * @param requestId its request
 * @param row its number in it
 * @param vendor the configured vendor
 * @param subject as it came, or the keyed hash that stands for it
 * @param result what the look comes to
 * @param code its evidence
 * @param decidedAt when the item was decided
 * @param checkedAt when the vendor was asked
 * @param retired whether the subject is a hash
 */
public record CheckedItem(
    long key,
    String requestId,
    int row,
    String vendor,
    String subject,
    CheckResult result,
    String code,
    Instant decidedAt,
    Instant checkedAt,
    boolean retired) {}
