package dev.lethe.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request about to be taken in.
 *
 * @param id what people call it: the file name's stem, a dash, and 8 hex digits of the content
 * @param source where it came from, below the inbox ({@code tencent-im/leavers.txt})
 * @param sha256 the content's SHA-256, 64 lower-case hex digits
 * @param receivedAt when it was found
 * @param submittedBy who handed it in, and so cannot approve it; null for a dropped file
 */
public record NewRequest(
    String id, String source, String sha256, Instant receivedAt, @Nullable String submittedBy) {

  /** A dropped file. */
  public NewRequest(String id, String source, String sha256, Instant receivedAt) {
    this(id, source, sha256, receivedAt, null);
  }
}
