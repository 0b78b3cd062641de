package dev.lethe.vendor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Subjects that a vendor is asked about one after the other. When a call fails, the answers before
 * it hold all the same, and the subjects after it were not asked about.
 *
 * <p>Not thread-safe: one exchange asks.
 */
public final class Lookups {
  private static final String ODD_REPLY = "odd-reply";

  private final List<String> subjects;
  private final List<Object> codes = new ArrayList<>();

  /** Look-ups of these subjects, in this order. */
  public Lookups(List<String> subjects) {
    this.subjects = List.copyOf(subjects);
  }

  /** Whether there is another subject to ask about. */
  public boolean goesOn() {
    return codes.size() < subjects.size();
  }

  /** The subject to ask about now. */
  public String next() {
    return subjects.get(codes.size());
  }

  /**
   * Adds what a look-up route left in the body for {@link #next()}: {@code {call: <code>, code:
   * <code>}}.
   *
   * @throws CallFailedException with the vendor's code if the call did not go well, or {@code
   *     odd-reply}
   */
  public void add(@Nullable Object body, CodeTable table) {
    if (!(body instanceof Map<?, ?> reply)) {
      throw new CallFailedException(ODD_REPLY);
    }
    Object call = reply.get("call");
    if (call != null && !table.wentWell(call)) {
      throw new CallFailedException(call.toString());
    }
    Object code = reply.get("code");
    codes.add(code == null ? ODD_REPLY : code);
  }

  /** The answer when the look-up of {@link #next()} failed. */
  public Answer brokenOffBy(CallFailedException failure) {
    if (codes.isEmpty() && !failure.sent()) {
      return Answer.failed(failure);
    }
    int asked = codes.size() + (failure.sent() ? 1 : 0);
    return Answer.upTo(
        failure, answer().items(), Set.copyOf(subjects.subList(asked, subjects.size())));
  }

  /** What was answered so far: the n-th code is the n-th subject's. */
  public Answer answer() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      items.add(Map.of("row", i + 1, "code", codes.get(i)));
    }
    return Answer.read(Map.of("items", items), subjects);
  }
}
