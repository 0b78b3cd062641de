package dev.lethe.sandbox;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Who has an account at a simulated vendor.
 *
 * <p>Everyone has one at first, save whom a rule excludes; only what changes is remembered, in some
 * 16 bytes an account, so that millions can be deleted. Where a vendor can list its accounts, they
 * are a {@link #listed list of names} instead. Safe for many threads.
 */
public final class Accounts {

  /** Ids that begin so have no account at first, in every simulated vendor. */
  public static final String ABSENT_PREFIX = "absent-";

  private static final int PRESENT = 1;
  private static final int ABSENT = 2;

  private final Predicate<String> absentAtFirst;
  private final CompactIdMap changed = new CompactIdMap();
  private final Optional<Roster> roster;

  /** Everyone but those whom the rule excludes. */
  public Accounts(Predicate<String> absentAtFirst) {
    this(absentAtFirst, Optional.empty());
  }

  private Accounts(Predicate<String> absentAtFirst, Optional<Roster> roster) {
    this.absentAtFirst = absentAtFirst;
    this.roster = roster;
  }

  /** These and nobody else, who can be listed in this order. */
  public static Accounts listed(Collection<String> names) {
    Set<String> atFirst = Set.copyOf(names);
    return new Accounts(id -> !atFirst.contains(id), Optional.of(new Roster(names)));
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
    boolean there = exists(id, changed.put(id, ABSENT));
    roster.ifPresent(list -> list.changes.incrementAndGet());
    return there;
  }

  /** Gives the id an account. */
  public void restore(String id) {
    changed.put(id, PRESENT);
    roster.ifPresent(list -> list.add(id));
  }

  /** Whether it can be said who is there. */
  public boolean canBeListed() {
    return roster.isPresent();
  }

  /**
   * Who is there, those who came later at the end; the same list until something changes.
   *
   * @throws IllegalStateException if these accounts are not listed
   */
  public List<String> list() {
    return roster
        .orElseThrow(() -> new IllegalStateException("These accounts are a rule, not a list."))
        .present(this::exists);
  }

  /** How many accounts have been deleted or declared absent, and not been put back. */
  public long deleted() {
    return changed.count(state -> state == ABSENT);
  }

  private boolean exists(String id, int state) {
    return state == PRESENT || (state != ABSENT && !absentAtFirst.test(id));
  }

  /** All names that ever had an account, and those of them that have one, kept until a change. */
  private static final class Roster {
    private final Set<String> known;
    private final AtomicLong changes = new AtomicLong();
    private List<String> present = List.of();
    private long presentAt = -1;

    Roster(Collection<String> names) {
      known = new LinkedHashSet<>(names);
    }

    synchronized void add(String name) {
      known.add(name);
      changes.incrementAndGet();
    }

    synchronized List<String> present(Predicate<String> exists) {
      // Read first: a change while the list is made makes it anew the next time.
      long now = changes.get();
      if (presentAt != now) {
        present = known.stream().filter(exists).toList();
        presentAt = now;
      }
      return present;
    }
  }
}
