package dev.lethe.command;

import dev.lethe.ledger.ItemState;
import dev.lethe.operate.Page;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.RequestView;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code requests [ID] [--state=STATE]}: all of them, the newest first, or one with its counts. */
@Command(
    exitCodeList = {
      "0:it was printed, also if there are none",
      "1:there is no such request, or it could not be asked",
      "2:a word is not known"
    },
    footer = {"  requests --state HELD", "  requests leavers-eddccca8"})
final class Requests extends Task {
  @Mixin private final Reach reach = new Reach();
  @Mixin private final Paging paging = new Paging();

  @Parameters(arity = "0..1", paramLabel = "ID", description = "one request, with its counts")
  private String id = "";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "only those in it: ${COMPLETION-CANDIDATES}")
  private @Nullable State state;

  /** Where a request is. */
  enum State {
    SUBMITTED,
    REJECTED,
    PLANNED,
    RECEIVING,
    HELD,
    OPEN,
    FINAL,
    REPORTED
  }

  Requests(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "requests takes the id of one, or --state, --limit and --after";
  }

  @Override
  public Integer call() {
    if (!reach.fits() || !paging.fits() || (!id.isEmpty() && state != null)) {
      throw wordsAreOff();
    }
    try (Way way = reach.open(desk())) {
      if (id.isEmpty()) {
        list(way);
      } else {
        one(way.operations().request(id));
      }
      return 0;
    }
  }

  private void list(Way way) {
    Page<RequestView> page =
        Paging.notEmpty(
            paging.query(),
            query ->
                way.operations()
                    .requests(new RequestQuery(state == null ? null : state.name(), query)));
    if (isJson()) {
      document(page);
      return;
    }
    Table table = new Table("REQUEST", "STATE", ">ROWS", ">OPEN", "RECEIVED", "OUTCOMES");
    for (RequestView request : page.items()) {
      table.row(
          request.id(),
          request.state(),
          request.rows(),
          request.open(),
          screen().time(request.receivedAt()),
          outcomes(request));
    }
    if (page.items().isEmpty()) {
      say("There are no such requests.");
    } else {
      table.print(screen());
    }
    if (page.next() != null) {
      say("There are more: --after " + page.next());
    }
  }

  private static String outcomes(RequestView request) {
    return Counts.byState(request).entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private void one(RequestView request) {
    if (isJson()) {
      document(request);
      return;
    }
    say(RequestLines.head(request, screen()));
    Table table = new Table("VENDOR", "STATE", ">ROWS");
    request
        .counts()
        .forEach(
            (vendor, counts) -> {
              for (Map.Entry<ItemState, Long> count : counts.entrySet()) {
                table.row(vendor, count.getKey(), count.getValue());
              }
            });
    if (!request.counts().isEmpty()) {
      table.print(screen());
    }
    RequestLines.remarks(request, screen()).forEach(this::say);
  }
}
