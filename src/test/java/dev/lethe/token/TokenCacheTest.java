package dev.lethe.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lethe.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenCacheTest {

  private static final String VENDOR = "tencent-im";

  private final TestClock clock = new TestClock();
  private final TokenCache tokens = new TokenCache(clock);
  private final AtomicInteger made = new AtomicInteger();

  @Test
  @Timeout(30)
  void howeverManyWaitATokenIsMadeOnce() throws Exception {
    int threads = 16;
    CountDownLatch ready = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Token>> waiting = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        waiting.add(
            pool.submit(
                () -> {
                  ready.countDown();
                  assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
                  return get();
                }));
      }

      for (Future<Token> token : waiting) {
        assertThat(token.get(20, TimeUnit.SECONDS).value()).isEqualTo("token-1");
      }
      assertThat(made).hasValue(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aTokenThatWasMadeBeforeTheClockWasSetBackIsMadeAnew() {
    get();
    clock.advance(Duration.ofMinutes(-11));

    assertThat(get().value()).isEqualTo("token-2");
    assertThat(get().value()).isEqualTo("token-2");
  }

  @Test
  @Timeout(30)
  void aLoginThatTakesItsTimeHoldsNoOtherVendorUp() throws Exception {
    CountDownLatch other = new CountDownLatch(1);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Token> slow =
          pool.submit(
              () ->
                  tokens.get(
                      "slow",
                      () -> {
                        await(other);
                        return token("slow", Duration.ofHours(1));
                      }));

      assertThat(get().value()).isEqualTo("token-1");

      other.countDown();
      assertThat(slow.get(20, TimeUnit.SECONDS).value()).isEqualTo("slow");
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT24H, PT60S", // a tenth would be more
    "PT10M, PT60S",
    "PT5M, PT30S", // a tenth
    "PT10S, PT1S"
  })
  void aTokenIsRenewedAheadOfItsEndBySixtySecondsOrATenthOfItsLife(Duration life, Duration ahead) {
    get(life);
    clock.advance(life.minus(ahead).minusMillis(1));
    get(life);
    assertThat(made).hasValue(1);

    clock.advance(Duration.ofMillis(1));
    get(life);

    assertThat(made).hasValue(2);
  }

  @Test
  void whatALoginThrowsReachesTheCallerAndTheNextOneTriesAgain() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                tokens.get(
                    VENDOR,
                    () -> {
                      throw new IllegalStateException("no login");
                    }))
        .withMessage("no login");

    assertThat(get().value()).isEqualTo("token-1");
  }

  @Test
  void aTokenThatWasTurnedDownIsMadeAnew() {
    Token first = get();

    boolean tryAgain = tokens.reject(VENDOR, first);

    assertThat(tryAgain).isTrue();
    assertThat(get().value()).isEqualTo("token-2");
  }

  @Test
  void anOlderTokenThatWasTurnedDownDropsNothing() {
    Token first = get();
    tokens.reject(VENDOR, first);
    Token second = get();

    boolean tryAgain = tokens.reject(VENDOR, first);

    assertThat(tryAgain).isTrue();
    assertThat(get()).isSameAs(second);
  }

  @Test
  void twoTokensThatWereTurnedDownInARowAreNotWorthAThird() {
    tokens.reject(VENDOR, get());

    assertThat(tokens.reject(VENDOR, get())).isFalse();
    assertThat(tokens.reject(VENDOR, get())).isFalse();
  }

  @Test
  void aTokenThatWorkedStartsTheCountAnew() {
    tokens.reject(VENDOR, get());
    Token second = get();
    tokens.worked(VENDOR, second);

    assertThat(tokens.reject(VENDOR, second)).isTrue();
    assertThat(tokens.reject(VENDOR, get())).isFalse();
  }

  @Test
  void aTokenThatWorkedAndWasThenRenewedForItsAgeStartsTheCountAnewToo() {
    tokens.reject(VENDOR, get());
    tokens.worked(VENDOR, get());
    clock.advance(Duration.ofHours(24));
    Token renewed = get();

    assertThat(tokens.reject(VENDOR, renewed)).isTrue();
  }

  @Test
  void anOlderTokenThatWorkedSaysNothingOfTheCurrentOne() {
    Token first = get();
    tokens.reject(VENDOR, first);
    Token second = get();

    tokens.worked(VENDOR, first);

    assertThat(tokens.reject(VENDOR, second)).isFalse();
  }

  @Test
  void vendorsHaveTokensOfTheirOwn() {
    Token first = get();
    tokens.reject(VENDOR, first);

    Token other = tokens.get("second-app", () -> token("other", Duration.ofHours(1)));

    assertThat(tokens.reject("second-app", other)).isTrue();
  }

  @Test
  void aTokenNeverShowsItsValue() {
    assertThat(get().toString()).doesNotContain("token-1");
  }

  @Test
  void aTokenThatComesExpiredIsNotMadeAnewForEveryCall() {
    for (int call = 0; call < 5; call++) {
      tokens.get(
          VENDOR,
          () -> {
            made.incrementAndGet();
            return new Token("t", clock.instant(), clock.instant().minusSeconds(100));
          });
    }

    assertThat(made).hasValue(1);
  }

  private Token get() {
    return get(Duration.ofHours(24));
  }

  private Token get(Duration life) {
    return tokens.get(VENDOR, () -> token("token-" + made.incrementAndGet(), life));
  }

  private Token token(String value, Duration life) {
    return new Token(value, clock.instant(), clock.instant().plus(life));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
