package dev.lethe.lane;

import dev.lethe.token.Token;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.Vendor;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/**
 * What a vendor's route can ask the engine for.
 *
 * <ul>
 *   <li>{@code direct:token} puts the vendor's token into the variable {@code token}: cached, made
 *       by {@code direct:login-<realm>} when there is none. The body stays as it is.
 *   <li>{@code direct:call} makes one HTTP call at the vendor's address, at the vendor's pace. In:
 *       the body as text and the headers {@code CamelHttpMethod}, {@code CamelHttpPath} and {@code
 *       CamelHttpQuery}; all other headers go along. Out: the reply's JSON as maps and lists. A
 *       reply that is none ends the vendor's route with a {@link CallFailedException}.
 * </ul>
 *
 * Every call passes the one throttle of its vendor, deletions and verifications alike.
 */
public final class CallRoutes extends RouteBuilder {
  private final Lanes lanes;
  private final TokenCache tokens;
  private final VendorHttpClients clients;
  private final ReplyReader replies;
  private final Clock clock;

  /** Routes for these lanes. */
  public CallRoutes(
      Lanes lanes, TokenCache tokens, VendorHttpClients clients, ReplyReader replies, Clock clock) {
    this.lanes = lanes;
    this.tokens = tokens;
    this.clients = clients;
    this.replies = replies;
    this.clock = clock;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    ProducerTemplate template = getContext().createProducerTemplate();

    from("direct:token")
        .routeId("token")
        .description("Puts the vendor's token into the variable 'token'")
        .process(exchange -> token(exchange, template));

    from("direct:call")
        .routeId("call")
        .description("Makes one HTTP call at the vendor's pace")
        .toD("direct:call-${variable.vendor[name]}");

    for (Lane lane : lanes.all()) {
      call(lane);
    }
  }

  private void call(Lane lane) {
    Vendor vendor = lane.vendor();
    Throttle throttle = Throttle.of(vendor.pace().rate());
    from("direct:call-" + vendor.name())
        .routeId("call-" + vendor.name())
        .description("Paces and makes one HTTP call to " + vendor.title())
        .throttle(constant(throttle.calls()))
        .timePeriodMillis(throttle.periodMillis())
        .process(exchange -> lastCheck(exchange, lane))
        .doTry()
        .to(endpoint(vendor))
        .process(replies)
        .doCatch(IOException.class)
        .process(ReplyReader::failed)
        .end();
  }

  // The client is named in the address, so that two vendors at one address do not share an
  // endpoint.
  private String endpoint(Vendor vendor) {
    String client = "http-client-" + vendor.name();
    getContext().getRegistry().bind(client, clients.create(vendor));
    return vendor.baseUrl()
        + "?throwExceptionOnFailure=false&disableStreamCache=true&deleteWithBody=true"
        + "&copyHeaders=false&httpClient=#bean:"
        + client;
  }

  private static void lastCheck(Exchange exchange, Lane lane) {
    Batch batch = LaneRoutes.batch(exchange);
    if (batch != null && !lane.maySend(batch)) {
      throw new NotSentException();
    }
  }

  private void token(Exchange exchange, ProducerTemplate template) {
    Map<?, ?> view = exchange.getVariable(LaneRoutes.VENDOR, Map.class);
    Vendor vendor = lanes.of(String.valueOf(view.get("name"))).vendor();
    if (vendor.login() == null) {
      throw new IllegalStateException(
          "vendor " + vendor.name() + " has no 'login' setting, but its route asks for a token");
    }
    Token token = tokens.get(vendor.name(), () -> login(vendor, template));
    exchange.setVariable(LaneRoutes.TOKEN_IN_USE, token);
    exchange.setVariable("token", token.value());
  }

  private Token login(Vendor vendor, ProducerTemplate template) {
    Exchange reply =
        template.request(
            "direct:login-" + vendor.login(),
            exchange -> exchange.setVariable(LaneRoutes.VENDOR, vendor.view()));
    if (reply.getException() != null
        || !(reply.getMessage().getBody() instanceof Map<?, ?> body)
        || body.get("token") == null
        || !(body.get("expires") instanceof Instant expires)) {
      throw new CallFailedException("login-failed");
    }
    return new Token(body.get("token"), clock.instant(), expires);
  }
}
