package dev.lethe.ledger;

import java.time.Instant;

/**
 * Rows that are sent again as one request.
 *
 * @param no its number
 * @param name of its file
 * @param by who asked for it
 * @param at when
 */
public record ReplayRecord(long no, String name, String by, Instant at) {}
