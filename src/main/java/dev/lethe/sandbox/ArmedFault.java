package dev.lethe.sandbox;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A fault and how often it has struck. */
final class ArmedFault {

  private final Fault fault;
  private final long seed;
  private final int place;
  private final AtomicLong chances = new AtomicLong();
  private final AtomicInteger strikes = new AtomicInteger();
  private final CompactIdMap strikesBySubject = new CompactIdMap();

  ArmedFault(Fault fault, long seed, int place) {
    this.fault = fault;
    this.seed = seed;
    this.place = place;
  }

  Fault fault() {
    return fault;
  }

  /** Whether it befalls a call; each question counts. */
  boolean befalls(CallKind call) {
    if (!fault.on().contains(call)) {
      return false;
    }
    if (fault.probability() < 1
        && share(seed, place, chances.getAndIncrement()) >= fault.probability()) {
      return false;
    }
    return fault.times() == 0
        || strikes.getAndUpdate(count -> Math.min(count + 1, fault.times())) < fault.times();
  }

  /** Whether it befalls a subject in a call; each question counts. */
  boolean befalls(CallKind call, String subject) {
    if (!fault.on().contains(call)) {
      return false;
    }
    if (!fault.subjects().isEmpty() && !fault.subjects().contains(subject)) {
      return false;
    }
    if (fault.probability() < 1
        && share(seed, place, CompactIdMap.hash(subject)) >= fault.probability()) {
      return false;
    }
    return fault.times() == 0 || strikesBySubject.increment(subject) < fault.times();
  }

  /** A number from 0 to below 1 that depends on these three alone. */
  static double share(long seed, int place, long draw) {
    long mixed =
        CompactIdMap.mix(CompactIdMap.mix(seed * 31 + place + 1) ^ (draw + 0x9e3779b97f4a7c15L));
    return (mixed >>> 11) * 0x1.0p-53;
  }
}
