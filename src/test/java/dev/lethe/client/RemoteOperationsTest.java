package dev.lethe.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers that are none. */
final class RemoteOperationsTest {
  private static final String PASSWORD = "correct-horse-battery";

  static WireMockServer service;

  @BeforeAll
  static void start() {
    service = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    service.start();
  }

  @AfterAll
  static void stop() {
    service.stop();
  }

  @Test
  void a_service_that_is_not_there_is_unavailable_and_the_sentence_says_what_to_do()
      throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    OperationException refusal = refusal(at(URI.create("http://127.0.0.1:" + free)));

    assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("127.0.0.1:" + free).hasMessageContaining("Check");
    assertSecret(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID", "401, FORBIDDEN", "403, FORBIDDEN", "404, NOT_FOUND", "405, INVALID",
    "409, CONFLICT", "413, TOO_LARGE", "415, INVALID", "422, INVALID", "429, UNAVAILABLE",
    "500, UNAVAILABLE", "503, UNAVAILABLE", "302, UNAVAILABLE"
  })
  void a_status_without_a_problem_document_has_a_sentence_too(int status, Kind kind) {
    answer(
        aResponse()
            .withStatus(status)
            .withHeader("Location", "http://127.0.0.1:1/elsewhere")
            .withBody("<html>"));

    OperationException refusal = refusal(here());

    assertThat(refusal.kind()).isEqualTo(kind);
    assertThat(refusal).hasMessageContaining("localhost");
    assertSecret(refusal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "[]", "null", "\"x\"", "{\"version\":{}}"})
  void an_answer_of_something_else_is_told_as_that(String body) {
    answer(aResponse().withBody(body));

    OperationException refusal = refusal(here());

    assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("not as Lethe does");
  }

  @Test
  void an_answer_that_does_not_end_is_given_up() {
    answer(aResponse().withBody("{\"version\":\"1\"}").withChunkedDribbleDelay(5, 60_000));

    OperationException refusal = refusal(at(URI.create(service.baseUrl()), Duration.ofSeconds(2)));

    assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("did not answer within 2 s");
  }

  @Test
  void a_connection_that_breaks_off_leaves_open_what_was_done() {
    answer(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

    OperationException refusal = refusal(here());

    assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(refusal).hasMessageContaining("look before you ask again");
  }

  @Test
  void a_file_that_cannot_be_read_is_told_as_what_it_is() {
    answer(aResponse().withStatus(202).withBody("{\"id\":\"a\",\"known\":false}"));
    IOException broken = new IOException("the disk");
    InputStream content =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw broken;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            throw broken;
          }
        };

    assertThatThrownBy(
            () -> here().submit(new Submission("a.csv", null, null, null, "ada"), content))
        .isSameAs(broken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host",
        "http:///x",
        "host:80",
        "http://ada:secret@host",
        "http://host?a=b",
        "x"
      })
  void an_address_that_is_none_is_refused_without_its_password(String address) {
    assertThatThrownBy(() -> at(URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void credentials_show_nothing() {
    assertThat(Credentials.basic("ada", PASSWORD).toString()).isEqualTo("credentials");
    assertThatThrownBy(() -> Credentials.bearer("a\r\nb"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("a\r\nb");
  }

  private static void answer(ResponseDefinitionBuilder answer) {
    service.resetAll();
    service.stubFor(any(anyUrl()).willReturn(answer));
  }

  private static OperationException refusal(RemoteOperations operations) {
    return catchThrowableOfType(OperationException.class, operations::status);
  }

  private static RemoteOperations here() {
    return at(URI.create(service.baseUrl()));
  }

  private static RemoteOperations at(URI base) {
    return at(base, Duration.ofSeconds(30));
  }

  private static RemoteOperations at(URI base, Duration timeout) {
    return new RemoteOperations(base, Credentials.basic("ada", PASSWORD), timeout, timeout);
  }

  private static void assertSecret(OperationException refusal) {
    assertThat(refusal.getMessage()).doesNotContain(PASSWORD).doesNotContain("Basic");
    assertThat(refusal.getCause()).isNull();
  }
}
