package dev.lethe.vendor;

/** What a vendor's reply says of one item, or of the whole call. */
public enum Verdict {
  /** The vendor confirms the deletion. */
  DELETED,
  /** The vendor does not have it. */
  ABSENT,
  /** A verify call found it: still there. */
  PRESENT,
  /** Transient: the same item is sent again later. */
  RETRY,
  /**
   * The vendor will not delete this one. Of a whole call: one of its items is no good, so the batch
   * is halved until the item is found.
   */
  REFUSED,
  /** Not said: to be found out by a verify call, or by sending again in a smaller batch. */
  UNKNOWN,
  /** The token is stale: a new one is made once, then the items are sent again. */
  RELOGIN,
  /** A configuration or a permission is wrong: the lane stops, its items stay due. */
  HALT
}
