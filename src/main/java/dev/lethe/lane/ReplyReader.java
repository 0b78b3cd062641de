package dev.lethe.lane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.lethe.vendor.CallFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns an HTTP reply into JSON as maps and lists, or says by which code the call failed. Nothing
 * of a reply's content is logged, only its shape.
 */
public final class ReplyReader implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyReader.class);

  /** Exchange property: how long the last reply asked to wait; null if it did not say. */
  static final String RETRY_AFTER = "lethe.retryAfter";

  /** 100 items of some 200 bytes make 20 KB; a list page of 1,000 accounts may have a megabyte. */
  private static final int LARGEST_REPLY = 8 * 1024 * 1024;

  private final ObjectReader json;
  private final RetryAfter waits;

  /** A reader that takes the time (for a Retry-After with a date) from the given clock. */
  public ReplyReader(ObjectMapper json, Clock clock) {
    // What stands behind the JSON, or twice in it, was cut and glued on the way: that is no reply.
    this.json =
        json.readerFor(Object.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    this.waits = new RetryAfter(clock);
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    Message reply = exchange.getMessage();
    int status = reply.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
    Duration retryAfter = waits.read(reply.getHeader("Retry-After", String.class));
    exchange.setProperty(RETRY_AFTER, retryAfter);
    byte[] body = body(reply);
    reply.removeHeaders("*");
    if (status != 200) {
      LOG.debug("a vendor answered HTTP {} with {} bytes", status, body.length);
      throw new CallFailedException("http-" + status, retryAfter);
    }
    if (body.length > LARGEST_REPLY) {
      throw new CallFailedException("too-large");
    }
    reply.setBody(parse(body));
  }

  private static byte[] body(Message reply) throws IOException {
    try (InputStream stream = reply.getBody(InputStream.class)) {
      return stream == null ? new byte[0] : stream.readNBytes(LARGEST_REPLY + 1);
    }
  }

  private Object parse(byte[] body) throws IOException {
    if (isBlank(body)) {
      throw new CallFailedException("empty-reply");
    }
    try {
      Object parsed = json.readValue(body);
      if (parsed == null) {
        throw new CallFailedException("odd-reply");
      }
      return parsed;
    } catch (JsonProcessingException e) {
      LOG.warn(
          "a vendor's reply of {} bytes is not JSON; it begins with {}",
          body.length,
          body[0] == '<' ? "a tag, like a page of HTML" : "something else");
      throw new CallFailedException("not-json");
    }
  }

  // Nearly every reply shows by its first byte that it is not.
  private static boolean isBlank(byte[] body) {
    boolean begins = body.length > 0 && body[0] > ' ';
    return !begins && new String(body, StandardCharsets.UTF_8).isBlank();
  }

  /**
   * Names a failure of the connection by its code, and forgets its text: it may hold the address.
   */
  static void failed(Exchange exchange) {
    IOException problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, IOException.class);
    LOG.debug("a vendor call failed with {}", problem.getClass().getName());
    throw new CallFailedException(code(problem));
  }

  static String code(IOException problem) {
    if (problem instanceof HttpHostConnectException
        || problem instanceof ConnectTimeoutException
        || problem instanceof ConnectionRequestTimeoutException
        || problem instanceof UnknownHostException
        || problem instanceof ConnectException) {
      return "connect-failed";
    }
    if (problem instanceof SocketTimeoutException) {
      return "timeout";
    }
    // Once the handshake is over, a broken TLS stream says no more than any broken connection.
    boolean handshake =
        problem instanceof SSLHandshakeException || problem instanceof SSLPeerUnverifiedException;
    return handshake ? "tls-failed" : "connection-lost";
  }
}
