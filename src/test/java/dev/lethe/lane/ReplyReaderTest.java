package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.TestClock;
import dev.lethe.vendor.CallFailedException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReplyReaderTest {

  private final ReplyReader reader = new ReplyReader(new ObjectMapper(), new TestClock());

  @Test
  void jsonBecomesMapsAndListsAndTheVendorsHeadersAreGone() throws Exception {
    Exchange exchange = reply(200, "{\"ErrorCode\": 0, \"ResultItem\": [{\"UserID\": \"a\"}]}");
    exchange.getMessage().setHeader("Set-Cookie", "a=b");

    reader.process(exchange);

    assertThat(exchange.getMessage().getBody())
        .isEqualTo(Map.of("ErrorCode", 0, "ResultItem", List.of(Map.of("UserID", "a"))));
    assertThat(exchange.getMessage().getHeaders()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 302, 400, 401, 403, 404, 429, 500, 502, 503, 504})
  void anyStatusButTwoHundredIsItsOwnCode(int status) {
    assertThat(failure(reply(status, "{}"))).hasMessage("http-" + status);
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty-reply",
    "'  \n', empty-reply",
    "<html>, not-json",
    "OK, not-json",
    "'{\"a\":', not-json",
    "'{\"a\": 0} x', not-json",
    "'{\"a\": 0}{\"a\": 0}', not-json",
    "'{\"a\": 1, \"a\": 0}', not-json",
    "null, odd-reply"
  })
  void aReplyThatIsNoJsonIsTold(String body, String code) {
    assertThat(failure(reply(200, body))).hasMessage(code);
  }

  @Test
  void aReplyWithoutABodyIsEmpty() {
    Exchange exchange = reply(200, "");
    exchange.getMessage().setBody(null);

    assertThat(failure(exchange)).hasMessage("empty-reply");
  }

  @Test
  void aReplyThatIsTooLargeIsNotReadBeyondEightMegabytes() {
    ByteArrayInputStream body = new ByteArrayInputStream(new byte[9 * 1024 * 1024]);
    Exchange exchange = reply(200, "");
    exchange.getMessage().setBody(body);

    assertThat(failure(exchange)).hasMessage("too-large");
    assertThat(body.available()).isEqualTo(1024 * 1024 - 1);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "' 120 ', 120",
    "0, 0",
    "'Sun, 01 Mar 2026 08:00:30 GMT', 30",
    "'Sun, 01 Mar 2026 07:00:00 GMT', 0"
  })
  void aWaitMayBeSecondsOrADate(String header, long seconds) {
    Exchange exchange = reply(429, "");
    exchange.getMessage().setHeader("Retry-After", header);

    assertThat(failure(exchange).retryAfter()).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "1.5", "99999999999999999999", ""})
  void aWaitThatIsNeitherIsNone(String header) {
    Exchange exchange = reply(503, "");
    exchange.getMessage().setHeader("Retry-After", header);

    assertThat(failure(exchange).retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aBrokenConnectionIsNamedByItsCode(IOException problem, String code) {
    assertThat(ReplyReader.code(problem)).isEqualTo(code);
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(new ConnectException("refused"), "connect-failed"),
        Arguments.of(new HttpHostConnectException("refused"), "connect-failed"),
        Arguments.of(new ConnectTimeoutException("slow"), "connect-failed"),
        Arguments.of(new ConnectionRequestTimeoutException("pool"), "connect-failed"),
        Arguments.of(new UnknownHostException("host"), "connect-failed"),
        Arguments.of(new SocketTimeoutException("read"), "timeout"),
        Arguments.of(new SSLHandshakeException("certificate"), "tls-failed"),
        Arguments.of(new SSLPeerUnverifiedException("name"), "tls-failed"),
        Arguments.of(new SSLException("stream"), "connection-lost"),
        Arguments.of(new SocketException("reset"), "connection-lost"),
        Arguments.of(new NoHttpResponseException("closed"), "connection-lost"),
        Arguments.of(new EOFException("cut"), "connection-lost"));
  }

  @Test
  void theTextOfAFailureIsForgottenBecauseItMayHoldTheAddress() {
    Exchange exchange = reply(200, "");
    exchange.setProperty(
        Exchange.EXCEPTION_CAUGHT, new SocketException("https://host?usersig=secret"));

    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(() -> ReplyReader.failed(exchange))
        .withMessage("connection-lost")
        .withNoCause();
  }

  private CallFailedException failure(Exchange exchange) {
    return Objects.requireNonNull(
        catchThrowableOfType(CallFailedException.class, () -> reader.process(exchange)));
  }

  private static Exchange reply(int status, @Nullable String body) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    byte[] bytes = String.valueOf(body).getBytes(StandardCharsets.UTF_8);
    exchange.getMessage().setBody(new ByteArrayInputStream(bytes));
    return exchange;
  }
}
