package dev.lethe.api;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** A request that is not in the form that the description gives. */
final class Malformed {

  private Malformed() {}

  /**
   * The refusal, to be thrown.
   *
   * @param sentence for the person who wrote the request; nothing of what was sent is in it
   */
  static ResponseStatusException because(String sentence) {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, sentence);
  }
}
