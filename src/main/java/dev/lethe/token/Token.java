package dev.lethe.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a login route returned.
 *
 * @param value what the vendor's route sends along; its text is never shown
 * @param madeAt when it was made
 * @param expiresAt when the vendor stops accepting it
 * @param account the account that it was made for, which must not be deleted; null if not known
 */
public record Token(Object value, Instant madeAt, Instant expiresAt, @Nullable String account) {

  /** A token whose login says nothing of its account. */
  public Token(Object value, Instant madeAt, Instant expiresAt) {
    this(value, madeAt, expiresAt, null);
  }

  @Override
  public String toString() {
    return "Token[expiresAt=" + expiresAt + "]";
  }
}
