package dev.lethe.vendor;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's whole list, read page by page. Absence is only concluded from a list that did not
 * change while it was read: its total stayed the same and as many different subjects were seen.
 *
 * <p>Names are not kept, only a hash of each.
 *
 * <p>Not thread-safe: one exchange reads a list.
 */
public final class Listing {
  /** More pages than any vendor has; a list that never ends is no list. */
  private static final int MOST_PAGES = 10_000;

  private final Fingerprints seen = new Fingerprints();
  private final UnaryOperator<String> hash;
  private long total = -1;
  private boolean torn;
  private boolean ended;
  private int pages;

  /** A list that is asked for subjects only. */
  public Listing() {
    this(Listing::sha256);
  }

  /**
   * A list that can be asked for hashes too.
   *
   * @param hash makes of a subject at least 32 hex digits, the same ones each time
   */
  public Listing(UnaryOperator<String> hash) {
    this.hash = hash;
  }

  /** Whether another page is to be read. */
  public boolean goesOn() {
    return !ended;
  }

  /** Whether it was read to its end and did not change meanwhile. */
  public boolean isWhole() {
    return ended && !torn;
  }

  /** The number of the next page, from 0. */
  public int page() {
    return pages;
  }

  /**
   * Adds what a list route left in the body: {@code {call: <code>, total: <number>, subjects:
   * […]}}.
   *
   * @throws CallFailedException with the vendor's code if the call did not go well, or {@code
   *     odd-reply}
   */
  public void add(@Nullable Object body, CodeTable codes) {
    if (!(body instanceof Map<?, ?> page)) {
      throw new CallFailedException("odd-reply");
    }
    Object call = page.get("call");
    if (call != null && !codes.wentWell(call)) {
      throw new CallFailedException(call.toString());
    }
    if (!(page.get("subjects") instanceof List<?> subjects)) {
      throw new CallFailedException("odd-reply");
    }
    long totalNow = total(page.get("total"));
    torn |= pages > 0 && totalNow != total;
    total = totalNow;
    int before = seen.size();
    subjects.forEach(subject -> seen.add(hash.apply(name(subject))));
    // A vendor that repeats a page does not page as asked, and would for ever.
    torn |= !subjects.isEmpty() && seen.size() == before;
    pages++;
    ended = subjects.isEmpty() || torn || (total >= 0 && seen.size() >= total);
    torn |= pages >= MOST_PAGES || (ended && total >= 0 && seen.size() != total);
    ended |= pages >= MOST_PAGES;
  }

  private static long total(@Nullable Object total) {
    if (total == null) {
      return -1;
    }
    if (!total.toString().matches("\\d{1,12}")) {
      throw new CallFailedException("odd-reply");
    }
    return Long.parseLong(total.toString());
  }

  // An entry without a name may be anybody, so the list would prove nobody's absence.
  private static String name(@Nullable Object subject) {
    if (subject instanceof String || subject instanceof Number) {
      return subject.toString();
    }
    throw new CallFailedException("odd-reply");
  }

  /**
   * What the list says of these subjects: {@code listed}, {@code not-listed} or {@code torn-list}.
   */
  public Answer of(List<String> subjects) {
    return of(subjects, subject -> seen.contains(hash.apply(subject)));
  }

  /**
   * The same of subjects of which only the hash is left.
   *
   * @param hashes as this list's own function makes them
   */
  public Answer ofHashes(List<String> hashes) {
    return of(hashes, seen::contains);
  }

  private Answer of(List<String> wanted, Predicate<String> isListed) {
    Map<String, String> items = new HashMap<>();
    for (String one : wanted) {
      String absent = torn ? "torn-list" : "not-listed";
      items.put(one, isListed.test(one) ? "listed" : absent);
    }
    return new Answer(null, items, null);
  }

  private static String sha256(String subject) {
    try {
      byte[] text = subject.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
