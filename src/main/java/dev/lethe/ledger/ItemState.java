package dev.lethe.ledger;

/** Where an item is: open (to be worked on) or final (its outcome). */
public enum ItemState {
  /** Open: due now or later. */
  PENDING(false, false),
  /** Open: claimed by a lane, perhaps on its way to the vendor. */
  SENT(false, false),
  /** Open: sent, and what became of it is not known yet. */
  UNKNOWN(false, false),
  /** Open: its request waits for an approval. */
  HELD(false, false),
  /** The vendor confirmed it, or it is proven absent after we had sent it. */
  DELETED(true, false),
  /** The vendor did not have it, and no earlier attempt of ours can have removed it. */
  ALREADY_ABSENT(true, false),
  /** Never sent: malformed, unknown vendor, protected subject, forbidden characters. */
  REJECTED(true, true),
  /** The vendor will not delete this one. */
  REFUSED(true, true),
  /** Attempts ran out with no final answer. */
  EXHAUSTED(true, true),
  /** An operator declined the approval. */
  CANCELLED(true, false);

  private final boolean last;
  private final boolean deadLetter;

  ItemState(boolean last, boolean deadLetter) {
    this.last = last;
    this.deadLetter = deadLetter;
  }

  /** Whether this is an outcome, after which nothing is done any more. */
  public boolean isFinal() {
    return last;
  }

  /** Whether an item with this outcome has a line in the dead letter. */
  public boolean isDeadLetter() {
    return deadLetter;
  }
}
