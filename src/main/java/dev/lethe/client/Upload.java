package dev.lethe.client;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A form with one file, read while it is sent (RFC 7578). */
final class Upload {
  private final String boundary = "lethe-" + UUID.randomUUID();
  private final StringBuilder head = new StringBuilder();
  private final Content content;

  /** A form of a file; its content is read to its end, and not closed. */
  Upload(InputStream content) {
    this.content = new Content(content);
  }

  /** Adds a field; none where the value is null. */
  Upload with(String name, @Nullable Object value) {
    if (value != null) {
      head.append(begin(name)).append("\r\n\r\n").append(value).append("\r\n");
    }
    return this;
  }

  /** The value of the header Content-Type. */
  String type() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /** The form. */
  BodyPublisher body(String fileName) {
    String file =
        begin("file")
            + "; filename=\""
            + fileName.replaceAll("[\\r\\n]", "_").replaceAll("[\"\\\\]", "\\\\$0")
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    InputStream form =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(bytes(head + file), content, bytes("\r\n--" + boundary + "--\r\n"))));
    return BodyPublishers.ofInputStream(() -> form);
  }

  /** What went wrong with reading the content, null if nothing did. */
  @Nullable IOException failure() {
    return content.failure;
  }

  private String begin(String name) {
    return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Remembers why it could not be read, which the sending of it would hide. */
  private static final class Content extends FilterInputStream {
    private volatile @Nullable IOException failure;

    Content(InputStream content) {
      super(content);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void close() {
      // Whoever gave it closes it.
    }
  }
}
