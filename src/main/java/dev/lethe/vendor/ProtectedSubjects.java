package dev.lethe.vendor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Subjects that are never deleted: whole ones, and all that begin with a {@code prefix*}. Upper and
 * lower case make no difference.
 */
public final class ProtectedSubjects {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Set<String> whole = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();

  /**
   * Reads lines of {@code config/protected/<name>.txt}.
   *
   * @param lines one subject each; {@code #} begins a comment line; a {@code *} at the end stands
   *     for anything
   */
  public ProtectedSubjects(Collection<String> lines) {
    for (String line : lines) {
      String subject = folded(line.replace(BYTE_ORDER_MARK, "").strip());
      if (subject.isEmpty() || subject.startsWith("#")) {
        continue;
      }
      if (subject.endsWith("*")) {
        prefixes.add(subject.substring(0, subject.length() - 1));
      } else {
        whole.add(subject);
      }
    }
  }

  /** Whether a subject is protected. */
  public boolean contains(String subject) {
    if (whole.isEmpty() && prefixes.isEmpty()) {
      return false;
    }
    String folded = folded(subject);
    return whole.contains(folded) || prefixes.stream().anyMatch(folded::startsWith);
  }

  /** Whether a {@code *} alone protects everybody. */
  public boolean protectsEverybody() {
    return prefixes.contains("");
  }

  // Upper case first: a few letters have two lower ones.
  private static String folded(String subject) {
    return subject.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
