package dev.lethe.settings;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.ZoneId;
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
    try {
      CronExpression.validateExpression(cron);
      return cron;
    } catch (ParseException e) {
      throw new SettingsException(
          key,
          "'" + cron + "' is no schedule: " + Problems.oneLine(e) + ".",
          "Write second, minute, hour, day of month, month and day of week, for example"
              + " 0 0 3 * * ? for 3 o'clock every night; or none.");
    }
  }
}
