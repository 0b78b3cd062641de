package dev.lethe.lane;

import dev.lethe.fault.Causes;
import dev.lethe.ledger.Ledger;
import dev.lethe.token.Token;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.Listing;
import dev.lethe.vendor.NotReadyException;
import dev.lethe.vendor.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionEvaluationException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Asking} by {@link CheckRoutes}. */
public final class RouteAsking implements Asking {
  private static final Logger LOG = LoggerFactory.getLogger(RouteAsking.class);

  private final Lanes lanes;
  private final Ledger ledger;
  private final TokenCache tokens;
  private final Clock clock;
  private final double share;
  private final boolean mayCall;
  private final CamelContext context;
  private final Predicate<String> exists;
  private final Map<String, CheckTurn> turns = new ConcurrentHashMap<>();
  private @Nullable ProducerTemplate template;

  /**
   * Asks through a context's routes.
   *
   * @param share of a vendor's rate that questions may take while deletions are due, above 0
   * @param mayCall false if no vendor is to be called at all
   * @param exists whether some route begins with an address
   */
  public RouteAsking(
      Lanes lanes,
      Ledger ledger,
      TokenCache tokens,
      Clock clock,
      double share,
      boolean mayCall,
      CamelContext context,
      Predicate<String> exists) {
    this.lanes = lanes;
    this.ledger = ledger;
    this.tokens = tokens;
    this.clock = clock;
    this.share = share;
    this.mayCall = mayCall;
    this.context = context;
    this.exists = exists;
  }

  @Override
  public Way way(String vendor) {
    String route = lanes.of(vendor).vendor().route();
    if (exists.test("direct:verify-" + route)) {
      return Way.BY_SUBJECT;
    }
    if (exists.test("direct:list-" + route)) {
      return Way.BY_LIST;
    }
    return exists.test("direct:lookup-" + route) ? Way.BY_SUBJECT : Way.NONE;
  }

  @Override
  public Gate gate(String vendor) {
    return switch (lanes.of(vendor).gate().status().state()) {
      case OPEN -> mayCall ? Gate.OPEN : Gate.SHUT;
      case PAUSED -> Gate.PAUSED;
      case HALTED -> Gate.HALTED;
      case STOPPING -> Gate.STOPPING;
    };
  }

  @Override
  public Answer ask(String vendor, List<String> subjects) {
    return answer(vendor, "direct:check-" + vendor, subjects);
  }

  @Override
  public Answer sendAgain(String vendor, List<String> subjects) {
    return answer(vendor, "direct:check-again-" + vendor, subjects);
  }

  @Override
  public Listing list(String vendor) {
    try {
      return call(vendor, "direct:check-list-" + vendor, List.of())
          .getMessage()
          .getBody(Listing.class);
    } catch (CallFailedException failure) {
      if (!isStale(vendor, failure.code())) {
        throw failure;
      }
      return call(vendor, "direct:check-list-" + vendor, List.of())
          .getMessage()
          .getBody(Listing.class);
    }
  }

  private Answer answer(String vendor, String route, List<String> subjects) {
    Answer first = once(vendor, route, subjects);
    return first.call() != null && isStale(vendor, first.call())
        ? once(vendor, route, subjects)
        : first;
  }

  private Answer once(String vendor, String route, List<String> subjects) {
    try {
      Exchange reply = call(vendor, route, subjects);
      Answer answer = reply.getMessage().getBody(Answer.class);
      Token token = reply.getVariable(LaneRoutes.TOKEN_IN_USE, Token.class);
      if (answer.call() != null && isRelogin(vendor, answer.call()) && token != null) {
        tokens.reject(vendor, token);
      }
      return answer;
    } catch (CallFailedException failure) {
      return Answer.failed(failure);
    }
  }

  // A token that no longer holds was dropped where it was seen, so one more call gets a new one.
  private boolean isStale(String vendor, String code) {
    return isRelogin(vendor, code) && lanes.of(vendor).vendor().login() != null;
  }

  private boolean isRelogin(String vendor, String code) {
    return lanes.of(vendor).vendor().codes().rule(code).ofCall(1) == Verdict.RELOGIN;
  }

  private Exchange call(String vendor, String route, List<String> subjects) {
    Exchange reply =
        template()
            .request(
                route,
                exchange -> {
                  exchange.setProperty(CheckRoutes.TURN, turn(vendor));
                  exchange.getMessage().setBody(subjects);
                });
    Exception problem = reply.getException();
    if (problem != null) {
      CallFailedException failure = failure(vendor, problem);
      Token token = reply.getVariable(LaneRoutes.TOKEN_IN_USE, Token.class);
      if (token != null && isRelogin(vendor, failure.code())) {
        tokens.reject(vendor, token);
      }
      throw failure;
    }
    return reply;
  }

  private CallFailedException failure(String vendor, Exception problem) {
    if (Causes.telling(problem) instanceof CallFailedException failure) {
      return failure;
    }
    if (problem instanceof NotSentException || gate(vendor) == Gate.STOPPING) {
      return new CallFailedException("not-sent").beforeSending();
    }
    if (problem instanceof ExpressionEvaluationException) {
      return new CallFailedException("odd-reply");
    }
    if (Causes.telling(problem) instanceof NotReadyException) {
      LOG.error("reconciliation of {}: {}", vendor, Causes.inWords(problem));
      return new CallFailedException("not-ready").beforeSending();
    }
    LOG.error(
        "A question to {} failed inside Lethe with {} at {}; nothing is concluded from it.",
        vendor,
        problem.getClass().getName(),
        problem.getStackTrace().length == 0 ? "an unknown place" : problem.getStackTrace()[0]);
    return new CallFailedException("internal-error");
  }

  // Not before the context is there to give one.
  private synchronized ProducerTemplate template() {
    ProducerTemplate made = template;
    if (made == null) {
      made = context.createProducerTemplate();
      template = made;
    }
    return made;
  }

  private CheckTurn turn(String vendor) {
    return turns.computeIfAbsent(
        vendor,
        name ->
            new CheckTurn(
                () -> gate(name) == Gate.OPEN,
                () -> ledger.due(name, 1, clock.instant()) > 0,
                lanes.of(name).vendor().pace().rate() * share,
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep));
  }

  @Override
  public long calls(String vendor) {
    CheckTurn turn = turns.get(vendor);
    return turn == null ? 0 : turn.calls();
  }
}
