package dev.lethe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.settings.LetheSettings.Callback;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallbackSettingsTest {

  @Test
  void receiptsArePostedNowhereAsDelivered() {
    Callback callback = BoundSettings.engine(BoundSettings.DELIVERED).callback();

    assertThat(callback).isEqualTo(new Callback(List.of(), false));
  }

  @Test
  void hostsAreListedWithCommas() {
    Callback callback =
        BoundSettings.engine(
                BoundSettings.DELIVERED,
                "--lethe.callback.allowed-hosts=hooks.example.com,*.example.org",
                "--lethe.callback.allow-private=true")
            .callback();

    assertThat(callback)
        .isEqualTo(new Callback(List.of("hooks.example.com", "*.example.org"), true));
  }
}
