package dev.lethe.vendor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's table of reply codes, over the engine's table of what can happen to any HTTP call.
 * Looked up in this order: the code itself; the first row of the vendor's with a {@code *} or
 * {@code ?} in it that fits; {@code http-4xx} or {@code http-5xx} for an HTTP status; {@code *} for
 * a code of the vendor's.
 */
public final class CodeTable {
  private static final String OTHERWISE = "*";
  private static final CodeRule NOTHING_KNOWN =
      new CodeRule(
          OTHERWISE,
          "The reply has a code that the vendor's table does not list.",
          Verdict.UNKNOWN,
          null,
          true,
          false,
          false,
          null,
          0,
          null,
          null,
          false,
          false,
          true,
          null);

  private final Map<String, CodeRule> rules = new HashMap<>();
  private final Map<Pattern, CodeRule> patterns = new LinkedHashMap<>();

  /** A row of {@code ofVendor} wins over one of {@code ofEngine} with the same code. */
  public CodeTable(List<CodeRule> ofEngine, List<CodeRule> ofVendor) {
    ofEngine.forEach(rule -> rules.put(rule.code(), rule));
    for (CodeRule rule : ofVendor) {
      rules.put(rule.code(), rule);
      if (!rule.code().equals(OTHERWISE) && rule.code().matches("(?s).*[*?].*")) {
        patterns.put(pattern(rule.code()), rule);
      }
    }
  }

  private static Pattern pattern(String code) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /**
   * Whether a whole call with this code went well, so that what it says of its items can be read.
   *
   * @param call the code as text or number; null where the vendor gives none, which is well
   */
  public boolean wentWell(@Nullable Object call) {
    return call == null || rule(call.toString()).ofCall(1) == Verdict.DELETED;
  }

  /**
   * A code as it may stand in a log. What a vendor sends in a code's place can be any text, with
   * names of people in it; only what a row of the table names is repeated, and a number that is too
   * short for a phone's.
   */
  public String spoken(String code) {
    if (rules.containsKey(code) || code.matches("http-\\d{3}|-?\\d{1,6}")) {
      return code;
    }
    return rule(code).code() + ": a text of " + code.length() + " characters";
  }

  /** The row for a code; never fails. */
  public CodeRule rule(String code) {
    CodeRule exact = rules.get(code);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<Pattern, CodeRule> pattern : patterns.entrySet()) {
      if (pattern.getKey().matcher(code).matches()) {
        return pattern.getValue();
      }
    }
    if (code.startsWith("http-") && code.length() > 5) {
      CodeRule family = rules.get("http-" + code.charAt(5) + "xx");
      if (family != null) {
        return family;
      }
    }
    return rules.getOrDefault(OTHERWISE, NOTHING_KNOWN);
  }
}
