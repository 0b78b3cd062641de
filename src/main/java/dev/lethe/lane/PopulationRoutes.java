package dev.lethe.lane;

import dev.lethe.fault.Causes;
import dev.lethe.token.Token;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.NotReadyException;
import dev.lethe.vendor.Vendor;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first page of a vendor's list, at the vendor's pace and with its token, for the sake of
 * the total that stands on it: one route for each vendor with a {@code max-share}.
 */
public final class PopulationRoutes extends RouteBuilder {
  private final Lanes lanes;
  private @Nullable ProducerTemplate template;

  /** Routes for these lanes. */
  public PopulationRoutes(Lanes lanes) {
    this.lanes = lanes;
  }

  /**
   * What came of it.
   *
   * @param page what the list route left in the body
   * @param token the one that went along, null if there was none
   * @param failure why there is no page, null if there is one
   */
  record Page(@Nullable Object page, @Nullable Token token, @Nullable Exception failure) {}

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    template = getContext().createProducerTemplate();
    lanes.all().stream()
        .map(Lane::vendor)
        .filter(vendor -> vendor.caps().share() != null)
        .forEach(this::ask);
  }

  private void ask(Vendor vendor) {
    from("direct:population-" + vendor.name())
        .routeId("population-" + vendor.name())
        .description("Asks " + vendor.title() + " how many accounts there are")
        .choice()
        .when(exchange -> vendor.login() != null)
        .to("direct:token")
        .end()
        .to("direct:list-" + vendor.route());
  }

  /** Reads the first page. */
  Page firstPage(Vendor vendor) {
    Exchange reply =
        Objects.requireNonNull(template, "the routes are not configured")
            .request(
                "direct:population-" + vendor.name(),
                exchange -> {
                  exchange.setVariable(LaneRoutes.VENDOR, vendor.view());
                  exchange.setVariable("page", 0);
                });
    Token token = reply.getVariable(LaneRoutes.TOKEN_IN_USE, Token.class);
    Exception failure = reply.getException();
    return new Page(
        failure == null ? reply.getMessage().getBody() : null,
        token,
        failure == null ? null : expected(failure));
  }

  private static Exception expected(Exception failure) {
    Throwable telling = Causes.telling(failure);
    return telling instanceof CallFailedException || telling instanceof NotReadyException
        ? (RuntimeException) telling
        : new CallFailedException("odd-reply");
  }
}
