package dev.lethe.vendor;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A vendor call that gave no reply to read verdicts from. Its message is the code alone: addresses,
 * queries and bodies stay out of it.
 */
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient @Nullable Duration retryAfter;
  private final boolean sent;

  /** A failure by its code, {@code timeout} or {@code http-503} for example. */
  public CallFailedException(String code) {
    this(code, null);
  }

  /**
   * A failure after which the vendor wants a pause.
   *
   * @param retryAfter how long the vendor asks to wait, null if it does not say
   */
  public CallFailedException(String code, @Nullable Duration retryAfter) {
    this(code, retryAfter, true);
  }

  private CallFailedException(String code, @Nullable Duration retryAfter, boolean sent) {
    super(code, null, false, false);
    this.code = code;
    this.retryAfter = retryAfter;
    this.sent = sent;
  }

  /** The same failure of a login, before the call that it was for. */
  public CallFailedException beforeSending() {
    return new CallFailedException(code, retryAfter, false);
  }

  /** Whether the call that carried the items may have gone out. */
  public boolean sent() {
    return sent;
  }

  /** The code, to be looked up in the vendor's table. */
  public String code() {
    return code;
  }

  /** How long the vendor asks to wait. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
