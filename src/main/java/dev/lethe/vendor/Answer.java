package dev.lethe.vendor;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor said of one batch, in the vendor's own codes.
 *
 * @param call the code of the whole call; null where the vendor gives none and the call went well
 * @param items the codes by subject
 * @param rest the code of every subject that {@code items} does not name; null where the reply says
 *     nothing of them
 * @param retryAfter how long the vendor asks to wait, null if it does not say
 * @param sent false if the deletion itself never went out, because the login before it failed
 * @param unasked subjects of the batch that the vendor was not asked about, because a call before
 *     theirs failed
 */
public record Answer(
    @Nullable String call,
    Map<String, String> items,
    @Nullable String rest,
    @Nullable Duration retryAfter,
    boolean sent,
    Set<String> unasked) {
  private static final String CONTRADICTION = "odd-reply";

  private static final Pattern ROW = Pattern.compile("\\d{1,9}");

  /** The longest published cause has a dozen characters; what is longer would fill the ledger. */
  private static final int MOST_CODE_CHARACTERS = 200;

  /** An answer to a call that went out, with nothing said of subjects that are not named. */
  public Answer(@Nullable String call, Map<String, String> items, @Nullable Duration retryAfter) {
    this(call, items, null, retryAfter, true, Set.of());
  }

  /** The same, with another wait that the vendor asks for; null for none. */
  public Answer withRetryAfter(@Nullable Duration wait) {
    return new Answer(call, items, rest, wait, sent, unasked);
  }

  /** A call that failed as a whole. */
  public static Answer failed(CallFailedException failure) {
    return new Answer(
        failure.code(),
        Map.of(),
        null,
        failure.retryAfter().orElse(null),
        failure.sent(),
        Set.of());
  }

  /**
   * What subjects that were asked about one by one gave, up to the one whose call failed. It counts
   * as sent, whatever failed.
   *
   * @param codes of the subjects before that one
   * @param unasked the subjects after that one
   */
  public static Answer upTo(
      CallFailedException failure, Map<String, String> codes, Set<String> unasked) {
    return new Answer(
        failure.code(), codes, null, failure.retryAfter().orElse(null), true, unasked);
  }

  /** {@link #read(Object, List)} of a reply whose items are named by subject, not by row. */
  public static Answer read(@Nullable Object body) {
    return read(body, List.of());
  }

  /**
   * Reads what a vendor route leaves in the body: {@code {call: <code>, items: [{subject: …, row:
   * …, code: …}, …], rest: <code>}}, where codes are text or numbers and each of the three may be
   * missing.
   *
   * <p>An item whose {@code subject} was not sent is known by its {@code row}, which counts the
   * batch's subjects from 1. A subject that is named twice with different codes, or by a row that
   * is another subject's, counts as not understood.
   *
   * @param sent the batch's subjects in the order in which they were sent
   * @throws CallFailedException with the code {@code odd-reply} if the body has another form
   */
  public static Answer read(@Nullable Object body, List<String> sent) {
    if (!(body instanceof Map<?, ?> map)) {
      throw new CallFailedException(CONTRADICTION);
    }
    Map<String, String> items = new HashMap<>();
    Object listed = map.get("items");
    if (listed instanceof List<?> list) {
      Set<String> known = new HashSet<>(sent);
      list.forEach(item -> add(items, item, sent, known));
    } else if (listed != null) {
      throw new CallFailedException(CONTRADICTION);
    }
    String rest = scalar(map.get("rest"));
    if (rest == null && map.get("counts") instanceof Map<?, ?> counts) {
      rest = Counts.word(counts, sent.size());
    }
    return new Answer(scalar(map.get("call")), items, rest, null, true, Set.of());
  }

  // What cannot be read names nobody, so its item counts as not answered.
  private static void add(
      Map<String, String> items, @Nullable Object item, List<String> sent, Set<String> all) {
    if (!(item instanceof Map<?, ?> named)) {
      return;
    }
    Object code = named.get("code");
    if (!(code instanceof String || code instanceof Number)) {
      return;
    }
    String subject = named.get("subject") instanceof String text ? text : null;
    String atRow = atRow(named.get("row"), sent).orElse(null);
    boolean known = subject != null && (sent.isEmpty() || all.contains(subject));
    if (known && atRow != null && !atRow.equals(subject)) {
      items.put(subject, CONTRADICTION);
      items.put(atRow, CONTRADICTION);
    } else if (known || atRow != null) {
      String text = code.toString();
      items.merge(
          known ? subject : atRow,
          text.length() > MOST_CODE_CHARACTERS ? CONTRADICTION : text,
          (first, second) -> first.equals(second) ? first : CONTRADICTION);
    }
  }

  private static Optional<String> atRow(@Nullable Object row, List<String> sent) {
    if (row == null) {
      return Optional.empty();
    }
    String text = row.toString();
    int number = ROW.matcher(text).matches() ? Integer.parseInt(text) : 0;
    return number >= 1 && number <= sent.size()
        ? Optional.of(sent.get(number - 1))
        : Optional.empty();
  }

  private static @Nullable String scalar(@Nullable Object code) {
    boolean scalar = code instanceof String || code instanceof Number;
    if (code == null || (scalar && code.toString().length() <= MOST_CODE_CHARACTERS)) {
      return code == null ? null : code.toString();
    }
    throw new CallFailedException(CONTRADICTION);
  }
}
