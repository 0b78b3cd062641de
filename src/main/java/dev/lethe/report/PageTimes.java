package dev.lethe.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as the page shows them, in the time zone of the schedule. */
final class PageTimes {
  private final DateTimeFormatter minute;
  private final DateTimeFormatter day;
  private final DateTimeFormatter hour;

  PageTimes(ZoneId zone) {
    this.minute = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH).withZone(zone);
    this.hour = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(zone);
    this.day = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(zone);
  }

  /** 21 Nov 2026, 16:45; nothing for null. */
  String minute(@Nullable Instant instant) {
    return instant == null ? "" : minute.format(instant);
  }

  /** The second of two times, without the day if it is that of the first. */
  String until(Instant from, Instant to) {
    return day(from).equals(day(to)) ? hour.format(to) : minute(to);
  }

  /** 21 November 2026. */
  String day(Instant instant) {
    return day.format(instant);
  }

  /** 42 s, 15 min, 2 h 5 min. */
  static String took(Instant from, Instant to) {
    Duration took = Duration.between(from, to);
    if (took.toMinutes() == 0) {
      return took.toSeconds() + " s";
    }
    return took.toHours() == 0
        ? took.toMinutes() + " min"
        : took.toHours() + " h " + took.toMinutesPart() + " min";
  }

  /** 30 days, 1.5 days; nothing for null. */
  static String days(@Nullable Duration duration) {
    BigDecimal days = Words.days(duration);
    if (days == null) {
      return "";
    }
    String number = days.stripTrailingZeros().toPlainString();
    return number + (number.equals("1") ? " day" : " days");
  }
}
