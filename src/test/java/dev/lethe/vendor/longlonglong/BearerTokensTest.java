package dev.lethe.vendor.longlonglong;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lethe.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

final class BearerTokensTest {

  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(BearerTokens.class);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final TestClock clock = new TestClock();
  private final BearerTokens tokens = new BearerTokens(clock);

  private Path folder;

  @BeforeEach
  void listen(@TempDir Path given) {
    folder = given;
    log.start();
    LOGGER.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    LOGGER.detachAppender(log);
  }

  @Test
  void aTokenInTheSettingsIsTheToken() {
    assertThat(tokens.token(Map.of("token", "test-token", "token-file", "")))
        .isEqualTo("test-token");
    assertThat(log.list).isEmpty();
  }

  @Test
  void aFileIsReadAgainWhenItsTimeOrSizeChanges() throws IOException {
    Path file = write("first-token\n", 1);
    Map<String, Object> vendor = Map.of("token", "", "token-file", file.toString());

    assertThat(tokens.token(vendor)).isEqualTo("first-token");
    write("other-token\n", 1);
    assertThat(tokens.token(vendor)).isEqualTo("first-token");
    write("other-token\n", 2);
    assertThat(tokens.token(vendor)).isEqualTo("other-token");
    write("longer-token\r\n", 2);
    assertThat(tokens.token(vendor)).isEqualTo("longer-token");
  }

  @Test
  void aFileThatIsGoneIsAnErrorEvenIfItWasRead() throws IOException {
    Path file = write("first-token", 1);
    Map<String, Object> vendor = Map.of("token-file", file.toString());
    tokens.token(vendor);
    Files.delete(file);

    assertThatIllegalStateException()
        .isThrownBy(() -> tokens.token(vendor))
        .withMessageContaining("cannot be read (NoSuchFileException)")
        .withMessageNotContaining("first-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "Bearer planted-token", "planted\ntoken", "planted-令牌"})
  void aFileThatHoldsSomethingElseIsAnErrorThatDoesNotShowIt(String content) throws IOException {
    Path file = write(content, 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> tokens.token(Map.of("token-file", file.toString())))
        .withMessageContaining("The token file ")
        .withMessageNotContaining("planted");
  }

  @Test
  void aFolderOrALargeFileIsNoTokenFile() throws IOException {
    Path file = write("x".repeat(20_000), 1);

    assertThatIllegalStateException()
        .isThrownBy(() -> tokens.token(Map.of("token-file", file.toString())))
        .withMessageEndingWith("is no small text file.");
    assertThatIllegalStateException()
        .isThrownBy(() -> tokens.token(Map.of("token-file", folder.toString())))
        .withMessageEndingWith("is no small text file.");
  }

  @Test
  void thereIsOneTokenOrNone() {
    assertThatIllegalStateException()
        .isThrownBy(() -> tokens.token(Map.of("name", "my-lll")))
        .withMessage("my-lll has neither a token nor a token-file.");
    assertThatIllegalStateException()
        .isThrownBy(() -> tokens.token(Map.of("token", "planted-token", "token-file", "there")))
        .withMessageContaining("has both")
        .withMessageNotContaining("planted-token");
    assertThatIllegalStateException()
        .isThrownBy(() -> tokens.token(Map.of("token", "Bearer planted-token")))
        .withMessageContaining("without the word Bearer")
        .withMessageNotContaining("planted-token");
  }

  @Test
  void theEndOfAJwtIsRead() {
    assertThat(tokens.expiry(jwt("{\"exp\":1700000000}")))
        .contains(Instant.ofEpochSecond(1_700_000_000));
    assertThat(tokens.expiry(jwt("{\"exp\":1700000000.75}")))
        .contains(Instant.ofEpochSecond(1_700_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"exp\":\"1700000000\"}",
        "{\"exp\":-1}",
        "{\"exp\":1e300}",
        "[]",
        "",
        "{"
      })
  void aJwtWithoutAnEndHasNone(String payload) {
    assertThat(tokens.expiry(jwt(payload))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "opaque", "a.b", "a.!.c", "a.b.c", "a.b.c.d"})
  void whatIsNoJwtHasNoEnd(String token) {
    assertThat(tokens.expiry(token)).isEmpty();
  }

  @Test
  void aTokenThatExpiresWithinAWeekIsWarnedAboutOnceADay() {
    Instant end = TestClock.START.plus(Duration.ofDays(8));
    String token = jwt("{\"exp\":" + end.getEpochSecond() + "}");
    Map<String, Object> vendor = Map.of("name", "my-lll", "token", token);

    tokens.token(vendor);
    assertThat(log.list).isEmpty();

    clock.advance(Duration.ofDays(2));
    tokens.token(vendor);
    tokens.token(vendor);
    assertThat(log.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getFormattedMessage())
                    .startsWith("The token of my-lll expires at 2026-03-09T08:00:00Z")
                    .doesNotContain(token));

    clock.advance(Duration.ofDays(7));
    assertThat(tokens.token(vendor)).isEqualTo(token);
    assertThat(log.list)
        .last()
        .satisfies(event -> assertThat(event.getFormattedMessage()).contains("expired at"));
    assertThat(log.list).hasSize(2);
  }

  private Path write(String content, int second) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + second)));
    return file;
  }

  private static String jwt(String payload) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8))
        + "."
        + encoder.encodeToString(payload.getBytes(UTF_8))
        + ".signature";
  }
}
