package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.lane.PopulationRoutes.Page;
import dev.lethe.ledger.Caps.Population;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.BoundSettings;
import dev.lethe.token.Token;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.NotReadyException;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PopulationsTest {
  private final TestClock clock = new TestClock();
  private final TokenCache tokens = new TokenCache(clock);
  private final Deque<Page> replies = new ArrayDeque<>();
  private final Vendor yunke = yunke();
  private int asked;
  private Ledger ledger;
  private Lanes lanes;
  private Populations populations;

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    lanes =
        new Lanes(
            new Vendors(List.of(yunke), List.of()),
            v -> true,
            ledger,
            () -> true,
            tokens,
            event -> {},
            clock);
    populations =
        new Populations(
            lanes,
            tokens,
            clock,
            vendor -> {
              asked++;
              return replies.remove();
            });
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void theTotalOfTheListIsKeptForAnHour() {
    replies.add(page("1200", List.of("a", "b")));
    replies.add(page(7, List.of("a")));

    assertThat(populations.of(yunke)).isEqualTo(Population.of(1200));
    clock.advance(Duration.ofMinutes(60).minusMillis(1));
    assertThat(populations.of(yunke)).isEqualTo(Population.of(1200));
    assertThat(asked).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(populations.of(yunke)).isEqualTo(Population.of(7));
  }

  @Test
  void aVendorWithoutAccountsHasNone() {
    replies.add(page(0, List.of()));

    assertThat(populations.of(yunke)).isEqualTo(Population.of(0));
  }

  @Test
  void aFailureIsToldAndNotKept() {
    replies.add(failed(new CallFailedException("timeout")));
    replies.add(page(5, List.of("a")));

    assertThat(populations.of(yunke).unknownBecause())
        .isEqualTo("The vendor did not answer in time. (timeout)");
    assertThat(populations.of(yunke)).isEqualTo(Population.of(5));
  }

  @Test
  void aCodeInTheListIsAFailure() {
    replies.add(new Page(Map.of("call", 20007, "total", 3, "subjects", List.of()), null, null));

    assertThat(populations.of(yunke).unknownBecause()).contains("no right", "(20007)");
  }

  @Test
  void aTextInTheCodesPlaceIsNotRepeated() {
    replies.add(new Page(Map.of("call", "zhang san 13800138000"), null, null));
    replies.add(failed(new CallFailedException("zhang san 13800138000")));

    assertThat(populations.of(yunke).unknownBecause()).contains("characters").doesNotContain("san");
    assertThat(populations.of(yunke).unknownBecause()).contains("characters").doesNotContain("san");
  }

  @Test
  void aTokenThatIsTurnedDownIsReplacedOnce() {
    Token old = token("old");
    tokens.get("yunke", () -> old);
    replies.add(new Page(Map.of("call", 20006), old, null));
    replies.add(page(5, List.of("a")));

    assertThat(populations.of(yunke)).isEqualTo(Population.of(5));
    assertThat(tokens.get("yunke", () -> token("new")).value()).isEqualTo("new");
  }

  @Test
  void aTokenThatCannotBeMadeIsTold() {
    replies.add(failed(new NotReadyException("The token file is empty. Write one.")));

    assertThat(populations.of(yunke).unknownBecause())
        .isEqualTo("The token file is empty. Write one.");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"-, a", "many, a", "0, a", "5, -"})
  void aListThatContradictsItselfSaysNothing(@Nullable String total, @Nullable String name) {
    Map<String, Object> body = new HashMap<>();
    body.put("total", total);
    body.put("subjects", name == null ? List.of() : List.of(name));
    replies.add(new Page(body, null, null));

    assertThat(populations.of(yunke).unknownBecause()).startsWith("its list ");
  }

  @Test
  void aHaltedVendorIsNotAsked() {
    Batch batch = new Batch("b", false, false, List.<DueItem>of());
    lanes.of("yunke").gate().halt(batch, new LaneGate.Reason("No right. (20007)", "20007"));

    assertThat(populations.of(yunke).unknownBecause())
        .isEqualTo("its lane is HALTED: No right. (20007)");
    assertThat(asked).isZero();
  }

  private static Page page(Object total, List<String> subjects) {
    return new Page(Map.of("call", 0, "total", total, "subjects", subjects), null, null);
  }

  private static Page failed(Exception failure) {
    return new Page(null, null, failure);
  }

  private Token token(String value) {
    return new Token(value, clock.instant(), clock.instant().plusSeconds(7200));
  }

  private static Vendor yunke() {
    String prefix = "--lethe.vendors.yunke.";
    return BoundSettings.vendors(
            BoundSettings.DELIVERED,
            prefix + "base-url=http://localhost:1",
            prefix + "api-access-id=id",
            prefix + "api-access-secret=secret",
            prefix + "max-share=0.1")
        .find("yunke")
        .orElseThrow();
  }
}
