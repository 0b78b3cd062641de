package dev.lethe.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, times and lists as text. */
final class Words {
  private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

  private Words() {}

  /** 12,345. */
  static String number(long n) {
    return String.format(Locale.ENGLISH, "%,d", n);
  }

  /** 1 row, 2 rows. */
  static String count(long n, String one) {
    return number(n) + " " + one + (n == 1 ? "" : "s");
  }

  /** a, b and c. */
  static String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** With a capital in front. */
  static String sentence(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ENGLISH) + text.substring(1);
  }

  /** ISO 8601 in UTC, to the millisecond, as in the outcomes files; null stays null. */
  static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Days with one decimal place; null stays null. */
  static @Nullable BigDecimal days(@Nullable Duration duration) {
    return duration == null
        ? null
        : BigDecimal.valueOf(duration.toSeconds()).divide(SECONDS_A_DAY, 1, RoundingMode.HALF_UP);
  }
}
