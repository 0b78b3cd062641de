package dev.lethe.lane;

/**
 * A batch was held back at the last moment, because its lane had closed; its items are due again.
 */
final class NotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotSentException() {
    super("the lane has closed", null, false, false);
  }
}
