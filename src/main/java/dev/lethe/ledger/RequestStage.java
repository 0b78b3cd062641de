package dev.lethe.ledger;

/** Where a request is, for people: as {@link RequestState}, and whether its files are written. */
public enum RequestStage {
  /** Its file is being read. */
  RECEIVING,
  /** Over a safety cap; it waits for an approval. */
  HELD,
  /** Its items are being worked on. */
  OPEN,
  /** Every item is final, its files are still to be written. */
  FINAL,
  /** Its files are written. */
  REPORTED;

  /** The stage of a request. */
  public static RequestStage of(RequestRecord request) {
    return request.reportedAt() != null ? REPORTED : valueOf(request.state().name());
  }
}
