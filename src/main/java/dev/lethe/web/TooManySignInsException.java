package dev.lethe.web;

import org.springframework.security.core.AuthenticationException;

/** Too many refused sign-ins from an address or of a name: nothing was looked at. */
final class TooManySignInsException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final long seconds;

  /**
   * A refusal.
   *
   * @param seconds until the next one is looked at, 1 or more
   */
  TooManySignInsException(long seconds) {
    super("too many refused sign-ins");
    this.seconds = seconds;
  }

  long seconds() {
    return seconds;
  }
}
