package dev.lethe.token;

import java.time.Instant;

/**
 * What a login route returned.
 *
 * @param value what the vendor's route sends along; its text is never shown
 * @param madeAt when it was made
 * @param expiresAt when the vendor stops accepting it
 */
public record Token(Object value, Instant madeAt, Instant expiresAt) {

  @Override
  public String toString() {
    return "Token[expiresAt=" + expiresAt + "]";
  }
}
