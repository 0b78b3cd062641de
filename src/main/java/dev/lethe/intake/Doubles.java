package dev.lethe.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Remembers which subjects of a request have been seen, in some 12 bytes each, so that a double is
 * noticed without looking every row up. It keeps 32 bits of a subject's hash beside its row; two
 * subjects that look alike to it are told apart by the caller.
 *
 * <p>It is made for the number of lines a file has; where that is not known, it grows by a further,
 * larger table, so that nothing is ever copied. Not thread-safe: one thread reads a request.
 */
public final class Doubles {
  private static final double FULLEST = 0.7;
  private static final int SMALLEST = 1 << 10;
  private static final int LARGEST = 1 << 28;
  // A file may have many more line ends than rows; 4 million take 46 MB.
  private static final long MOST_AT_FIRST = 4_000_000;

  private final List<long[]> tables = new ArrayList<>();
  private int usedOfLast;

  /**
   * Nothing seen yet.
   *
   * @param expected how many rows there may be; more are taken as well
   */
  public Doubles(long expected) {
    tables.add(table(Math.round(Math.min(expected, MOST_AT_FIRST) / FULLEST) + 1));
  }

  /**
   * The row that named this subject first, or 0, in which case this row is remembered.
   *
   * @param hash of the vendor and the subject, all 64 bits of it well mixed
   * @param row above 0
   * @param same tells whether an earlier row really has the same vendor and subject
   */
  public int firstOrRemember(long hash, int row, IntPredicate same) {
    for (long[] table : tables) {
      int seen = find(table, hash, same);
      if (seen > 0) {
        return seen;
      }
    }
    remember(hash, row);
    return 0;
  }

  /** The hash of a subject at a vendor. */
  public static long hash(String lane, String subject) {
    // FNV-1a over the characters, then the finishing step of MurmurHash3 so that every bit counts.
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < lane.length(); i++) {
      hash = (hash ^ lane.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ 0xFFFF) * 0x100000001b3L;
    for (int i = 0; i < subject.length(); i++) {
      hash = (hash ^ subject.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static int find(long[] table, long hash, IntPredicate same) {
    int tag = (int) hash;
    for (int at = place(hash, table); table[at] != 0; at = next(at, table)) {
      int seen = (int) (table[at] >>> 32);
      if ((int) table[at] == tag && same.test(seen)) {
        return seen;
      }
    }
    return 0;
  }

  private void remember(long hash, int row) {
    long[] last = tables.get(tables.size() - 1);
    if (usedOfLast >= last.length * FULLEST) {
      last = table(2L * last.length);
      tables.add(last);
      usedOfLast = 0;
    }
    int at = place(hash, last);
    while (last[at] != 0) {
      at = next(at, last);
    }
    last[at] = ((long) row << 32) | (hash & 0xFFFFFFFFL);
    usedOfLast++;
  }

  private static long[] table(long size) {
    return new long[(int) Math.max(SMALLEST, Math.min(size, LARGEST))];
  }

  // The upper half of the hash says where to look; the lower half is the tag.
  private static int place(long hash, long[] table) {
    return (int) (((hash >>> 32) * table.length) >>> 32);
  }

  private static int next(int at, long[] table) {
    return at + 1 == table.length ? 0 : at + 1;
  }
}
