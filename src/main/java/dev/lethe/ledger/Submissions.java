package dev.lethe.ledger;

import java.util.Optional;

/**
 * Files that somebody handed in. Each is noted before its file is in the inbox; {@link
 * Ledger#begin} finds the note by the file's place and content, and so knows who handed it in.
 */
public interface Submissions {

  /**
   * Notes a submission, or finds the one with that key of that person, or the same one without a
   * key. It keeps the id for its request: no other one gets it.
   *
   * @return what stands in the ledger; with a key that was used before perhaps another file
   */
  SubmissionRecord note(NewSubmission submission);

  /** The first submission whose request has, or will have, that id. */
  Optional<SubmissionRecord> byRequest(String requestId);

  /** The request that was made of a file at that place with that content. */
  Optional<RequestRecord> taken(String source, String sha256);

  /** Notes that a file was no good as a whole; nothing happens if nobody handed it in. */
  void rejected(String source, String sha256, String reason);
}
