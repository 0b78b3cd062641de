package dev.lethe.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SignInLimitsTest {
  private final TestClock clock = new TestClock();
  private final SignInLimits limits = new SignInLimits(clock);

  @Test
  void tenAtOnceAndThenOneEverySixSeconds() {
    fail(10, "10.0.0.1", "ann");

    assertThatThrownBy(() -> limits.begin("10.0.0.1", "ann", false))
        .isInstanceOfSatisfying(
            TooManySignInsException.class,
            refusal -> assertThat(refusal.seconds()).isBetween(6L, 7L));

    clock.advance(Duration.ofSeconds(6));

    limits.begin("10.0.0.1", "ann", false);
    assertRefused("10.0.0.1", "ann");
  }

  @Test
  void anAddressIsCountedWhateverNamesItTries() {
    for (int i = 0; i < 10; i++) {
      limits.begin("10.0.0.1", "name-" + i, false);
    }

    assertRefused("10.0.0.1", "ann");
    assertThatCode(() -> limits.begin("10.0.0.2", "ann", false)).doesNotThrowAnyException();
  }

  @Test
  void aNameIsCountedWhereverItIsTriedFrom() {
    for (int i = 0; i < 10; i++) {
      limits.begin("10.0.0." + i, "ann", false);
    }

    assertRefused("10.0.0.99", "ann");
    assertThatCode(() -> limits.begin("10.0.0.99", "bob", false)).doesNotThrowAnyException();
  }

  @Test
  void allAddressesOfOneIpv6SubscriberAreOne() {
    for (int i = 0; i < 10; i++) {
      limits.begin("2001:db8:1:2::" + i, "name-" + i, false);
    }

    assertRefused("2001:db8:1:2:ffff::1", "ann");
    assertThatCode(() -> limits.begin("2001:db8:1:3::1", "ann", false)).doesNotThrowAnyException();
  }

  @Test
  void whatSucceedsCostsNothing() {
    for (int i = 0; i < 1_000; i++) {
      limits.begin("10.0.0.1", "ann", false).succeeded();
    }

    assertThatCode(() -> fail(10, "10.0.0.1", "ann")).doesNotThrowAnyException();
  }

  @Test
  void nobodyCanKeepAnOwnerOutFromWhereItHasSignedInBefore() {
    limits.begin("10.0.0.1", "ann", false).succeeded();

    for (int i = 0; i < 10; i++) {
      limits.begin("10.6.6." + i, "ann", false);
      limits.begin("10.0.0.1", "stale-" + i, false);
    }

    assertRefused("10.7.7.7", "ann");
    assertThatCode(() -> limits.begin("10.0.0.1", "ann", false)).doesNotThrowAnyException();
  }

  @Test
  void fromThereToGuessIsLimitedAllTheSame() {
    limits.begin("10.0.0.1", "ann", false).succeeded();

    fail(10, "10.0.0.1", "ann");

    assertRefused("10.0.0.1", "ann");
  }

  @Test
  void othersCannotKeepTheMachineItselfOut() {
    for (int i = 0; i < 10; i++) {
      limits.begin("10.0.0." + i, "admin", false);
    }

    assertThatCode(() -> limits.begin("127.0.0.1", "admin", true)).doesNotThrowAnyException();
  }

  private void fail(int times, String address, String name) {
    for (int i = 0; i < times; i++) {
      limits.begin(address, name, false);
    }
  }

  private void assertRefused(String address, String name) {
    assertThatThrownBy(() -> limits.begin(address, name, false))
        .isInstanceOf(TooManySignInsException.class);
  }
}
