package dev.lethe.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as the ledger knows it.
 *
 * @param no the ledger's own number of it
 * @param id what people call it
 * @param source where it came from, below the inbox
 * @param sha256 the content's SHA-256, 64 lower-case hex digits
 * @param state where it is
 * @param rows how many rows it has (so far, while it is being received)
 * @param receivedAt when its file was found
 * @param releasedAt when its items became due, null before
 * @param finalAt when its last item became final, null before
 * @param reportedAt when its receipt was written, null before
 * @param heldReason why it had to be approved, null if it was let go at once; stays when it is
 *     decided
 * @param submittedBy who handed it in, null for a dropped file
 */
public record RequestRecord(
    long no,
    String id,
    String source,
    String sha256,
    RequestState state,
    long rows,
    Instant receivedAt,
    @Nullable Instant releasedAt,
    @Nullable Instant finalAt,
    @Nullable Instant reportedAt,
    @Nullable String heldReason,
    @Nullable String submittedBy) {

  /**
   * Why this person cannot approve it, as a sentence; empty if they can. Four eyes: whoever could
   * both hand in and approve would not be held back by any cap.
   */
  public Optional<String> refusesApprovalBy(String person) {
    if (submittedBy == null || !submittedBy.strip().equalsIgnoreCase(person.strip())) {
      return Optional.empty();
    }
    return Optional.of(
        "Request "
            + id
            + " was handed in by "
            + submittedBy
            + ", so somebody else has to approve it. It stays held; nothing of it is sent.");
  }
}
