package dev.lethe.bench.part;

import dev.lethe.bench.yardstick.LimitProgram;

/** The yardstick of what the machine can do: {@link LimitProgram}. */
final class Limit {
  private Limit() {}

  /** Rows a second of one run, JVM start included. */
  static double perSecond(Setting setting) throws Exception {
    setting.stub().reset();
    double seconds =
        Programs.seconds(
            setting,
            Programs.java(
                setting.root(),
                LimitProgram.class,
                setting.csv(setting.rows()).toString(),
                setting.stub().deleteUrl()),
            setting.work().resolve("limit.log"));
    Programs.requireItems(setting, setting.rows());
    return setting.rows() / seconds;
  }
}
