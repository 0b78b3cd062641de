package dev.lethe.vendor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's counts say of the items of a call, as one word for all of them. What the word
 * means stands in the vendor's table.
 *
 * <table>
 * <caption>Words, n being the number of items sent</caption>
 * <tr><td>{@code counted}</td><td>done is n, nothing else counted</td></tr>
 * <tr><td>{@code counted-refused}</td><td>refused is n</td></tr>
 * <tr><td>{@code counted-failed}</td><td>failed is n</td></tr>
 * <tr><td>{@code counted-fewer}</td><td>some were done, it is not said which</td></tr>
 * <tr><td>{@code counted-none}</td><td>done is 0, and the vendor counts nothing else</td></tr>
 * <tr><td>{@code counted-more}</td><td>done is above n, and the vendor counts nothing else</td></tr>
 * <tr><td>{@code counted-oddly}</td><td>the counts do not add up to n, or are no numbers</td></tr>
 * </table>
 */
final class Counts {
  private static final int NO_NUMBER = -1;

  private Counts() {}

  /**
   * The word for these counts.
   *
   * @param counts {@code done}, and {@code refused} and {@code failed} where the vendor has them,
   *     as numbers or as text
   * @param sent how many items went out
   */
  static String word(Map<?, ?> counts, int sent) {
    long done = number(counts.get("done"), NO_NUMBER);
    if (counts.get("refused") == null && counts.get("failed") == null) {
      return alone(done, sent);
    }
    long refused = number(counts.get("refused"), 0);
    long failed = number(counts.get("failed"), 0);
    if (done < 0 || refused < 0 || failed < 0 || done + refused + failed != sent) {
      return "counted-oddly";
    }
    if (done == sent) {
      return "counted";
    }
    if (refused == sent) {
      return "counted-refused";
    }
    return failed == sent ? "counted-failed" : "counted-fewer";
  }

  private static String alone(long done, int sent) {
    if (done < 0) {
      return "counted-oddly";
    }
    if (done == 0) {
      return "counted-none";
    }
    if (done == sent) {
      return "counted";
    }
    return done > sent ? "counted-more" : "counted-fewer";
  }

  private static long number(@Nullable Object count, long otherwise) {
    if (count == null) {
      return otherwise;
    }
    String text = count.toString();
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : NO_NUMBER;
  }
}
