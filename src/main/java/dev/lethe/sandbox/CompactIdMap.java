package dev.lethe.sandbox;

import java.util.function.IntPredicate;

/**
 * One small number for each of many millions of ids, 11 to 16 bytes an id.
 *
 * <p>An id is known by a 64-bit hash of its text: of ten million ids, the chance that any two are
 * taken for one is about 1 in 370,000. Safe for many threads: sixteen parts, each with its own
 * lock.
 */
final class CompactIdMap {

  /** The largest number that it holds; {@link #increment} stays there. */
  static final int MOST = Byte.MAX_VALUE;

  private static final int PARTS = 16;

  private final Part[] parts = new Part[PARTS];

  CompactIdMap() {
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part();
    }
  }

  /** The number of an id, 0 if none was put. */
  int get(String id) {
    long hash = hash(id);
    return part(hash).get(hash);
  }

  /** Sets the number of an id, 1 to {@link #MOST}, and returns the one before. */
  int put(String id, int number) {
    long hash = hash(id);
    return part(hash).put(hash, (byte) number, false);
  }

  /** Adds one to the number of an id and returns the one before. */
  int increment(String id) {
    long hash = hash(id);
    return part(hash).put(hash, (byte) 1, true);
  }

  /** How many ids have a number that passes. */
  long count(IntPredicate number) {
    long count = 0;
    for (Part part : parts) {
      count += part.count(number);
    }
    return count;
  }

  /** The largest number of any id, 0 if there is none. */
  int largest() {
    int[] largest = {0};
    count(
        number -> {
          largest[0] = Math.max(largest[0], number);
          return false;
        });
    return largest[0];
  }

  /** FNV-1a over the characters, then the finalizer of MurmurHash3; never 0. */
  static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = mix(hash);
    return hash == 0 ? 1 : hash;
  }

  /** Spreads the bits of a number; the same number gives the same result everywhere. */
  static long mix(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  private Part part(long hash) {
    return parts[(int) hash & (PARTS - 1)];
  }

  /** An open-addressing table that grows by half, so that it is never less than half full. */
  private static final class Part {
    private long[] hashes = new long[64];
    private byte[] numbers = new byte[64];
    private int size;

    synchronized int get(long hash) {
      return numbers[slot(hashes, hash)];
    }

    synchronized int put(long hash, byte number, boolean add) {
      int slot = slot(hashes, hash);
      if (hashes[slot] == 0) {
        if (size + 1 > hashes.length * 4L / 5) {
          grow();
          slot = slot(hashes, hash);
        }
        hashes[slot] = hash;
        size++;
      }
      int before = numbers[slot];
      numbers[slot] = (byte) Math.min(add ? before + number : number, MOST);
      return before;
    }

    synchronized long count(IntPredicate passes) {
      long count = 0;
      for (byte number : numbers) {
        if (number != 0 && passes.test(number)) {
          count++;
        }
      }
      return count;
    }

    private void grow() {
      long[] wider = new long[hashes.length + hashes.length / 2];
      byte[] widerNumbers = new byte[wider.length];
      for (int i = 0; i < hashes.length; i++) {
        if (hashes[i] != 0) {
          int slot = slot(wider, hashes[i]);
          wider[slot] = hashes[i];
          widerNumbers[slot] = numbers[i];
        }
      }
      hashes = wider;
      numbers = widerNumbers;
    }

    /** Where the hash is, or would go. */
    private static int slot(long[] hashes, long hash) {
      int slot = (int) (((hash >>> 32) * hashes.length) >>> 32);
      while (hashes[slot] != 0 && hashes[slot] != hash) {
        slot = slot + 1 == hashes.length ? 0 : slot + 1;
      }
      return slot;
    }
  }
}
