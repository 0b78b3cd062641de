package dev.lethe.operate;

import dev.lethe.operate.OperationException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: a number of the ledger's, in a form that nobody is to rely on. */
final class Cursors {
  private static final int MOST = 1_000;

  private Cursors() {}

  /**
   * The number that a page begins behind, 0 for the first page.
   *
   * @throws OperationException INVALID if it is none of ours, or the limit is out of bounds
   */
  static long after(PageQuery page) {
    if (page.limit() < 1 || page.limit() > MOST) {
      throw new OperationException(
          Kind.INVALID, "A page has 1 to 1000 items; 'limit' is " + page.limit() + ".");
    }
    String after = page.after();
    if (after == null || after.isEmpty()) {
      return 0;
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(after);
      long number = Long.parseLong(new String(text, StandardCharsets.US_ASCII), 16);
      if (number > 0) {
        return number;
      }
    } catch (IllegalArgumentException e) {
      // said below, as for any other that is none of ours
    }
    throw new OperationException(
        Kind.INVALID, "'after' has to be what the page before gave as 'next'.");
  }

  /** What to ask for the next page with, null if there is none. */
  static @Nullable String next(long number) {
    return number == 0
        ? null
        : Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Long.toHexString(number).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A page of a list that was asked for one more item than the page has.
   *
   * @param no the number that the list is ordered by
   */
  static <T, V> Page<V> page(
      List<T> oneMore, int limit, ToLongFunction<T> no, java.util.function.Function<T, V> view) {
    List<T> shown = oneMore.subList(0, Math.min(limit, oneMore.size()));
    boolean last = oneMore.size() <= limit;
    return new Page<>(
        shown.stream().map(view).toList(),
        last ? null : next(no.applyAsLong(shown.get(shown.size() - 1))));
  }
}
