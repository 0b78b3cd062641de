package dev.lethe.lane;

import dev.lethe.vendor.Answer;
import dev.lethe.vendor.Listing;
import java.util.List;

/**
 * Asks vendors who is there, beside the lanes: at the vendor's own pace, with its tokens, and
 * behind its deletions. Nothing that is asked here changes an item.
 *
 * <p>A call that fails is an {@link Answer} too, with the code of the failure for the whole call.
 */
public interface Asking {

  /** What a vendor offers. */
  enum Way {
    /** It answers for some subjects at once, or is looked into one by one. */
    BY_SUBJECT,
    /** It lists everybody. */
    BY_LIST,
    /** It cannot be asked. */
    NONE
  }

  /** Whether calls may go out. */
  enum Gate {
    /** They may. */
    OPEN,
    /** The vendor asks for a pause, or does not work. */
    PAUSED,
    /** A setting or a permission is wrong. */
    HALTED,
    /** No vendor is called at all: a dry run. */
    SHUT,
    /** Lethe is going down. */
    STOPPING
  }

  /** What an enabled vendor offers. */
  Way way(String vendor);

  /** Whether an enabled vendor may be called. */
  Gate gate(String vendor);

  /**
   * Asks for subjects, no two the same and no more than the vendor takes in a look-up.
   *
   * @return codes by subject, as the vendor's table has them
   */
  Answer ask(String vendor, List<String> subjects);

  /**
   * Reads the whole list of a vendor.
   *
   * @throws dev.lethe.vendor.CallFailedException if a page of it cannot be had
   */
  Listing list(String vendor);

  /**
   * Sends a deletion, for vendors that cannot be asked: "not there" is then the proof. The account
   * that Lethe logs in with is left out.
   */
  Answer sendAgain(String vendor, List<String> subjects);

  /** How many calls have been made at a vendor through this since the start. */
  long calls(String vendor);
}
