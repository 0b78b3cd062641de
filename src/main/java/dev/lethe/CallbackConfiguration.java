package dev.lethe;

import dev.lethe.callback.CallbackPolicy;
import dev.lethe.callback.CallbackRound;
import dev.lethe.callback.ReceiptPost;
import dev.lethe.event.Events;
import dev.lethe.fault.FaultLog;
import dev.lethe.ledger.Ledger;
import dev.lethe.settings.LetheSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Receipts that are posted to where their submitters want them. */
@Configuration(proxyBeanMethods = false)
class CallbackConfiguration {
  @Bean
  CallbackPolicy callbackPolicy(LetheSettings settings) {
    return new CallbackPolicy(settings.callback());
  }

  @Bean
  ReceiptPost receiptPost(CallbackPolicy policy) {
    return new ReceiptPost(policy);
  }

  @Bean
  CallbackRound callbackRound(
      Ledger ledger, CallbackPolicy policy, ReceiptPost post, Events events, Clock clock) {
    return new CallbackRound(ledger, policy, post::post, events, clock);
  }

  @Bean
  CallbackRoute callbackRoute(CallbackRound round) {
    return new CallbackRoute(round);
  }

  @Bean
  FaultLog callbackFaults() {
    return new FaultLog("callbacks", "Receipts are posted as soon as that works.");
  }
}
