package dev.lethe.request;

import java.io.IOException;

/** A file that is no good as a whole. The message is a sentence for the person who dropped it. */
public final class UnreadableFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong with the file and how to mend it, without any of its content. */
  public UnreadableFileException(String reason) {
    super(reason);
  }
}
