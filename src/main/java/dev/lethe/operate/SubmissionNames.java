package dev.lethe.operate;

import dev.lethe.operate.OperationException.Kind;
import dev.lethe.request.RequestFile;
import dev.lethe.request.UnreadableFileException;
import dev.lethe.vendor.Vendors;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which names a file can be handed in under, and for whom. */
final class SubmissionNames {
  /** File systems take 255 bytes; the rest is for what is put behind names in .rejected. */
  private static final int MOST_BYTES = 200;

  private final Vendors vendors;

  SubmissionNames(Vendors vendors) {
    this.vendors = vendors;
  }

  /**
   * Where a file lies below the inbox.
   *
   * @throws OperationException INVALID with what is wrong and what to do
   */
  String source(String name, @Nullable String vendor) {
    String problem = problem(name);
    if (!problem.isEmpty()) {
      throw invalid(problem);
    }
    String folder = vendor == null ? "" : vendor;
    try {
      RequestFile.requireName(name, !folder.isEmpty());
    } catch (UnreadableFileException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    if (!folder.isEmpty() && vendors.find(folder).isEmpty()) {
      throw invalid(
          vendors.disabled().contains(folder)
              ? "Vendor " + folder + " is not enabled: its address or its credentials are missing."
              : "There is no such vendor: take one of those that 'lanes' lists.");
    }
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  private static String problem(String name) {
    if (name.isBlank() || !name.equals(name.strip())) {
      return "The file needs a name, without blanks at its ends.";
    }
    if (name.contains("/") || name.contains("\\")) {
      return "The file's name has a folder in it: give the name alone.";
    }
    if (name.startsWith(".")) {
      return "The file's name begins with a dot, so that it would be left alone: give it another.";
    }
    if (name.codePoints().anyMatch(SubmissionNames::isOdd)) {
      return "The file's name has a control character or half a character in it.";
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (Stream.of(".part", ".tmp", ".filepart").anyMatch(lower::endsWith)) {
      return "Files with that ending are still being written, so it would be left alone.";
    }
    return name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
        ? "The file's name is longer than 200 bytes: give it a shorter one."
        : "";
  }

  private static boolean isOdd(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static OperationException invalid(String what) {
    return new OperationException(Kind.INVALID, what);
  }
}
