package dev.lethe.command;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Submission;
import dev.lethe.operate.Submitted;
import dev.lethe.plan.Plan;
import dev.lethe.plan.PlanText;
import dev.lethe.start.HomeLock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code submit FILE…}: hands files in, and waits for their end if told to. */
@Command(
    description =
        "The same content under the same name is the same request: nothing is done twice.",
    exitCodeList = {
      "0:handed in; with --wait: every row is DELETED or ALREADY_ABSENT",
      "1:a file could not be handed in or is no good as a whole; it says which",
      "2:a word is missing or not known",
      "3:with --wait: rows are REJECTED, REFUSED, EXHAUSTED or CANCELLED",
      "4:with --wait: a request is held until somebody approves it"
    },
    footer = {
      "  submit leavers.csv --dry-run",
      "  submit names.txt --vendor yunke --wait --output json"
    })
final class Submit extends Task {
  @Mixin private final Reach reach = new Reach();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "request files, as for the inbox")
  private List<Path> files = List.of();

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      description = "whose subjects they list, where they have no vendor column")
  private @Nullable String vendor;

  @Option(names = "--dry-run", description = "only say what would come of them; nothing is kept")
  private boolean dryRun;

  @Option(
      names = "--wait",
      description = "wait until every row has an outcome, and say by the exit code how it ended")
  private boolean wait;

  @Option(names = "--quiet", description = "no progress while it waits")
  private boolean quiet;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "of one file: the same key again is the same submission")
  private @Nullable String key;

  @Option(
      names = "--callback",
      paramLabel = "URL",
      description = "where the service posts the signed receipt")
  private @Nullable URI callback;

  Submit(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "submit needs a FILE or more; --key goes with one file, and --dry-run without --wait";
  }

  @Override
  public Integer call() throws IOException {
    if (!reach.fits() || (dryRun && wait) || (key != null && files.size() > 1)) {
      throw wordsAreOff();
    }
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new OperationException(
            Kind.NOT_FOUND, "there is no file " + file + "; nothing was handed in");
      }
    }
    try (Way way = reach.open(desk())) {
      return dryRun ? plan(way) : submit(way);
    }
  }

  private int plan(Way way) throws IOException {
    List<Plan> plans = new ArrayList<>();
    for (Path file : files) {
      try (InputStream content = Files.newInputStream(file)) {
        plans.add(way.operations().plan(submission(file, way), content));
      }
    }
    if (isJson()) {
      document(Map.of("plans", plans));
    } else {
      plans.forEach(plan -> PlanText.lines(plan).forEach(this::say));
    }
    return 0;
  }

  private int submit(Way way) throws IOException {
    List<Handed> handed = new ArrayList<>();
    boolean all = true;
    for (Path file : files) {
      try (InputStream content = Files.newInputStream(file)) {
        handed.add(new Handed(file, way.operations().submit(submission(file, way), content)));
        tell(handed.get(handed.size() - 1));
      } catch (OperationException e) {
        if (files.size() == 1) {
          throw e;
        }
        all = false;
        screen().err().println(file + " is not handed in: " + e.getMessage());
      }
    }
    if (!way.isService()) {
      sayIfNobodyTakesThemIn();
    }
    Waiting.Ended ended =
        wait
            ? new Waiting(desk(), progress()).await(way, handed.stream().map(Handed::id).toList())
            : new Waiting.Ended(List.of(), 0);
    if (isJson()) {
      document(SubmitJson.of(handed, ended.requests()));
    } else {
      ended.requests().forEach(request -> RequestLines.end(request, screen()).forEach(this::say));
    }
    return all ? ended.exitCode() : 1;
  }

  private void sayIfNobodyTakesThemIn() {
    Path home = desk().settings().engine().home();
    if (HomeLock.isFree(home)) {
      screen()
          .err()
          .println(
              "No Lethe runs in "
                  + home
                  + ": what is handed in is taken in when one is started there."
                  + (wait ? " Waiting for that." : ""));
    }
  }

  private Submission submission(Path file, Way way) {
    return new Submission(String.valueOf(file.getFileName()), vendor, key, callback, way.asking());
  }

  private void tell(Handed handed) {
    if (!isJson()) {
      say(
          "%s is request %s%s"
              .formatted(
                  Cells.safe(handed.file().toString()),
                  handed.id(),
                  handed.submitted().known()
                      ? "; the same was handed in before, so nothing is done now."
                      : "."));
    }
  }

  private Progress progress() {
    if (quiet) {
      return requests -> {};
    }
    return screen().terminal() ? new Bars(screen()) : new ProgressLines(screen(), desk().clock());
  }

  /**
   * A file that is handed in.
   *
   * @param file as it was named
   * @param submitted what became of it
   */
  record Handed(Path file, Submitted submitted) {
    String id() {
      return submitted.id();
    }
  }
}
