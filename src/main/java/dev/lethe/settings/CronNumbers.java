package dev.lethe.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the numbers of a schedule, because Quartz 2.5 lets some of them pass that no clock has
 * ({@code 99} seconds) and then fires at another time than was meant.
 */
final class CronNumbers {
  private static final Pattern NUMBER = Pattern.compile("(?<![#/\\d])\\d+");

  /** Fields in Quartz's order, with what each may hold. */
  private static final List<Field> FIELDS =
      List.of(
          new Field("second", 0, 59),
          new Field("minute", 0, 59),
          new Field("hour", 0, 23),
          new Field("day of month", 1, 31),
          new Field("month", 1, 12),
          new Field("day of week", 1, 7),
          new Field("year", 1970, 2199));

  private record Field(String name, int least, int most) {}

  private CronNumbers() {}

  /** What is wrong with a schedule's numbers, null for nothing. */
  static @Nullable String problem(String cron) {
    String[] parts = cron.strip().split("\\s+", -1);
    for (int i = 0; i < Math.min(parts.length, FIELDS.size()); i++) {
      Field field = FIELDS.get(i);
      Matcher numbers = NUMBER.matcher(parts[i]);
      while (numbers.find()) {
        String number = numbers.group();
        if (number.length() > 4
            || Integer.parseInt(number) < field.least()
            || Integer.parseInt(number) > field.most()) {
          return "there is no %s %s".formatted(field.name(), number);
        }
      }
    }
    return null;
  }
}
