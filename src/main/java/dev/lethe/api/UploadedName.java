package dev.lethe.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names of files that somebody hands in. */
final class UploadedName {
  static final int MOST = 200;

  private static final List<String> JSON = List.of(".json", ".jsonl", ".ndjson");
  private static final int KEY_PART = 8;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private UploadedName() {}

  /** A name without folders or anything that a terminal or a header would act on; else a 400. */
  static String checked(String name) {
    boolean odd =
        name.isBlank()
            || name.length() > MOST
            || name.startsWith(".")
            || name.codePoints().anyMatch(UploadedName::isOdd);
    if (odd) {
      throw Malformed.because(
          "A file's name has 1 to "
              + MOST
              + " characters, no folders, no control characters, and no dot at its begin.");
    }
    return name;
  }

  // A format character turns the direction of writing, say, and hides an ending.
  private static boolean isOdd(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> c == '/' || c == '\\' || c == ':';
    };
  }

  /** The name of a file of JSON. */
  static String json(@Nullable String name, @Nullable String key, Instant now) {
    if (name == null) {
      return "api-" + (key == null ? TIME.format(now) : begin(key)) + ".json";
    }
    String lower = checked(name).toLowerCase(Locale.ROOT);
    return JSON.stream().anyMatch(lower::endsWith) ? name : checked(name + ".json");
  }

  private static String begin(String key) {
    return key.substring(0, Math.min(KEY_PART, key.length())).replaceAll("[^A-Za-z0-9-]", "_");
  }
}
