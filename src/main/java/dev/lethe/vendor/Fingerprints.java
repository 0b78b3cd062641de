package dev.lethe.vendor;

/**
 * A set of hashes, of each its first 128 bits: 24 to 48 bytes an entry, and half as much again
 * while it grows, so that a vendor's list of a million accounts fits into a small heap. Two of a
 * billion different subjects share 128 bits with a probability below 10⁻²⁰.
 *
 * <p>Not thread-safe.
 */
final class Fingerprints {
  private static final int DIGITS = 16;
  private static final int FIRST_SLOTS = 1 << 10;

  // Two numbers for each slot, both 0 where it is free.
  private long[] slots = new long[2 * FIRST_SLOTS];
  private int size;

  /** Adds a hash of at least 32 hex digits. */
  void add(String hash) {
    if (3L * (size + 1) > slots.length) {
      grow(); // more than two thirds of the slots are taken
    }
    if (put(high(hash), low(hash))) {
      size++;
    }
  }

  boolean contains(String hash) {
    long high = high(hash);
    long low = low(hash);
    int at = slot(high, low);
    return slots[at] == high && slots[at + 1] == low;
  }

  int size() {
    return size;
  }

  /** How much memory it takes. */
  long bytes() {
    return (long) Long.BYTES * slots.length;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[Math.multiplyExact(old.length, 2)];
    for (int at = 0; at < old.length; at += 2) {
      if (old[at + 1] != 0) {
        put(old[at], old[at + 1]);
      }
    }
  }

  private boolean put(long high, long low) {
    int at = slot(high, low);
    boolean fresh = slots[at + 1] == 0;
    slots[at] = high;
    slots[at + 1] = low;
    return fresh;
  }

  // Where it is, or the free slot where it belongs.
  private int slot(long high, long low) {
    int at = (int) (high & (slots.length / 2 - 1)) * 2;
    while (slots[at + 1] != 0 && !(slots[at] == high && slots[at + 1] == low)) {
      at = (at + 2) % slots.length;
    }
    return at;
  }

  private static long high(String hash) {
    return Long.parseUnsignedLong(hash, 0, DIGITS, 16);
  }

  // 0 says "free", so that one hash in 2⁶⁴ stands for its neighbour.
  private static long low(String hash) {
    long low = Long.parseUnsignedLong(hash, DIGITS, 2 * DIGITS, 16);
    return low == 0 ? 1 : low;
  }
}
