package dev.lethe.web;

import java.io.IOException;

/** A body is longer than it may be. */
final class BodyTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException() {
    super("the body is too large");
  }
}
