package dev.lethe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.VendorAddresses;
import dev.lethe.settings.VendorBinder;
import dev.lethe.vendor.ItemList;
import dev.lethe.vendor.Vendors;
import dev.lethe.vendor.ciopaas.CiopaasBodies;
import dev.lethe.vendor.ciopaas.CiopaasLogin;
import dev.lethe.vendor.longlonglong.BearerTokens;
import dev.lethe.vendor.sf.SfSignature;
import dev.lethe.vendor.tencent.TencentUserSigs;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** The vendors, and what their routes need in Java: signatures, encodings, logins. */
@Configuration(proxyBeanMethods = false)
class VendorConfiguration {
  @Bean
  Vendors vendors(
      ConfigurableEnvironment environment,
      LetheSettings settings,
      ObjectProvider<VendorAddresses> simulated) {
    simulated.ifAvailable(addresses -> addresses.addTo(environment));
    return new VendorBinder(environment, settings).bind();
  }

  @Bean
  CiopaasLogin ciopaasLogin(@Qualifier("wallClock") Clock clock) {
    return new CiopaasLogin(clock);
  }

  @Bean
  CiopaasBodies ciopaasBodies(ObjectMapper json) {
    return new CiopaasBodies(json);
  }

  /** Replaceable: SF publishes its formula only inside files for its customers. */
  @Bean
  @ConditionalOnMissingBean
  SfSignature sfSignature() {
    return new SfSignature();
  }

  @Bean
  BearerTokens bearerTokens(@Qualifier("wallClock") Clock clock) {
    return new BearerTokens(clock);
  }

  @Bean
  TencentUserSigs tencentUserSigs(@Qualifier("wallClock") Clock clock) {
    return new TencentUserSigs(clock);
  }

  @Bean
  ItemList itemList() {
    return new ItemList();
  }

  @Bean
  QueryText query() {
    return new QueryText();
  }
}
