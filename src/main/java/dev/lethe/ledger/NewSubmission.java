package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody hands in.
 *
 * @param source where it will lie below the inbox
 * @param sha256 the content's SHA-256, 64 lower-case hex digits
 * @param id what its request is called unless another one is called so
 * @param by who hands it in
 * @param key what makes a repeated submission the same one, null for none
 * @param callback where the receipt is posted, null for nowhere
 * @param at when
 */
public record NewSubmission(
    String source,
    String sha256,
    String id,
    String by,
    @Nullable String key,
    @Nullable String callback,
    Instant at) {}
