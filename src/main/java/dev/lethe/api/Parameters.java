package dev.lethe.api;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.PageQuery;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads parameters strictly: what is mistyped is refused, never taken for its default.
 *
 * <p>All methods throw a 400 with a sentence that says what is allowed.
 */
final class Parameters {
  static final String DEFAULT_LIMIT = "100";
  static final String MOST_LIMIT = "1000";

  /** By which states requests can be listed: what is only handed in is in no list yet. */
  static final List<String> REQUEST_STATES =
      List.of("RECEIVING", "HELD", "OPEN", "FINAL", "REPORTED");

  private static final int MOST_TEXT = 300;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private Parameters() {}

  /** The page that is asked for. */
  static PageQuery page(@Nullable String after, String limit) {
    if (after != null && !VISIBLE.matcher(after).matches()) {
      throw Malformed.because("The parameter after is what the page before gave as next.");
    }
    int most = NUMBER.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
    if (most < 1 || most > Integer.parseInt(MOST_LIMIT)) {
      throw Malformed.because("The parameter limit is a whole number from 1 to 1000.");
    }
    return new PageQuery(after, most);
  }

  /** Exactly {@code true} or {@code false}. */
  static boolean flag(String name, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw Malformed.because("The parameter " + name + " is true or false.");
    }
    return value.equals("true");
  }

  /** One of some words, or null where none was sent. */
  static @Nullable String word(String name, @Nullable String value, List<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      throw Malformed.because(name + " is one of " + String.join(", ", allowed) + ".");
    }
    return value;
  }

  /** Item states by their names. */
  static List<ItemState> states(@Nullable List<String> names) {
    List<String> allowed = Arrays.stream(ItemState.values()).map(Enum::name).toList();
    return names == null
        ? List.of()
        : names.stream()
            .map(name -> word("The parameter state", name, allowed))
            .map(ItemState::valueOf)
            .toList();
  }

  /** A dead letter's outcome, or null where none was sent. */
  static @Nullable ItemState failure(String name, @Nullable String value) {
    List<String> allowed =
        Arrays.stream(ItemState.values()).filter(ItemState::isDeadLetter).map(Enum::name).toList();
    String word = word(name, value, allowed);
    return word == null ? null : ItemState.valueOf(word);
  }

  /** A text to compare with: an id, a vendor, a code. */
  static @Nullable String text(String name, @Nullable String value) {
    if (value != null && (value.isEmpty() || value.length() > MOST_TEXT)) {
      throw Malformed.because(name + " has 1 to " + MOST_TEXT + " characters.");
    }
    return value;
  }

  /** What makes a repeated submission the same one, or null where none was sent. */
  static @Nullable String key(List<String> headers) {
    if (headers.isEmpty()) {
      return null;
    }
    if (headers.size() > 1 || !VISIBLE.matcher(headers.get(0)).matches()) {
      throw Malformed.because(
          "The header Idempotency-Key is sent once, with 1 to 200 visible ASCII characters.");
    }
    return headers.get(0);
  }
}
