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
final class Doubles {
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
  Doubles(long expected) {
    tables.add(table(Math.round(Math.min(expected, MOST_AT_FIRST) / FULLEST) + 1));
  }

  /**
   * The row that named this subject first, or 0, in which case this row is remembered.
   *
   * @param hash of the vendor and the subject, all 64 bits of it well mixed
   * @param row above 0
   * @param same tells whether an earlier row really has the same vendor and subject
   */
  int firstOrRemember(long hash, int row, IntPredicate same) {
    for (long[] table : tables) {
      int seen = find(table, hash, same);
      if (seen > 0) {
        return seen;
      }
    }
    remember(hash, row);
    return 0;
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
