package dev.lethe.sandbox;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Who has an account at a simulated vendor.
 *
 * <p>Everyone has one at first, save whom a rule excludes; only what changes is remembered, in some
 * 16 bytes an account, so that millions can be deleted. Safe for many threads.
 */
public final class Accounts {

  /** Ids that begin so have no account at first, in every simulated vendor. */
  public static final String ABSENT_PREFIX = "absent-";

  private static final int PRESENT = 1;
  private static final int ABSENT = 2;

  private final Predicate<String> absentAtFirst;
  private final CompactIdMap changed = new CompactIdMap();

  /** Everyone but those whom the rule excludes. */
  public Accounts(Predicate<String> absentAtFirst) {
    this.absentAtFirst = absentAtFirst;
  }

  /** Everyone but these ids and those that begin with the prefix. */
  public static Accounts allBut(Set<String> absent, String absentPrefix) {
    Set<String> copy = Set.copyOf(absent);
    return new Accounts(id -> copy.contains(id) || id.startsWith(absentPrefix));
  }

  /** Whether the id has an account. */
  public boolean exists(String id) {
    return exists(id, changed.get(id));
  }

  /** Deletes, and tells whether the account was there; of two threads, one hears yes. */
  public boolean delete(String id) {
    return exists(id, changed.put(id, ABSENT));
  }

  /** Gives the id an account. */
  public void restore(String id) {
    changed.put(id, PRESENT);
  }

  /** How many accounts have been deleted or declared absent, and not been put back. */
  public long deleted() {
    return changed.count(state -> state == ABSENT);
  }

  private boolean exists(String id, int state) {
    return state == PRESENT || (state != ABSENT && !absentAtFirst.test(id));
  }
}
