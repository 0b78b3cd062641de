package dev.lethe.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each vendor's token in memory. However many calls wait, a token is made once; it is renewed
 * ahead of its end; and one that the vendor turned down is dropped only if it is still the current
 * one.
 */
public final class TokenCache {
  // Lethe's blueprint: 60 s ahead of its end or a tenth of its life, whichever is less.
  private static final Duration MOST_AHEAD = Duration.ofSeconds(60);
  private static final int PART_OF_LIFE = 10;

  private final Clock clock;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  /** A cache that takes the time from the given clock. */
  public TokenCache(Clock clock) {
    this.clock = clock;
  }

  /**
   * The vendor's token, made by {@code login} if there is none or it is about to end. Callers that
   * come while it is being made wait for it; what {@code login} throws reaches the caller.
   */
  public Token get(String vendor, Supplier<Token> login) {
    Slot slot = slots.computeIfAbsent(vendor, name -> new Slot());
    synchronized (slot) {
      Token token = slot.token;
      if (token == null || !isGood(token)) {
        token = login.get();
        slot.token = token;
        slot.worked = false;
      }
      return token;
    }
  }

  /**
   * Says that the vendor turned a token down.
   *
   * @return true if it is worth trying again with a new token; false if this one was itself made
   *     because another had been turned down, and has never worked
   */
  public boolean reject(String vendor, Token failed) {
    Slot slot = slots.computeIfAbsent(vendor, name -> new Slot());
    synchronized (slot) {
      if (!failed.equals(slot.token)) {
        return true;
      }
      boolean second = slot.afterRejection && !slot.worked;
      slot.token = null;
      slot.afterRejection = true;
      return !second;
    }
  }

  /** Forgets a vendor's token and what became of it: the next caller makes a new one. */
  public void drop(String vendor) {
    slots.remove(vendor);
  }

  /** Says that the vendor accepted a token. */
  public void worked(String vendor, Token token) {
    Slot slot = slots.get(vendor);
    if (slot != null) {
      synchronized (slot) {
        if (token.equals(slot.token)) {
          slot.worked = true;
          slot.afterRejection = false;
        }
      }
    }
  }

  // One from the future was made before the clock was set back: its end is as wrong.
  private boolean isGood(Token token) {
    Instant now = clock.instant();
    return !now.isBefore(token.madeAt()) && now.isBefore(renewalOf(token));
  }

  private static Instant renewalOf(Token token) {
    Duration life = Duration.between(token.madeAt(), token.expiresAt());
    if (life.isNegative() || life.isZero()) {
      // One of the two clocks is wrong. The vendor will say when it has enough of the token.
      return token.madeAt().plus(MOST_AHEAD);
    }
    Duration tenth = life.dividedBy(PART_OF_LIFE);
    return token.expiresAt().minus(tenth.compareTo(MOST_AHEAD) < 0 ? tenth : MOST_AHEAD);
  }

  private static final class Slot {
    private @Nullable Token token;
    private boolean afterRejection;
    private boolean worked;
  }
}
