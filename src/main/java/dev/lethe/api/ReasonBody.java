package dev.lethe.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why something is done.
 *
 * @param reason in the words of who does it; it is kept in the audit log
 */
record ReasonBody(
    @Schema(
            maxLength = ReasonBody.MOST,
            description = "Why, in your words; it is kept in the audit log.",
            example = "Checked against HR's list of 3 March.")
        @Nullable String reason) {
  static final int MOST = 1000;

  /** The reason of a body that may be absent. */
  static String of(@Nullable ReasonBody body) {
    return body == null ? "" : of(body.reason());
  }

  /** A reason that may be absent. */
  static String of(@Nullable String reason) {
    if (reason == null) {
      return "";
    }
    if (reason.length() > MOST || reason.chars().anyMatch(Character::isISOControl)) {
      throw Malformed.because(
          "The reason has at most " + MOST + " characters, and neither tabs nor line ends.");
    }
    return reason;
  }
}
