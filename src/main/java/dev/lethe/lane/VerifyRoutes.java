package dev.lethe.lane;

import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.Listing;
import dev.lethe.vendor.Lookups;
import dev.lethe.vendor.Vendor;
import java.util.List;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * Asks a vendor which of a batch's subjects are there, in whichever of three ways its route file
 * offers: {@code direct:verify-<route>} for a batch at once, {@code direct:list-<route>} for one
 * page of all there are, {@code direct:lookup-<route>} for one subject.
 */
public final class VerifyRoutes extends RouteBuilder {
  private static final String LISTING = "lethe.listing";
  private static final String LOOKUPS = "lethe.lookups";

  private final Lanes lanes;
  private final Predicate<String> exists;

  /**
   * Routes for these lanes.
   *
   * @param exists whether some route begins with an address ({@code direct:list-yunke}); asked when
   *     a verification is made, not before
   */
  public VerifyRoutes(Lanes lanes, Predicate<String> exists) {
    this.lanes = lanes;
    this.exists = exists;
  }

  /** Whether a vendor can be asked at all. */
  public static boolean canVerify(Vendor vendor, Predicate<String> exists) {
    return List.of("verify-", "list-", "lookup-").stream()
        .anyMatch(way -> exists.test("direct:" + way + vendor.route()));
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    lanes.all().forEach(lane -> ask(lane.vendor()));
  }

  private void ask(Vendor vendor) {
    String route = vendor.route();
    from("direct:ask-" + vendor.name())
        .routeId("ask-" + vendor.name())
        .description("Asks " + vendor.title() + " which of a batch's subjects are there")
        .choice()
        .when(exchange -> exists.test("direct:verify-" + route))
        .to("direct:verify-" + route)
        .process(LaneRoutes::read)
        .when(exchange -> exists.test("direct:list-" + route))
        .to("direct:read-list-" + vendor.name())
        .otherwise()
        .to("direct:look-up-each-" + vendor.name())
        .end();

    from("direct:read-list-" + vendor.name())
        .routeId("read-list-" + vendor.name())
        .description("Reads the whole list of " + vendor.title() + " and looks subjects up in it")
        .process(exchange -> exchange.setProperty(LISTING, new Listing()))
        .loopDoWhile(exchange -> listing(exchange).goesOn())
        .process(exchange -> exchange.setVariable("page", listing(exchange).page()))
        .to("direct:list-" + route)
        .process(exchange -> listing(exchange).add(exchange.getMessage().getBody(), vendor.codes()))
        .end()
        .process(VerifyRoutes::answerFromList);

    from("direct:look-up-each-" + vendor.name())
        .routeId("look-up-each-" + vendor.name())
        .description("Looks subjects up at " + vendor.title() + " one after the other")
        .process(
            exchange ->
                exchange.setProperty(LOOKUPS, new Lookups(LaneRoutes.batch(exchange).subjects())))
        .doTry()
        .loopDoWhile(exchange -> lookups(exchange).goesOn())
        .process(exchange -> exchange.getMessage().setBody(lookups(exchange).next()))
        .to("direct:lookup-" + route)
        .process(exchange -> lookups(exchange).add(exchange.getMessage().getBody(), vendor.codes()))
        .end()
        .process(exchange -> LaneRoutes.answer(exchange, lookups(exchange).answer()))
        .endDoTry()
        .doCatch(CallFailedException.class)
        .process(
            exchange ->
                LaneRoutes.answer(
                    exchange, lookups(exchange).brokenOffBy(LaneRoutes.failure(exchange))))
        .end();
  }

  private static Listing listing(Exchange exchange) {
    return exchange.getProperty(LISTING, Listing.class);
  }

  private static void answerFromList(Exchange exchange) {
    LaneRoutes.answer(exchange, listing(exchange).of(LaneRoutes.batch(exchange).subjects()));
  }

  private static Lookups lookups(Exchange exchange) {
    return exchange.getProperty(LOOKUPS, Lookups.class);
  }
}
