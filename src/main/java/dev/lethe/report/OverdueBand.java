package dev.lethe.report;

import java.time.Duration;

/** How far past its deadline a row is. */
public enum OverdueBand {
  /** 7 days at most. */
  WEEK("up to 7 days", 7),
  /** 30 days at most. */
  MONTH("8 to 30 days", 30),
  /** 90 days at most. */
  QUARTER("31 to 90 days", 90),
  /** Even longer. */
  LONGER("more than 90 days", Integer.MAX_VALUE);

  private final String words;
  private final int days;

  OverdueBand(String words, int days) {
    this.words = words;
    this.days = days;
  }

  /** Begun days count as whole ones, so that 7 days and an hour are 8. */
  static OverdueBand of(Duration late) {
    long begun = late.plusDays(1).minusNanos(1).toDays();
    for (OverdueBand band : values()) {
      if (begun <= band.days) {
        return band;
      }
    }
    return LONGER;
  }

  /** For people. */
  String words() {
    return words;
  }
}
