package dev.lethe.bench.part;

import dev.lethe.bench.yardstick.LimitProgram;

/** The yardstick of what the machine can do: {@link LimitProgram}. */
final class Limit {
  private Limit() {}

  /** Rows a second of one run, JVM start included. */
  static double perSecond(Setting setting) throws Exception {
    return Programs.rowsPerSecond(
        setting,
        Programs.java(
            setting.root(),
            LimitProgram.class,
            setting.csv(setting.rows()).toString(),
            setting.stub().deleteUrl()),
        "limit.log");
  }
}
