package dev.lethe.command;

import dev.lethe.operate.PageQuery;
import dev.lethe.operate.Replayed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: sends rows that failed once more, as a new request. */
@Command(
    description = "Rows that were sent again already are left alone.",
    exitCodeList = {
      "0:they are sent again, or there was nothing to send",
      "1:it could not be done",
      "2:a word is missing or not known"
    },
    footer = "  replay --vendor yunke --code 70402 --by ann --reason 'rights mended, ticket 4712'")
final class Replay extends Task {
  @Mixin private final Reach reach = new Reach();
  @Mixin private final Failed failed = new Failed();
  @Mixin private final Who who = new Who();

  @Option(names = "--all", description = "all rows that failed, where no filter is given")
  private boolean all;

  Replay(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "replay needs --reason=TEXT, --by=NAME where no service is asked, and which rows:"
        + " --request, --vendor, --outcome, --code, or --all";
  }

  @Override
  public Integer call() {
    if (!reach.fits() || who.reason().isEmpty() || failed.isNarrow() == all) {
      throw wordsAreOff();
    }
    try (Way way = reach.open(desk())) {
      if (!way.isService() && who.by().isEmpty()) {
        throw wordsAreOff();
      }
      Replayed replayed =
          way.operations()
              .replay(
                  failed.query(false, way.asking(), new PageQuery(null, 1)), who.at(way, screen()));
      if (isJson()) {
        document(replayed);
      } else {
        tell(replayed);
      }
      return 0;
    }
  }

  private void tell(Replayed replayed) {
    say(
        replayed.id() == null
            ? "No row failed that could be sent again; nothing was done."
            : "%d rows are sent again as request %s.".formatted(replayed.rows(), replayed.id()));
    if (replayed.leftOut() > 0) {
      say(
          "%d rows are left out: after lethe.retention their subjects are not known any more."
              .formatted(replayed.leftOut()));
    }
  }
}
