package dev.lethe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.Retention;
import dev.lethe.evidence.SigningKey;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.fault.FaultLog;
import dev.lethe.health.Health;
import dev.lethe.ledger.Ledger;
import dev.lethe.outcome.Reporter;
import dev.lethe.outcome.RequestFiles;
import dev.lethe.settings.LetheSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a finished request leaves behind: its files, its receipt, and in time no subject. */
@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {
  @Bean
  Reporter reporter(Ledger ledger, Clock clock, Health health) {
    return new Reporter(ledger, clock, health);
  }

  @Bean
  FaultLog receiptFaults() {
    return new FaultLog("receipts", "The files are written again as soon as that works.");
  }

  @Bean
  SigningKey signingKey(LetheSettings settings, Ledger ledger) {
    return ReceiptKeys.below(settings.home()).signing(!ledger.receipts(0, 1).isEmpty());
  }

  @Bean
  RequestFiles requestFiles(
      Ledger ledger, LetheSettings settings, ObjectMapper json, SigningKey key, Clock clock) {
    return new RequestFiles(ledger, settings.home(), json, key, clock);
  }

  @Bean
  SubjectKey subjectKey(Ledger ledger, LetheSettings settings) {
    return SubjectKey.below(settings.home(), ledger.hasRetired());
  }

  @Bean
  Retention retention(Ledger ledger, SubjectKey key, LetheSettings settings, Clock clock) {
    return new Retention(ledger, key, settings.retention().after().orElse(null), clock);
  }

  @Bean
  FaultLog retentionFaults() {
    return new FaultLog("retention", "It goes on where it ended, an hour later; no row is lost.");
  }
}
