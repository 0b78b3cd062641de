package dev.lethe.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded, with the fields beside it. The server has put it on disk already.
 *
 * @param name of the file
 * @param file its content
 * @param vendor null where there is none, like the callback
 */
record FormSubmission(String name, Part file, @Nullable String vendor, @Nullable URI callback) {
  private static final Set<String> KNOWN = Set.of("file", "vendor", "callback");
  private static final int MOST_TEXT = 4000;

  /** Reads a multipart form; 400 where it is not as described. */
  static FormSubmission of(HttpServletRequest request) throws IOException, ServletException {
    Map<String, Part> parts = new HashMap<>();
    for (Part part : request.getParts()) {
      if (!KNOWN.contains(part.getName()) || parts.put(part.getName(), part) != null) {
        throw Malformed.because("The form has one file, and may have one vendor and one callback.");
      }
    }
    Part file = parts.get("file");
    if (file == null || file.getSubmittedFileName() == null) {
      throw Malformed.because("The form has no file: send it as a part called file, with a name.");
    }
    return new FormSubmission(
        UploadedName.checked(file.getSubmittedFileName()),
        file,
        Parameters.text("The field vendor", text(parts.get("vendor"))),
        Callback.of(text(parts.get("callback"))));
  }

  private static @Nullable String text(@Nullable Part part) throws IOException {
    if (part == null) {
      return null;
    }
    try (InputStream in = new BoundedBody(part.getInputStream(), MOST_TEXT)) {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readAllBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw Malformed.because("The fields of the form are texts in UTF-8.");
    }
  }
}
