package dev.lethe.lane;

import dev.lethe.ledger.DueItem;
import dev.lethe.ledger.DueItem.Progress;
import dev.lethe.ledger.Pseudonyms;
import dev.lethe.vendor.Listing;
import dev.lethe.vendor.Vendor;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What reconciliation asks vendors with: {@code direct:check-<vendor>} for subjects, {@code
 * direct:check-list-<vendor>} for everybody, {@code direct:check-again-<vendor>} to send once more.
 * They use the lanes' own routes to the vendor, and settle nothing.
 */
public final class CheckRoutes extends RouteBuilder {
  /** Exchange property: the {@link CheckTurn} of a call that is no lane's. */
  static final String TURN = "lethe.check-turn";

  private static final String LISTING = "lethe.check-listing";

  private final Lanes lanes;
  private final Pseudonyms names;

  /** Routes for these lanes; lists are hashed by these names, to find those who were retired. */
  public CheckRoutes(Lanes lanes, Pseudonyms names) {
    this.lanes = lanes;
    this.names = names;
  }

  @Override
  public void configure() {
    errorHandler(noErrorHandler());
    lanes.all().forEach(lane -> check(lane.vendor()));
  }

  private void check(Vendor vendor) {
    String name = vendor.name();
    from("direct:check-" + name)
        .routeId("check-" + name)
        .description("Asks " + vendor.title() + " for reconciliation who is there")
        .process(exchange -> prepare(exchange, vendor))
        .to("direct:check-token-" + name)
        .to("direct:ask-" + name);

    from("direct:check-list-" + name)
        .routeId("check-list-" + name)
        .description("Reads the whole list of " + vendor.title() + " for reconciliation")
        .process(exchange -> prepare(exchange, vendor))
        .to("direct:check-token-" + name)
        .process(exchange -> exchange.setProperty(LISTING, listing(name)))
        .loopDoWhile(exchange -> listing(exchange).goesOn())
        .process(exchange -> exchange.setVariable("page", listing(exchange).page()))
        .toD("direct:list-" + vendor.route())
        .process(exchange -> listing(exchange).add(exchange.getMessage().getBody(), vendor.codes()))
        .end()
        .process(exchange -> exchange.getMessage().setBody(listing(exchange)));

    from("direct:check-again-" + name)
        .routeId("check-again-" + name)
        .description("Sends a deletion to " + vendor.title() + " once more, to hear 'not there'")
        .process(exchange -> prepare(exchange, vendor))
        .to("direct:check-token-" + name)
        .process(CheckRoutes::leaveOutOwnAccount)
        .to("direct:vendor-" + vendor.route())
        .process(LaneRoutes::read);

    from("direct:check-token-" + name)
        .routeId("check-token-" + name)
        .description("Fetches the token for a question to " + vendor.title())
        .choice()
        .when(exchange -> vendor.login() != null)
        .to("direct:token")
        .end();
  }

  @SuppressWarnings("unchecked") // The body is what RouteAsking put there.
  private static void prepare(Exchange exchange, Vendor vendor) {
    exchange.setProperty(LaneRoutes.BATCH, batch(exchange.getMessage().getBody(List.class)));
    exchange.setVariable(LaneRoutes.VENDOR, vendor.view());
  }

  // Its items have no key, since none of them is an item of the ledger's.
  private static Batch batch(List<String> subjects) {
    List<DueItem> items =
        subjects.stream().map(subject -> new DueItem(0, subject, true, Progress.NONE)).toList();
    return new Batch("check", true, false, items);
  }

  private static void leaveOutOwnAccount(Exchange exchange) {
    String account = exchange.getVariable(CallRoutes.OWN_ACCOUNT, String.class);
    List<String> others =
        LaneRoutes.batch(exchange).subjects().stream()
            .filter(subject -> !subject.equals(account))
            .toList();
    if (others.isEmpty()) {
      throw new NotSentException();
    }
    exchange.setProperty(LaneRoutes.BATCH, batch(others));
    exchange.getMessage().setBody(others);
  }

  private Listing listing(String vendor) {
    return new Listing(subject -> names.subject(vendor, subject));
  }

  private static Listing listing(Exchange exchange) {
    return exchange.getProperty(LISTING, Listing.class);
  }

  /** The turn of a call that is no lane's, null for a lane's own. */
  static @Nullable CheckTurn turn(Exchange exchange) {
    return exchange.getProperty(TURN, CheckTurn.class);
  }
}
