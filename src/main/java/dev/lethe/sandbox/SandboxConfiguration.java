package dev.lethe.sandbox;

import dev.lethe.intake.Inbox;
import dev.lethe.ledger.Ledger;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.VendorAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Starts the simulated vendors inside this process and points the vendors' settings at them. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
public class SandboxConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxConfiguration.class);

  @Bean
  TencentImSimulator tencentImSimulator(
      @Value("${lethe.vendors.tencent-im.sdk-app-id}") long sdkAppId,
      @Value("${lethe.vendors.tencent-im.identifier}") String identifier,
      @Value("${lethe.vendors.tencent-im.secret-key}") String secretKey,
      Clock clock) {
    return new TencentImSimulator(sdkAppId, identifier, secretKey, clock);
  }

  @Bean
  SandboxServer sandboxServer(
      @Value("${lethe.sandbox.port:0}") int port, List<SimulatedVendor> vendors)
      throws IOException {
    SandboxServer server = SandboxServer.start(port, vendors);
    LOG.info(
        "sandbox: simulated vendors at {}/ (help and faults: curl {}/sandbox)",
        server.url(),
        server.url());
    return server;
  }

  @Bean
  @ConditionalOnProperty("lethe.sandbox.examples")
  ExamplesRun examplesRun(
      @Value("${lethe.sandbox.examples}") Path examples,
      LetheSettings settings,
      Ledger ledger,
      Inbox inbox) {
    return new ExamplesRun(examples, settings.home(), ledger, inbox, System.out);
  }

  @Bean
  VendorAddresses vendorAddresses(SandboxServer server) {
    return new VendorAddresses(
        Map.of(TencentImSimulator.NAME, server.baseUrl(TencentImSimulator.NAME)));
  }
}
