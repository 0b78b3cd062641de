package dev.lethe.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A refusal or a failure, as whoever asked is told: a problem document (RFC 9457).
 *
 * @param status the HTTP status
 * @param detail what it is and what to do, in sentences; never what was sent, never an exception's
 *     text
 * @param code a word for programs, null where the status says all
 * @param incident under which the log has the failure, null if it is none of Lethe's
 */
record Reply(int status, String detail, @Nullable String code, @Nullable String incident) {

  private static final int MISDIRECTED = 421;

  static Reply of(HttpStatus status, String detail) {
    return new Reply(status.value(), detail, null, null);
  }

  /** The request was meant for somebody else (RFC 9110, section 15.5.20). */
  static Reply misdirected(String detail) {
    return new Reply(MISDIRECTED, detail, null, null);
  }

  static Reply notFound() {
    return of(HttpStatus.NOT_FOUND, "There is nothing at this address.");
  }

  /** The words for a status that somebody else decided on. */
  static Reply of(int status) {
    return new Reply(status, words(status), null, null);
  }

  /** The status in words, {@code Not Found} for example. */
  String title() {
    if (status == MISDIRECTED) { // Spring has its older meaning
      return "Misdirected Request";
    }
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  /** The members of the document, in order. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank");
    members.put("title", title());
    members.put("status", status);
    members.put("detail", detail);
    if (code != null) {
      members.put("code", code);
    }
    if (incident != null) {
      members.put("incident", incident);
    }
    return members;
  }

  private static String words(int status) {
    return switch (status) {
      case 400 -> "The request cannot be read.";
      case 401 -> "Sign in first.";
      case 403 -> "You may not do that.";
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not know that method.";
      case 406 -> "None of the formats that you accept can be had here.";
      case 408 -> "The request took too long to arrive.";
      case 413 -> "That is more than is taken at once.";
      case 414 -> "The address is too long.";
      case 415 -> "A body of that type is not taken here.";
      case 431 -> "The headers are too large.";
      case 501, 505 -> "That form of HTTP is not spoken here.";
      case 503 -> "Not now; try again a little later.";
      default -> status < 500 ? "The request is not one that can be answered." : "Lethe failed.";
    };
  }
}
