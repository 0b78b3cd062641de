package dev.lethe.sandbox;

import dev.lethe.intake.Inbox;
import dev.lethe.ledger.Ledger;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import dev.lethe.sandbox.longlonglong.LonglonglongSimulator;
import dev.lethe.sandbox.sf.SfExpressSimulator;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.VendorAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

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
  @ConditionalOnProperty("lethe.vendors.yunke.api-access-id")
  CiopaasSimulator yunkeSimulator(Environment settings, Clock clock) {
    return ciopaas("yunke", settings, clock);
  }

  @Bean
  @ConditionalOnProperty("lethe.vendors.digelao.api-access-id")
  CiopaasSimulator digelaoSimulator(Environment settings, Clock clock) {
    return ciopaas("digelao", settings, clock);
  }

  private static CiopaasSimulator ciopaas(String name, Environment settings, Clock clock) {
    String vendor = "lethe.vendors." + name;
    String accounts = "lethe.sandbox." + name + ".accounts";
    return new CiopaasSimulator(
        name,
        settings.getRequiredProperty(vendor + ".api-access-id"),
        settings.getRequiredProperty(vendor + ".api-access-secret"),
        name + "-admin",
        ZoneId.of(settings.getProperty(vendor + ".time-zone", "Asia/Shanghai")),
        clock,
        Accounts.listed(List.of(settings.getProperty(accounts, String[].class, new String[0]))));
  }

  @Bean
  @ConditionalOnProperty("lethe.vendors.sf-express.sk")
  SfExpressSimulator sfExpressSimulator(
      @Value("${lethe.vendors.sf-express.company-id}") String companyId,
      @Value("${lethe.vendors.sf-express.sk}") String sk,
      Clock clock) {
    return new SfExpressSimulator(
        companyId, sk, clock, Accounts.allBut(Set.of("lisi01"), Accounts.ABSENT_PREFIX));
  }

  @Bean
  @ConditionalOnProperty("lethe.vendors.longlonglong.token")
  LonglonglongSimulator longlonglongSimulator(
      @Value("${lethe.vendors.longlonglong.user-id}") String userId,
      @Value("${lethe.vendors.longlonglong.token}") String token,
      @Value("${lethe.sandbox.longlonglong.accounts:}") List<String> phones,
      Clock clock) {
    return new LonglonglongSimulator(userId, token, clock, phones, List.of());
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
  VendorAddresses vendorAddresses(SandboxServer server, List<SimulatedVendor> vendors) {
    Map<String, String> addresses = new HashMap<>();
    vendors.forEach(vendor -> addresses.put(vendor.name(), server.baseUrl(vendor.name())));
    return new VendorAddresses(Map.copyOf(addresses));
  }
}
