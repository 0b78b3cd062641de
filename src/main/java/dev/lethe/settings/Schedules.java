package dev.lethe.settings;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/** Checks schedules and the zones that they are meant in. */
final class Schedules {
  private Schedules() {}

  static ZoneId zone(String key, String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new SettingsException(
          key, "there is no time zone '" + name + "'.", "Write UTC, Asia/Shanghai or the like.");
    }
  }

  /** The expression, or {@link ReconcilePlan#NONE}. */
  static String cron(String key, String expression) {
    String cron = expression.strip();
    if (ReconcilePlan.NONE.equals(cron)) {
      return cron;
    }
    String problem = problem(cron);
    if (problem == null) {
      return cron;
    }
    throw new SettingsException(
        key,
        "'" + cron + "' is no schedule: " + problem + ".",
        "Write second, minute, hour, day of month, month and day of week, for example"
            + " 0 0 3 * * ? for 3 o'clock every night; or none.");
  }

  // Quartz reads 99 as a second and then never fires, or at another time; so each number is looked
  // at first.
  private static @Nullable String problem(String cron) {
    try {
      CronExpression.validateExpression(cron);
      String outOfRange = CronNumbers.problem(cron);
      if (outOfRange != null) {
        return outOfRange;
      }
      boolean comes =
          new CronExpression(cron).getNextValidTimeAfter(Date.from(Instant.EPOCH)) != null;
      return comes ? null : "its time never comes";
    } catch (ParseException | RuntimeException e) {
      return Problems.oneLine(e);
    }
  }
}
