package dev.lethe.ledger;

import org.jspecify.annotations.Nullable;

/**
 * An item that a lane has claimed.
 *
 * @param key the ledger's own key of the item
 * @param subject what the vendor calls it, exactly as it came
 * @param unknown whether it has been sent and its outcome is to be found out before it is sent
 *     again
 * @param progress what earlier attempts left behind
 */
public record DueItem(long key, String subject, boolean unknown, Progress progress) {

  /**
   * What the attempts so far left behind.
   *
   * @param attempts vendor calls that carried the item and got an answer, or none, of its own
   * @param strikes attempts that count against {@code max-attempts}
   * @param mayHaveRun whether an earlier attempt of ours may have deleted it
   * @param partial whether the vendor said that it stopped half-way: then only a deletion's own
   *     answer is proof, not a verify call
   * @param batchMost the largest batch it may go out in, 0 for the vendor's own limit
   * @param code the last code, null before the first answer
   */
  public record Progress(
      int attempts,
      int strikes,
      boolean mayHaveRun,
      boolean partial,
      int batchMost,
      @Nullable String code) {

    /** Before the first attempt. */
    public static final Progress NONE = new Progress(0, 0, false, false, 0, null);

    /** The same with another largest batch. */
    public Progress withBatchMost(int most) {
      return new Progress(attempts, strikes, mayHaveRun, partial, most, code);
    }

    /** The same with another last code. */
    public Progress withCode(String last) {
      return new Progress(attempts, strikes, mayHaveRun, partial, batchMost, last);
    }
  }
}
