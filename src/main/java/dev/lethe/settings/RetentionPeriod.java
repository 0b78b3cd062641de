package dev.lethe.settings;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long after a request is final its subjects stay in the ledger: a duration, or {@code never}.
 */
public final class RetentionPeriod {
  private static final String NEVER = "never";

  private final @Nullable Duration after;

  private RetentionPeriod(@Nullable Duration after) {
    this.after = after;
  }

  /**
   * Reads a setting; Spring calls it by its name.
   *
   * @param text {@code 30d}, {@code 0s} (as soon as the receipt is written), or {@code never}
   * @throws IllegalArgumentException if it is none of them
   */
  public static RetentionPeriod valueOf(String text) {
    if (NEVER.equalsIgnoreCase(text.strip())) {
      return new RetentionPeriod(null);
    }
    Duration after = DurationStyle.detectAndParse(text.strip());
    if (after.isNegative()) {
      throw new IllegalArgumentException("It must not be negative");
    }
    return new RetentionPeriod(after);
  }

  /** The period, empty for never. */
  public Optional<Duration> after() {
    return Optional.ofNullable(after);
  }

  @Override
  public String toString() {
    return after == null ? NEVER : after.toString();
  }
}
