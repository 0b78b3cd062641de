package dev.lethe.lane;

import dev.lethe.fault.Causes;
import dev.lethe.fault.FaultLog;
import dev.lethe.ledger.LedgerException;
import dev.lethe.token.Token;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.NotReadyException;
import dev.lethe.vendor.Vendor;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionEvaluationException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.TryDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The lanes as routes, two for each enabled vendor: {@code lane-<vendor>} claims due items from the
 * ledger and cuts them into batches; {@code send-<vendor>} hands each batch to {@code
 * direct:vendor-<route>} (or, to ask only, to {@link VerifyRoutes}) and settles the answer. Between
 * them stands a short queue with as many consumers as the vendor allows calls in flight.
 *
 * <p>Nothing is redelivered to a vendor here: what is to be sent again comes up in the ledger. Only
 * writing to the ledger is tried until it succeeds, because the answer exists nowhere else; unless
 * what was to be written is at fault. A failure of our own while an answer is handled is logged,
 * and its items are looked into.
 */
public final class LaneRoutes extends RouteBuilder {
  /** Exchange property: the {@link Batch} under way. */
  static final String BATCH = "lethe.batch";

  /** Exchange variable: the vendor's name, route and parameters, for its route. */
  static final String VENDOR = "vendor";

  /** Exchange variable: the {@link Token} in use. */
  static final String TOKEN_IN_USE = "lethe.token";

  /** Exchange property: the {@link LaneWatch.Trip} of the batch. */
  static final String TRIP = "lethe.trip";

  private static final String NOT_SENT = "lethe.notSent";

  private static final int CLAIM_EVERY_MILLIS = 25;
  private static final int AFTER_ALL_OTHER_ROUTES = 10_000;

  private final Lanes lanes;
  private final boolean claims;
  private final FaultLog settleFaults =
      new FaultLog(
          "settling",
          "Answers are kept in memory and written as soon as that works; none is asked for twice.");

  /**
   * Routes for these lanes.
   *
   * @param claims whether they run; in a dry run they do not, and what is due stays due
   */
  public LaneRoutes(Lanes lanes, boolean claims) {
    this.lanes = lanes;
    this.claims = claims;
  }

  @Override
  public void configure() {
    // For settling alone; the other two routes have none, which costs less for each of their steps.
    // What is not the ledger's fault does not get better by being tried again.
    errorHandler(defaultErrorHandler().maximumRedeliveries(0));
    onException(LedgerException.class)
        .onWhen(exchange -> caught(exchange) instanceof LedgerException e && e.canPass())
        .onRedelivery(exchange -> settleFaults.handleException(caught(exchange)))
        .maximumRedeliveries(-1)
        .redeliveryDelay(200)
        .backOffMultiplier(2)
        .maximumRedeliveryDelay(10_000)
        .retryAttemptedLogLevel(LoggingLevel.DEBUG)
        .logRetryStackTrace(false);
    int order = AFTER_ALL_OTHER_ROUTES;
    for (Lane lane : lanes.all()) {
      settle(lane);
      send(lane, order++);
      claim(lane, order++);
    }
  }

  private void claim(Lane lane, int order) {
    Vendor vendor = lane.vendor();
    String name = vendor.name();
    from("scheduler:lane-"
            + name
            + "?initialDelay=0&greedy=true&exceptionHandler=#laneFaults&delay="
            + CLAIM_EVERY_MILLIS)
        .routeId("lane-" + name)
        .autoStartup(claims)
        .description("Claims what is due at " + vendor.title() + " and cuts it into batches")
        .startupOrder(order)
        .errorHandler(noErrorHandler())
        .process(exchange -> claimInto(exchange, lane))
        .split(body())
        .doTry()
        .to(queue(vendor))
        .doCatch(Exception.class)
        .process(exchange -> lane.leave(exchange.getMessage().getMandatoryBody(Batch.class)))
        .end();
  }

  private static void claimInto(Exchange exchange, Lane lane) {
    // A claim that fails would else count as one that found something, and be made again at once.
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, false);
    List<Batch> batches = lane.claim();
    exchange.setProperty(Exchange.SCHEDULER_POLLED_MESSAGES, !batches.isEmpty());
    exchange.getMessage().setBody(batches);
  }

  private static String queue(Vendor vendor) {
    int calls = vendor.pace().concurrency();
    return "seda:batches-"
        + vendor.name()
        + "?size="
        + calls
        + "&concurrentConsumers="
        + calls
        + "&blockWhenFull=true&waitForTaskToComplete=Never&pollTimeout=100";
  }

  private void send(Lane lane, int order) {
    Vendor vendor = lane.vendor();
    String name = vendor.name();
    TryDefinition tried =
        from(queue(vendor))
            .routeId("send-" + name)
            .description("Sends a batch to " + vendor.title() + " and settles each of its items")
            .startupOrder(order)
            .errorHandler(noErrorHandler())
            .process(exchange -> prepare(exchange, lane))
            .doTry()
            .process(exchange -> lastCheck(exchange, lane));
    if (vendor.login() != null) {
      tried.to("direct:token").process(exchange -> leaveOutOwnAccount(exchange, lane));
    }
    tried
        .choice()
        .when(exchange -> batch(exchange).verify())
        .to("direct:ask-" + name)
        .otherwise()
        .to("direct:vendor-" + vendor.route())
        .process(LaneRoutes::read)
        .endDoTry()
        .doCatch(NotSentException.class, LedgerException.class)
        .process(exchange -> exchange.setProperty(NOT_SENT, true))
        .doCatch(CallFailedException.class)
        .process(exchange -> answer(exchange, Answer.failed(failure(exchange))))
        .doCatch(NotReadyException.class)
        .process(exchange -> notReady(exchange, name))
        .doCatch(ExpressionEvaluationException.class)
        .process(exchange -> answer(exchange, Answer.failed(new CallFailedException("odd-reply"))))
        .doCatch(Exception.class)
        .process(exchange -> surprised(exchange, name))
        .end()
        .to("direct:settle-" + name);
  }

  private void settle(Lane lane) {
    Vendor vendor = lane.vendor();
    from("direct:settle-" + vendor.name())
        .routeId("settle-" + vendor.name())
        .description("Writes what became of a batch for " + vendor.title())
        .process(exchange -> conclude(exchange, lane));
  }

  /** Throws if the lane has closed, so that the batch is given back. */
  static void lastCheck(Exchange exchange, Lane lane) {
    CheckTurn turn = CheckRoutes.turn(exchange);
    if (turn != null) {
      if (!turn.mayCall()) {
        throw new NotSentException();
      }
      return;
    }
    Batch batch = batch(exchange);
    if (batch != null && !lane.maySend(batch)) {
      throw new NotSentException();
    }
  }

  // The one step that writes what became of a batch, so the one that is done again until the ledger
  // takes it.
  private void conclude(Exchange exchange, Lane lane) {
    CallRoutes.leavePlace(exchange); // Writing may last as long as the ledger fails.
    Batch batch = batch(exchange);
    LaneWatch.Trip trip = exchange.getProperty(TRIP, LaneWatch.Trip.class);
    try {
      if (exchange.getProperty(NOT_SENT) != null) {
        lane.notSent(batch);
        trip.notSent();
      } else {
        Answer answer = exchange.getMessage().getBody(Answer.class);
        trip.settled(lane.settle(batch, answer, token(exchange)));
      }
    } catch (RuntimeException e) {
      if (e instanceof LedgerException ofLedger && ofLedger.canPass()) {
        throw e;
      }
      surprised(batch, lane.vendor().name(), e);
      trip.settled(lane.broken(batch));
    }
  }

  private static void prepare(Exchange exchange, Lane lane) {
    Batch batch = exchange.getMessage().getBody(Batch.class);
    exchange.setProperty(BATCH, batch);
    exchange.setProperty(TRIP, lane.watch().begins(batch));
    exchange.setVariable(VENDOR, lane.vendor().view());
    exchange.getMessage().setBody(batch.subjects());
  }

  private static void leaveOutOwnAccount(Exchange exchange, Lane lane) {
    String account = exchange.getVariable(CallRoutes.OWN_ACCOUNT, String.class);
    Batch batch =
        lane.withoutOwnAccount(batch(exchange), account).orElseThrow(NotSentException::new);
    exchange.setProperty(BATCH, batch);
    exchange.getMessage().setBody(batch.subjects());
  }

  static void read(Exchange exchange) {
    answer(exchange, Answer.read(exchange.getMessage().getBody(), batch(exchange).subjects()));
  }

  // A vendor may ask for a pause with any reply, and a route's codes say nothing of headers.
  static void answer(Exchange exchange, Answer answer) {
    Duration wait = exchange.getProperty(ReplyReader.RETRY_AFTER, Duration.class);
    exchange.getMessage().removeHeaders("*");
    exchange
        .getMessage()
        .setBody(answer.retryAfter() == null ? answer.withRetryAfter(wait) : answer);
  }

  private static Throwable caught(Exchange exchange) {
    return Causes.telling(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
  }

  static CallFailedException failure(Exchange exchange) {
    return caught(exchange) instanceof CallFailedException failure
        ? failure
        : new CallFailedException("internal-error");
  }

  private void notReady(Exchange exchange, String vendor) {
    Exception problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    log.error("lane {}: {}", vendor, Causes.inWords(problem));
    answer(exchange, Answer.failed(new CallFailedException("not-ready").beforeSending()));
  }

  private void surprised(Exchange exchange, String vendor) {
    Exception problem = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    surprised(batch(exchange), vendor, problem);
    answer(exchange, Answer.failed(new CallFailedException("internal-error")));
  }

  private void surprised(Batch batch, String vendor, Exception problem) {
    log.error(
        "lane {}: {} failed inside Lethe with {} at {}; its items count as unknown and are looked"
            + " into.",
        vendor,
        batch,
        problem.getClass().getName(),
        problem.getStackTrace().length == 0 ? "an unknown place" : problem.getStackTrace()[0]);
  }

  /** The batch under way. */
  static Batch batch(Exchange exchange) {
    return exchange.getProperty(BATCH, Batch.class);
  }

  private static @Nullable Token token(Exchange exchange) {
    return exchange.getVariable(TOKEN_IN_USE, Token.class);
  }
}
