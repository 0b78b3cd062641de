package dev.lethe.lane;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a date in any of the three forms that
 * 5.6.7 obliges us to accept.
 */
final class RetryAfter {
  // The third form, of C's asctime(), which the HTTP client's reader of dates does not know; its
  // day of the month is padded with a blank.
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Clock clock;

  /** A reader that measures dates against the given clock. */
  RetryAfter(Clock clock) {
    this.clock = clock;
  }

  /**
   * How long to wait: zero for a date that is past, null for nothing that can be read (a negative
   * number, say).
   */
  @Nullable Duration read(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    Instant date = date(text);
    if (date == null) {
      return null;
    }
    Duration wait = Duration.between(clock.instant(), date);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static @Nullable Instant date(String text) {
    Instant usual = DateUtils.parseStandardDate(text);
    if (usual != null) {
      return usual;
    }
    try {
      return ASCTIME.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
