package dev.lethe.lane;

import dev.lethe.lane.Places.Place;
import dev.lethe.token.Token;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.Vendor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.support.SynchronizationAdapter;
import org.jspecify.annotations.Nullable;

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
 * Every call passes the one pacer and the one bulkhead of its vendor: deletions, verifications and
 * logins alike, from whichever thread.
 */
public final class CallRoutes extends RouteBuilder {
  private static final Map<String, HttpMethods> METHODS =
      Stream.of(HttpMethods.values())
          .collect(Collectors.toUnmodifiableMap(HttpMethods::name, Function.identity()));

  /** Exchange variable: the account that the token was made for, if its login says so. */
  static final String OWN_ACCOUNT = "ownAccount";

  private static final String PACED = "lethe.paced";

  /** Exchange property: the {@link Place} that it holds. */
  private static final String PLACE = "lethe.place";

  /** Exchange property: when the HTTP call began, in nanoseconds. */
  private static final String BEGAN = "lethe.began";

  private static final String ANSWERED = "lethe.answered";

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

    from("direct:pace")
        .routeId("pace")
        .description("Waits until the vendor may be called again; the next call then goes at once")
        .toD("direct:pace-${variable.vendor[name]}");

    for (Lane lane : lanes.all()) {
      call(lane);
    }
  }

  private void call(Lane lane) {
    Vendor vendor = lane.vendor();
    from("direct:pace-" + vendor.name())
        .routeId("pace-" + vendor.name())
        .description("Waits until " + vendor.title() + " may be called again")
        .process(exchange -> pace(exchange, lane));

    from("direct:call-" + vendor.name())
        .routeId("call-" + vendor.name())
        .description("Paces and makes one HTTP call to " + vendor.title())
        .process(exchange -> begin(exchange, lane))
        .doTry()
        .to(endpoint(lane))
        .process(this::read)
        .doCatch(IOException.class)
        .process(ReplyReader::failed)
        .doFinally()
        .process(exchange -> end(exchange, lane))
        .end();
  }

  private static void pace(Exchange exchange, Lane lane) throws InterruptedException {
    letDeletionsGoFirst(exchange);
    Place place = place(exchange, lane);
    place.isFor(lane.pacer().awaitLeave());
    LaneRoutes.lastCheck(exchange, lane);
    lane.history().called();
    exchange.setProperty(PACED, true);
  }

  private static void begin(Exchange exchange, Lane lane) throws InterruptedException {
    if (exchange.getProperty(PACED) == null) {
      pace(exchange, lane);
    }
    exchange.removeProperty(PACED);
    exchange.removeProperty(ReplyReader.RETRY_AFTER);
    methodAsEnum(exchange);
    exchange.setProperty(BEGAN, System.nanoTime());
  }

  private void read(Exchange exchange) throws IOException {
    replies.process(exchange);
    exchange.setProperty(ANSWERED, true);
  }

  private static void end(Exchange exchange, Lane lane) {
    if (exchange.getProperty(PLACE) instanceof Place place) {
      place.called();
    }
    leavePlace(exchange);
    tell(exchange, lane);
  }

  // Camel would look for a converter from text, and not find one, for each call anew.
  private static void methodAsEnum(Exchange exchange) {
    Object method = exchange.getMessage().getHeader(Exchange.HTTP_METHOD);
    if (method instanceof String text && METHODS.containsKey(text)) {
      exchange.getMessage().setHeader(Exchange.HTTP_METHOD, METHODS.get(text));
    }
  }

  // A call of a batch is told to the batch; a login's or a question's to the lane.
  private static void tell(Exchange exchange, Lane lane) {
    long nanos = System.nanoTime() - (Long) exchange.removeProperty(BEGAN);
    String result = CallWatcher.ANSWERED;
    if (exchange.removeProperty(ANSWERED) == null) {
      result = LaneRoutes.failure(exchange).code();
    }
    CallWatcher trip = exchange.getProperty(LaneRoutes.TRIP, CallWatcher.class);
    (trip == null ? lane.watch() : trip).called(result, nanos);
  }

  // The client is named in the address, so that two vendors at one address do not share an
  // endpoint.
  private String endpoint(Lane lane) {
    Vendor vendor = lane.vendor();
    String client = "http-client-" + vendor.name();
    getContext().getRegistry().bind(client, clients.create(vendor, lane.pacer()::isGone));
    return vendor.baseUrl()
        + "?throwExceptionOnFailure=false&disableStreamCache=true&deleteWithBody=true"
        + "&copyHeaders=false&httpClient=#bean:"
        + client;
  }

  // A route may wait for its pace and then not call, or fail before: then the place is free again
  // when the exchange ends.
  private static Place place(Exchange exchange, Lane lane) {
    if (exchange.getProperty(PLACE) instanceof Place held) {
      return held;
    }
    Place place = lane.places().take();
    exchange.setProperty(PLACE, place);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                place.leave();
              }
            });
    return place;
  }

  /** Gives back the place that an exchange holds, if it holds one. */
  static void leavePlace(Exchange exchange) {
    if (exchange.removeProperty(PLACE) instanceof Place place) {
      place.leave();
    }
  }

  private static void letDeletionsGoFirst(Exchange exchange) throws InterruptedException {
    CheckTurn turn = CheckRoutes.turn(exchange);
    if (turn != null) {
      turn.await();
    }
  }

  private void token(Exchange exchange, ProducerTemplate template) {
    Map<?, ?> view = exchange.getVariable(LaneRoutes.VENDOR, Map.class);
    Vendor vendor = lanes.of(String.valueOf(view.get("name"))).vendor();
    if (vendor.login() == null) {
      throw new IllegalStateException(
          "vendor " + vendor.name() + " has no 'login' setting, but its route asks for a token");
    }
    leavePlace(exchange); // The login wants one, and there may be one only.
    exchange.removeProperty(PACED);
    Token token = tokens.get(vendor.name(), () -> watchedLogin(vendor, template));
    exchange.setVariable(LaneRoutes.TOKEN_IN_USE, token);
    exchange.setVariable("token", token.value());
    exchange.setVariable(OWN_ACCOUNT, token.account());
  }

  private Token watchedLogin(Vendor vendor, ProducerTemplate template) {
    boolean made = false;
    try {
      Token token = login(vendor, template);
      made = true;
      return token;
    } finally {
      lanes.of(vendor.name()).watch().loggedIn(made);
    }
  }

  private Token login(Vendor vendor, ProducerTemplate template) {
    Exchange reply =
        template.request(
            "direct:login-" + vendor.login(),
            exchange -> exchange.setVariable(LaneRoutes.VENDOR, vendor.view()));
    if (reply.getException() instanceof NotSentException notSent) {
      throw notSent;
    }
    if (reply.getException() instanceof CallFailedException failure) {
      throw failure.beforeSending();
    }
    if (reply.getException() != null || !(reply.getMessage().getBody() instanceof Map<?, ?> body)) {
      throw new CallFailedException("login-failed").beforeSending();
    }
    Object call = body.get("call");
    if (call != null && !vendor.codes().wentWell(call)) {
      Duration wait = reply.getProperty(ReplyReader.RETRY_AFTER, Duration.class);
      throw new CallFailedException(call.toString(), wait).beforeSending();
    }
    Object value = body.get("token");
    Instant expires = instant(body.get("expires"));
    if (value == null || expires == null) {
      throw new CallFailedException("login-failed").beforeSending();
    }
    String account = body.get("account") instanceof String name ? name : null;
    return new Token(value, clock.instant(), expires, account);
  }

  /** An instant, or seconds since 1970 as a number or as text. */
  private static @Nullable Instant instant(@Nullable Object expires) {
    if (expires instanceof Instant instant) {
      return instant;
    }
    String text = String.valueOf(expires);
    return text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
  }
}
