package dev.lethe.vendor;

import dev.lethe.request.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which subjects a vendor can be asked to delete. What it does not let through is never sent.
 *
 * @param maxBytes the longest subject in UTF-8 bytes
 * @param pattern what a subject has to match as a whole
 * @param patternSays the same in words, following "A subject at this vendor is "
 * @param forbid subjects that match any of these in full are rejected with the reason given
 */
public record SubjectRule(
    @DefaultValue("200") int maxBytes,
    @DefaultValue("(?s).*") Pattern pattern,
    @DefaultValue("any text") String patternSays,
    @DefaultValue List<Forbidden> forbid) {

  /**
   * Subjects that are never sent.
   *
   * @param pattern matched in full
   * @param code a short word in kebab-case
   * @param because a sentence for a person
   */
  public record Forbidden(Pattern pattern, String code, String because) {}

  /** Why a subject cannot be sent, empty if it can. The reason never repeats the subject. */
  public Optional<Rejection> check(String subject) {
    return Optional.ofNullable(defect(subject));
  }

  private @Nullable Rejection defect(String subject) {
    if (subject.isBlank()) {
      return new Rejection("missing-subject", "The subject is empty. Fill it in.");
    }
    if (hasAny(subject, Character.CONTROL)) {
      return new Rejection(
          "control-character",
          "The subject has a control character (a tab or line break, say) in it. Remove it.");
    }
    if (hasAny(subject, Character.SURROGATE)) {
      return new Rejection(
          "broken-character",
          "The subject has half a character in it, which would be sent as another one. Mend it.");
    }
    if (isBlank(subject.codePointAt(0)) || isBlank(subject.codePointBefore(subject.length()))) {
      return new Rejection(
          "blank-at-end",
          "The subject begins or ends with a blank, so it is not clear whom it means. Remove it.");
    }
    int bytes = subject.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxBytes) {
      return new Rejection(
          "subject-too-long",
          "The subject has " + bytes + " bytes; this vendor takes at most " + maxBytes + ".");
    }
    for (Forbidden forbidden : forbid) {
      if (forbidden.pattern().matcher(subject).matches()) {
        return new Rejection(forbidden.code(), forbidden.because());
      }
    }
    if (!pattern.matcher(subject).matches()) {
      return new Rejection(
          "forbidden-character", "A subject at this vendor is " + patternSays + ".");
    }
    return null;
  }

  // Unicode's categories: CONTROL has the controls beyond ASCII as well; what is left of SURROGATE
  // after reading whole characters is half a one alone.
  private static boolean hasAny(String subject, byte category) {
    for (int at = 0; at < subject.length(); ) {
      int codePoint = subject.codePointAt(at);
      if (!isPrintableAscii(codePoint) && Character.getType(codePoint) == category) {
        return true;
      }
      at += Character.charCount(codePoint);
    }
    return false;
  }

  private static boolean isPrintableAscii(int codePoint) {
    return codePoint >= ' ' && codePoint <= '~';
  }

  // Spreadsheets are full of no-break spaces, which Java's strip() leaves where they are.
  private static boolean isBlank(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
