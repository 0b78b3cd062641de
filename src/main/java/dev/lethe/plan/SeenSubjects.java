package dev.lethe.plan;

import dev.lethe.intake.Doubles;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells doubles apart without a ledger to look an earlier row up in: beside the table of {@link
 * Doubles} it keeps a second hash of 64 bits for each row, so 8 bytes more a row. Two subjects
 * would have to agree in both to be taken for one.
 */
final class SeenSubjects {
  private static final int PIECE_BITS = 16;
  private static final int PIECE = 1 << PIECE_BITS;
  // Odd, its bits well mixed: 2^64 divided by the golden ratio.
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  private final Doubles doubles;
  private final List<long[]> marks = new ArrayList<>();

  /** Nothing seen yet; so many rows are expected. */
  SeenSubjects(long expected) {
    this.doubles = new Doubles(expected);
  }

  /** Whether an earlier row has the same subject; if not, this one is remembered. */
  boolean isDouble(String lane, String subject, int row) {
    long mark = mark(lane, subject);
    int first =
        doubles.firstOrRemember(Doubles.hash(lane, subject), row, seen -> markOf(seen) == mark);
    if (first == 0) {
      remember(row, mark);
    }
    return first != 0;
  }

  private void remember(int row, long mark) {
    int piece = row >>> PIECE_BITS;
    while (marks.size() <= piece) {
      marks.add(new long[PIECE]);
    }
    marks.get(piece)[row & (PIECE - 1)] = mark;
  }

  private long markOf(int row) {
    return marks.get(row >>> PIECE_BITS)[row & (PIECE - 1)];
  }

  private static long mark(String lane, String subject) {
    return mark(mark(1, lane) * FACTOR, subject);
  }

  private static long mark(long begin, String text) {
    long mark = begin;
    for (int i = 0; i < text.length(); i++) {
      mark = (mark + text.charAt(i) + 1) * FACTOR;
      mark ^= mark >>> 29;
    }
    return mark;
  }
}
