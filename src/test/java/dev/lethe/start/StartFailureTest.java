package dev.lethe.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.evidence.KeyException;
import dev.lethe.ledger.LedgerException;
import dev.lethe.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class StartFailureTest {

  @Test
  void aWrongSettingIsToldInItsOwnWordsHoweverDeepItLies() {
    SettingsException problem =
        new SettingsException("config/application.yaml:7", "it must be 1 or more.", "Mend it.");

    String line = StartFailure.explain(wrapped(wrapped(problem)));

    assertThat(line).isEqualTo("config/application.yaml:7: it must be 1 or more. Mend it.");
  }

  @Test
  void aLedgerThatCannotBeOpenedIsToldInItsOwnWords() {
    LedgerException problem =
        new LedgerException("The ledger ledger.db is damaged.", new IllegalStateException("cause"));

    assertThat(StartFailure.explain(wrapped(problem)))
        .isEqualTo("The ledger ledger.db is damaged.");
  }

  @Test
  void aMissingKeyIsToldInItsOwnWords() {
    assertThat(StartFailure.explain(wrapped(new KeyException("keys/receipts.key.pem is missing."))))
        .isEqualTo("keys/receipts.key.pem is missing.");
  }

  @Test
  void aValueThatCannotBeBoundIsToldWithItsKey() {
    String line = StartFailure.explain(wrapped(unbindable("lethe.intake.poll", "often")));

    assertThat(line).contains("lethe.intake.poll").contains("'often'").contains("200ms");
    assertOneLine(line);
  }

  @Test
  void aSecretThatCannotBeBoundIsNotShown() {
    String line = StartFailure.explain(wrapped(unbindable("lethe.vendors.x.secret-key", "psst")));

    assertThat(line).contains("lethe.vendors.x.secret-key").doesNotContain("psst");
  }

  @Test
  void aBrokenRouteIsToldWithFileAndLine() {
    RuntimeException problem =
        new IllegalStateException(
            "Error parsing resource file:routes/vendors/tencent-im.camel.yaml",
            new IllegalArgumentException(
                "Unknown node id: setBdy\n in 'reader', line 12, column 3"));

    String line = StartFailure.explain(wrapped(problem));

    assertThat(line)
        .isEqualTo(
            "routes/vendors/tencent-im.camel.yaml:12: Unknown node id: setBdy in 'reader', line 12,"
                + " column 3 Mend the route and start again.");
  }

  @Test
  void aRouteWhoseFileIsNotKnownIsToldByItsId() {
    RuntimeException problem =
        new IllegalStateException(
            "Failed to create route: intake at: >>> Bean[ref:intaek] <<<",
            new IllegalArgumentException("No bean could be found"));

    assertThat(StartFailure.explain(wrapped(problem)))
        .startsWith("route intake ")
        .contains("No bean could be found")
        .endsWith("Mend the route and start again.");
  }

  @Test
  void anythingElseIsToldByItsDeepestCause() {
    String line =
        StartFailure.explain(wrapped(new IllegalStateException("Address\n already in use")));

    assertThat(line).isEqualTo("Address already in use (IllegalStateException)");
  }

  @Test
  void aFailureWithoutAWordAndOneInACircleAreToldToo() {
    RuntimeException mute = new IllegalStateException((String) null);
    RuntimeException circle = new IllegalStateException("round");
    RuntimeException half = new IllegalStateException("and round", circle);
    circle.initCause(half);

    assertThat(StartFailure.explain(mute)).contains("IllegalStateException");
    assertThat(StartFailure.explain(circle)).contains("round");
  }

  @Test
  void aLongMessageIsCut() {
    String line = StartFailure.explain(new SettingsException("a", "word ".repeat(500), "Mend it."));

    assertThat(line).hasSizeLessThan(510).endsWith("…");
  }

  private static RuntimeException wrapped(Throwable cause) {
    return new RuntimeException("Error creating bean\n with name 'x'", cause);
  }

  private static BindException unbindable(String key, String value) {
    Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(key, value)));
    try {
      binder.bind(key, Bindable.of(Duration.class));
      throw new AssertionError("it was bound");
    } catch (BindException e) {
      return e;
    }
  }

  private static void assertOneLine(String text) {
    assertThat(text).doesNotContain("\n");
  }
}
