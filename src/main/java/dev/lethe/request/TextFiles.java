package dev.lethe.request;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.file.Files;

/** Opens text files as characters. */
final class TextFiles {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private TextFiles() {}

  /** The file's text without its byte order mark; characters are never replaced. */
  static Reader open(RequestFile file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file.path()), BUFFER_BYTES);
    try {
      PushbackReader text =
          new PushbackReader(
              new InputStreamReader(bytes, StrictDecoding.strict(file.charset())), 1);
      int first = text.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        text.unread(first);
      }
      return text;
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }
}
