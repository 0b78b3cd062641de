package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody handed in, as it was noted.
 *
 * @param no its number
 * @param source where it lies or lay below the inbox
 * @param sha256 the content's SHA-256, 64 lower-case hex digits
 * @param requestId its request, which may not be there yet
 * @param by who handed it in
 * @param key what makes a repeated submission the same one, null for none
 * @param at when
 * @param rejected why the file was no good as a whole, null if that is not known
 */
public record SubmissionRecord(
    long no,
    String source,
    String sha256,
    String requestId,
    String by,
    @Nullable String key,
    Instant at,
    @Nullable String rejected) {}
