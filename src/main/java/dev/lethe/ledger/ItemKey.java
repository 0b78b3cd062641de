package dev.lethe.ledger;

/** The key of an item: the number of its request in the upper 32 bits, its row in the lower. */
final class ItemKey {
  private static final int ROW_BITS = 32;
  private static final long ROW_MASK = 0xffff_ffffL;

  private ItemKey() {}

  /** The key of a row, which counts from 1. */
  static long of(long requestNo, int row) {
    return requestNo << ROW_BITS | row;
  }

  /** A key below those of all rows of a request. */
  static long first(long requestNo) {
    return requestNo << ROW_BITS;
  }

  /** A key above those of all rows of a request. */
  static long last(long requestNo) {
    return first(requestNo) | ROW_MASK;
  }

  static long requestNo(long key) {
    return key >> ROW_BITS;
  }

  static int row(long key) {
    return (int) (key & ROW_MASK);
  }
}
