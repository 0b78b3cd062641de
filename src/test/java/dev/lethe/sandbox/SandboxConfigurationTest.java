package dev.lethe.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.TestClock;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import dev.lethe.settings.VendorAddresses;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

final class SandboxConfigurationTest {

  @Test
  void vendorsWithoutCredentialsAreNotSimulated() {
    try (AnnotationConfigApplicationContext sandbox = sandbox(Map.of())) {
      assertThat(sandbox.getBean(VendorAddresses.class).byVendor()).containsOnlyKeys("tencent-im");
    }
  }

  @Test
  void aTenantWithCredentialsIsSimulatedWithItsAccounts() {
    try (AnnotationConfigApplicationContext sandbox =
        sandbox(
            Map.of(
                "lethe.vendors.digelao.api-access-id", "an-id",
                "lethe.vendors.digelao.api-access-secret", "a-secret",
                "lethe.vendors.digelao.time-zone", "UTC",
                "lethe.sandbox.digelao.accounts", "anna,bert"))) {

      assertThat(sandbox.getBean(CiopaasSimulator.class).accounts().list())
          .containsExactly("anna", "bert");
      assertThat(sandbox.getBean(VendorAddresses.class).byVendor())
          .containsOnlyKeys("tencent-im", "digelao")
          .containsEntry("digelao", sandbox.getBean(SandboxServer.class).baseUrl("digelao"));
    }
  }

  private static AnnotationConfigApplicationContext sandbox(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("lethe.vendors.tencent-im.sdk-app-id", "1400000000");
    all.put("lethe.vendors.tencent-im.identifier", "administrator");
    all.put("lethe.vendors.tencent-im.secret-key", "a-key");
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.getEnvironment().setActiveProfiles("sandbox");
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
    context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
    context.registerBean(Clock.class, TestClock::new);
    context.register(SandboxConfiguration.class);
    context.refresh();
    return context;
  }
}
