package dev.lethe.lane;

import dev.lethe.fault.Causes;
import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.NotReadyException;
import dev.lethe.vendor.Vendor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor is tried with: {@code direct:probe-login-<vendor>} fetches a token, {@code
 * direct:probe-question-<vendor>} asks for one subject or for the first page of the list. They use
 * the lanes' own routes, at the vendor's pace, whether the lane is open or not; no route that
 * deletes begins here, and nothing that comes out is told to the lane.
 */
public final class ProbeRoutes extends RouteBuilder {
  private final Lanes lanes;
  private final Predicate<String> exists;
  private final BooleanSupplier mayCall;
  private @Nullable ProducerTemplate template;

  /**
   * Routes for these lanes.
   *
   * @param exists whether some route begins with an address
   * @param mayCall whether any vendor may be called at all
   */
  public ProbeRoutes(Lanes lanes, Predicate<String> exists, BooleanSupplier mayCall) {
    this.lanes = lanes;
    this.exists = exists;
    this.mayCall = mayCall;
  }

  /**
   * What came of a step.
   *
   * @param body what the vendor's route left
   * @param failure why nothing came, null if something did
   */
  record Tried(@Nullable Object body, @Nullable CallFailedException failure) {}

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    template = getContext().createProducerTemplate();
    lanes.all().forEach(lane -> probe(lane.vendor()));
  }

  private void probe(Vendor vendor) {
    String name = vendor.name();
    String route = vendor.route();
    from("direct:probe-login-" + name)
        .routeId("probe-login-" + name)
        .description("Fetches a token of " + vendor.title() + " to see whether that works")
        .to("direct:token");

    from("direct:probe-question-" + name)
        .routeId("probe-question-" + name)
        .description("Asks " + vendor.title() + " for somebody who is not there")
        .choice()
        .when(exchange -> vendor.login() != null)
        .to("direct:token")
        .end()
        .choice()
        .when(exchange -> exists.test("direct:verify-" + route))
        .to("direct:verify-" + route)
        .when(exchange -> exists.test("direct:list-" + route))
        .process(exchange -> exchange.setVariable("page", 0))
        .to("direct:list-" + route)
        .otherwise()
        .process(exchange -> exchange.getMessage().setBody(subject(exchange)))
        .to("direct:lookup-" + route)
        .end();
  }

  private static String subject(Exchange exchange) {
    return LaneRoutes.batch(exchange).subjects().get(0);
  }

  /** Whether a vendor can be asked at all. */
  boolean canBeAsked(Vendor vendor) {
    return VerifyRoutes.canVerify(vendor, exists);
  }

  /** Fetches a token. */
  Tried login(Vendor vendor) {
    return request("direct:probe-login-" + vendor.name(), vendor, List.of());
  }

  /** Asks for a subject. */
  Tried question(Vendor vendor, String subject) {
    return request("direct:probe-question-" + vendor.name(), vendor, List.of(subject));
  }

  private Tried request(String route, Vendor vendor, List<String> subjects) {
    List<DueItem> items =
        subjects.stream().map(subject -> new DueItem(0, subject, true, Progress.NONE)).toList();
    Exchange reply =
        Objects.requireNonNull(template, "the routes are not configured")
            .request(
                route,
                exchange -> {
                  exchange.setProperty(CheckRoutes.TURN, turn(vendor));
                  exchange.setProperty(LaneRoutes.BATCH, new Batch("probe", true, false, items));
                  exchange.setVariable(LaneRoutes.VENDOR, vendor.view());
                  exchange.getMessage().setBody(subjects);
                });
    Exception failure = reply.getException();
    return new Tried(
        failure == null ? reply.getMessage().getBody() : null,
        failure == null ? null : failure(failure));
  }

  // It may go whatever the lane's gate says: a halted lane is what one tries out.
  private CheckTurn turn(Vendor vendor) {
    return new CheckTurn(
        () ->
            mayCall.getAsBoolean()
                && lanes.of(vendor.name()).status().state() != LaneStatus.State.STOPPING,
        () -> false,
        vendor.pace().rate(),
        System::nanoTime,
        TimeUnit.NANOSECONDS::sleep);
  }

  private static CallFailedException failure(Exception failure) {
    Throwable telling = Causes.telling(failure);
    if (telling instanceof CallFailedException call) {
      return call;
    }
    if (telling instanceof NotSentException || failure instanceof NotSentException) {
      return new CallFailedException("not-sent").beforeSending();
    }
    return telling instanceof NotReadyException
        ? new CallFailedException("not-ready").beforeSending()
        : new CallFailedException("odd-reply");
  }
}
