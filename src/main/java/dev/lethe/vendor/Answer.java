package dev.lethe.vendor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor said of one batch, in the vendor's own codes.
 *
 * @param call the code of the whole call; null where the vendor gives none and the call went well
 * @param items the codes by subject
 * @param retryAfter how long the vendor asks to wait, null if it does not say
 */
public record Answer(
    @Nullable String call, Map<String, String> items, @Nullable Duration retryAfter) {
  private static final String CONTRADICTION = "odd-reply";

  /** A call that failed as a whole. */
  public static Answer failed(CallFailedException failure) {
    return new Answer(failure.code(), Map.of(), failure.retryAfter().orElse(null));
  }

  /**
   * Reads what a vendor route leaves in the body: {@code {call: <code>, items: [{subject: …, code:
   * …}, …]}}, where codes are text or numbers and {@code items} may be missing.
   *
   * <p>A subject that is named twice with different codes counts as not understood.
   *
   * @throws CallFailedException with the code {@code odd-reply} if the body has another form
   */
  public static Answer read(@Nullable Object body) {
    if (!(body instanceof Map<?, ?> map)) {
      throw new CallFailedException(CONTRADICTION);
    }
    Map<String, String> items = new HashMap<>();
    Object listed = map.get("items");
    if (listed instanceof List<?> list) {
      list.forEach(item -> add(items, item));
    } else if (listed != null) {
      throw new CallFailedException(CONTRADICTION);
    }
    return new Answer(scalar(map.get("call")), items, null);
  }

  // What cannot be read names nobody, so its item counts as not answered.
  private static void add(Map<String, String> items, @Nullable Object item) {
    if (item instanceof Map<?, ?> named && named.get("subject") instanceof String subject) {
      Object code = named.get("code");
      if (code instanceof String || code instanceof Number) {
        items.merge(
            subject,
            code.toString(),
            (first, second) -> first.equals(second) ? first : CONTRADICTION);
      }
    }
  }

  private static @Nullable String scalar(@Nullable Object code) {
    if (code == null || code instanceof String || code instanceof Number) {
      return code == null ? null : code.toString();
    }
    throw new CallFailedException(CONTRADICTION);
  }
}
