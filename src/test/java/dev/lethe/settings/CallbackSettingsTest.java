package dev.lethe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CallbackSettingsTest {

  @Test
  void receiptsArePostedNowhereAsDelivered() {
    LetheSettings.Callback callback = BoundSettings.engine(BoundSettings.DELIVERED).callback();

    assertThat(callback).isEqualTo(new LetheSettings.Callback(List.of(), false));
  }

  @Test
  void hostsAreListedWithCommas() {
    LetheSettings.Callback callback =
        BoundSettings.engine(
                BoundSettings.DELIVERED,
                "--lethe.callback.allowed-hosts=hooks.example.com,*.example.org",
                "--lethe.callback.allow-private=true")
            .callback();

    assertThat(callback)
        .isEqualTo(new LetheSettings.Callback(List.of("hooks.example.com", "*.example.org"), true));
  }
}
