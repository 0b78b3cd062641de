package dev.lethe.command;

import dev.lethe.operate.Decision;
import dev.lethe.operate.RequestView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code approve REQUEST --by=NAME --reason=TEXT} and {@code cancel …}: decides on a held request,
 * at a service, or in the ledger itself, where a running service notices within a moment.
 */
abstract class Decide extends Task {
  @Mixin private final Reach reach = new Reach();
  @Mixin private final Who who = new Who();

  @Parameters(arity = "1", paramLabel = "REQUEST", description = "its id")
  private String id = "";

  private Decide(Desk desk) {
    super(desk);
  }

  abstract String name();

  abstract String done();

  abstract RequestView at(Way way, String request, Decision decision);

  @Override
  final String needs() {
    return name() + " needs a request, --by=NAME and --reason=TEXT, and takes nothing else";
  }

  @Override
  public final Integer call() {
    if (!reach.fits() || who.reason().isEmpty()) {
      throw wordsAreOff();
    }
    try (Way way = reach.open(desk())) {
      if (!way.isService() && who.by().isEmpty()) {
        throw wordsAreOff();
      }
      RequestView request = at(way, id, who.at(way, screen()));
      if (isJson()) {
        document(request);
      } else {
        say(id + " " + done() + ": " + request.rows() + " rows");
      }
      return 0;
    }
  }

  /** Lets a request go. */
  @Command(
      description = "Whoever handed a request in cannot approve it.",
      exitCodeList = {
        "0:its rows are sent now",
        "1:there is no such request, it is not held, or you may not",
        "2:a word is missing or not known"
      },
      footer = "  approve leavers-eddccca8 --by ann --reason 'list checked with HR'")
  static final class Approve extends Decide {
    Approve(Desk desk) {
      super(desk);
    }

    @Override
    String name() {
      return "approve";
    }

    @Override
    String done() {
      return "approved";
    }

    @Override
    RequestView at(Way way, String request, Decision decision) {
      return way.operations().approve(request, decision);
    }
  }

  /** Declines a request. */
  @Command(
      description = "Its rows are CANCELLED, and have no dead letter.",
      exitCodeList = {
        "0:none of its rows is sent",
        "1:there is no such request, it is not held, or you may not",
        "2:a word is missing or not known"
      },
      footer = "  cancel leavers-eddccca8 --by ann --reason 'wrong list'")
  static final class Cancel extends Decide {
    Cancel(Desk desk) {
      super(desk);
    }

    @Override
    String name() {
      return "cancel";
    }

    @Override
    String done() {
      return "cancelled";
    }

    @Override
    RequestView at(Way way, String request, Decision decision) {
      return way.operations().cancel(request, decision);
    }
  }
}
