package dev.lethe.console;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Numbers, times and spans as one person reads them. The zone of a browser is not known: UTC. */
final class Shown {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int SHOWN_OF_SHA256 = 12;

  private final MessageSource texts;
  private final Clock clock;
  private final Locale locale;

  Shown(MessageSource texts, Clock clock, Locale locale) {
    this.texts = texts;
    this.clock = clock;
    this.locale = locale;
  }

  /** Whether sentences that are kept in English stand among texts in another language. */
  public boolean foreign() {
    return !locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
  }

  /** {@code 2026-11-21 20:15:01 UTC}. */
  public String time(Instant at) {
    return TIME.format(at);
  }

  /** For {@code <time datetime>}. */
  public String iso(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** With the thousands apart. */
  public String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /** Calls a second, say. */
  public String decimal(double number) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(2);
    return format.format(number);
  }

  /** How long something took or takes, with one or two units. */
  public String span(double seconds) {
    if (seconds < 10) {
      NumberFormat tenths = NumberFormat.getNumberInstance(locale);
      tenths.setMaximumFractionDigits(1);
      return text("span.seconds", tenths.format(seconds));
    }
    long whole = (long) Math.ceil(seconds);
    if (whole < 90) {
      return text("span.seconds", number(whole));
    }
    long minutes = (whole + 59) / 60;
    if (minutes < 90) {
      return text("span.minutes", number(minutes));
    }
    return minutes < 48 * 60
        ? text("span.hours", number(minutes / 60), number(minutes % 60))
        : text("span.days", number(minutes / 1440), number(minutes / 60 % 24));
  }

  /** From one time to another, or to now. */
  public String span(Instant from, @Nullable Instant to) {
    Duration between = Duration.between(from, to == null ? clock.instant() : to);
    return span(Math.max(0, between.toMillis() / 1000.0));
  }

  /** From now to a time to come. */
  public String until(Instant then) {
    return span(Math.max(0, Duration.between(clock.instant(), then).toMillis() / 1000.0));
  }

  /** The first digits of a hash, which are enough to compare by eye. */
  public String digest(String sha256) {
    return sha256.length() <= SHOWN_OF_SHA256 ? sha256 : sha256.substring(0, SHOWN_OF_SHA256) + "…";
  }

  private String text(String key, Object... values) {
    return texts.getMessage(key, values, locale);
  }
}
