package dev.lethe.vendor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Subjects that are never deleted: exact ones, and all that begin with a {@code prefix*}. */
public final class ProtectedSubjects {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Set<String> exact = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();

  /**
   * Reads lines of {@code config/protected/<name>.txt}.
   *
   * @param lines one subject each; {@code #} begins a comment line; a {@code *} at the end stands
   *     for anything
   */
  public ProtectedSubjects(Collection<String> lines) {
    for (String line : lines) {
      String subject = line.replace(BYTE_ORDER_MARK, "").strip();
      if (subject.isEmpty() || subject.startsWith("#")) {
        continue;
      }
      if (subject.endsWith("*")) {
        prefixes.add(subject.substring(0, subject.length() - 1));
      } else {
        exact.add(subject);
      }
    }
  }

  /** Whether a subject is protected. */
  public boolean contains(String subject) {
    return exact.contains(subject) || prefixes.stream().anyMatch(subject::startsWith);
  }
}
