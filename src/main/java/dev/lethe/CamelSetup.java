package dev.lethe;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.spring.boot.CamelContextConfiguration;

/**
 * What Lethe wants of Camel before it starts. Vendor routes hand their failures to the lane, which
 * knows what they mean for the items, so routes have no error handler unless they say so.
 */
final class CamelSetup implements CamelContextConfiguration {
  private final List<LifecycleStrategy> strategies;

  /**
   * A set-up with these strategies. They are added by hand because Camel overlooks those that need
   * the context themselves (Spring leaves beans out that are in creation).
   */
  CamelSetup(LifecycleStrategy... strategies) {
    this.strategies = List.of(strategies);
  }

  @Override
  public void beforeApplicationStart(CamelContext context) {
    context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
    strategies.forEach(context::addLifecycleStrategy);
  }

  @Override
  public void afterApplicationStart(CamelContext context) {
    // Nothing is left to do.
  }
}
