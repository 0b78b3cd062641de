package dev.lethe.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds what is read of a body. An upload in parts has a limit of its own, {@code
 * lethe.http.max-upload}, and is only looked at once it is known who sends it; nobody signs in with
 * one.
 */
final class BodyLimit extends OncePerRequestFilter {
  /** Of what is read into memory. */
  static final long MOST_BYTES = 10L << 20;

  private static final long MOST_BYTES_TO_SIGN_IN = 4L << 10;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Replies replies;

  BodyLimit(Replies replies) {
    this.replies = replies;
  }

  /** Whether the body comes in parts, as a browser sends files. */
  static boolean isInParts(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean signIn = request.getRequestURI().equals("/login");
    long most = signIn ? MOST_BYTES_TO_SIGN_IN : MOST_BYTES;
    if (signIn && request.getMethod().equals("POST") && !isForm(request)) {
      replies.write(request, response, Reply.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value()));
    } else if (isInParts(request)) {
      chain.doFilter(request, response);
    } else if (request.getContentLengthLong() > most) {
      replies.write(request, response, Reply.of(HttpStatus.PAYLOAD_TOO_LARGE.value()));
    } else {
      chain.doFilter(new Bounded(request, most), response);
    }
  }

  // With its length, or else there would be no end to it.
  private static boolean isForm(HttpServletRequest request) {
    return request.getContentType() != null
        && request.getContentType().toLowerCase(Locale.ROOT).startsWith(FORM)
        && request.getContentLengthLong() >= 0;
  }

  private static final class Bounded extends HttpServletRequestWrapper {
    private final long most;
    private @Nullable ServletInputStream stream;

    Bounded(HttpServletRequest request, long most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (stream == null) {
        stream = new Counted(super.getInputStream(), most);
      }
      return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      String encoding = getCharacterEncoding();
      return new BufferedReader(
          new InputStreamReader(
              getInputStream(),
              encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream body;
    private long left;

    Counted(ServletInputStream body, long most) {
      this.body = body;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int one = body.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = body.read(bytes, offset, length);
      count(read);
      return read;
    }

    private void count(int read) throws BodyTooLargeException {
      left -= Math.max(0, read);
      if (left < 0) {
        throw new BodyTooLargeException();
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
