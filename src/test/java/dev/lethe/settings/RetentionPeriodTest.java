package dev.lethe.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class RetentionPeriodTest {

  @Test
  void isThirtyDaysIfNothingIsSaid() {
    assertThat(bound(Map.of()).after()).contains(Duration.ofDays(30));
  }

  @Test
  void isADurationOrNever() {
    assertThat(bound(Map.of("lethe.retention", "7d")).after()).contains(Duration.ofDays(7));
    assertThat(bound(Map.of("lethe.retention", "0s")).after()).contains(Duration.ZERO);
    assertThat(bound(Map.of("lethe.retention", "0")).after()).contains(Duration.ZERO);
    assertThat(bound(Map.of("lethe.retention", "Never")).after()).isEmpty();
  }

  @Test
  void anythingElseIsToldWithItsKey() {
    for (String wrong : new String[] {"a month", "-1d"}) {
      assertThatThrownBy(() -> bound(Map.of("lethe.retention", wrong)))
          .isInstanceOfSatisfying(
              BindException.class,
              problem ->
                  assertThat(SettingChecks.explain(problem))
                      .hasMessageContaining("lethe.retention")
                      .hasMessageContaining(wrong));
    }
  }

  private static RetentionPeriod bound(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("lethe", LetheSettings.class)
        .retention();
  }
}
