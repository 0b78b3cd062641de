package dev.lethe.command;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.RunView;
import dev.lethe.report.Conclusion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code reconcile [VENDOR…] --by=NAME [--wait]}: asks for a reconciliation, at a service, or by an
 * event in the ledger. A service that does not run does it at its next start.
 */
@Command(
    exitCodeList = {
      "0:it is asked for, or with --wait: nothing was found",
      "1:it could not be asked for",
      "2:a word is missing or not known, or there is no such vendor",
      "3:with --wait: something was found",
      "4:with --wait: nothing was found, but not everything could be checked"
    },
    footer = "  reconcile yunke --by ann --wait")
final class Reconcile extends Task {
  private static final long LOOK_MILLIS = 500;
  private static final int RECENT = 50;

  @Mixin private final Reach reach = new Reach();
  @Mixin private final Who who = new Who();

  @Parameters(arity = "0..*", paramLabel = "VENDOR", description = "which; all if none is named")
  private List<String> vendors = List.of();

  @Option(
      names = "--wait",
      arity = "0..1",
      fallbackValue = "true",
      description = "wait for its end, and say by the exit code what it found")
  private boolean wait;

  Reconcile(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "reconcile needs --by=NAME; then vendors if not all, and --wait";
  }

  @Override
  public Integer call() {
    if (!reach.fits()) {
      throw wordsAreOff();
    }
    Optional<Way> service = reach.service(desk());
    if (service.isEmpty()) {
      if (who.by().isEmpty()) {
        throw wordsAreOff();
      }
      return new ReconcileLedger(this, desk()).ask(vendors, who.by(), wait);
    }
    try (Way way = service.get()) {
      return ask(way);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      screen().err().println("waited no longer; the reconciliation itself goes on");
      return 1;
    }
  }

  private int ask(Way way) throws InterruptedException {
    long before =
        way.operations().runs(new PageQuery(null, 1)).items().stream()
            .mapToLong(RunView::no)
            .max()
            .orElse(0);
    RunView run;
    try {
      run = way.operations().reconcile(vendors, who.at(way, screen()));
    } catch (OperationException e) {
      if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.INVALID) {
        String said = String.valueOf(e.getMessage());
        screen().err().println(said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1));
        return 2;
      }
      throw e;
    }
    if (!wait) {
      return asked(run);
    }
    return await(way, run, before);
  }

  /** Says that it is asked for. */
  private int asked(RunView run) {
    if (isJson()) {
      document(run);
    } else {
      say("a reconciliation is asked for; its report will be in reports/");
    }
    return 0;
  }

  private int await(Way way, RunView asked, long before) throws InterruptedException {
    while (true) {
      Optional<RunView> ended =
          way.operations().runs(new PageQuery(null, RECENT)).items().stream()
              .filter(run -> run.no() > before && run.conclusion() != null)
              .filter(run -> asked.no() > 0 ? run.no() == asked.no() : isLike(run, asked))
              .findFirst();
      if (ended.isPresent()) {
        return ended(ended.get());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static boolean isLike(RunView run, RunView asked) {
    return String.valueOf(asked.askedBy()).equals(String.valueOf(run.askedBy()));
  }

  private int ended(RunView run) {
    String conclusion = String.valueOf(run.conclusion());
    if (isJson()) {
      document(run);
    } else {
      say("reconciliation " + run.no() + ": " + conclusion + "; its report is in reports/");
    }
    return Conclusion.valueOf(conclusion).exitStatus();
  }
}
