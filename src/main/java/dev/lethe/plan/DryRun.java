package dev.lethe.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.file.WholeFile;
import dev.lethe.intake.Inbox;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step that the dry-run route takes with a file. */
public final class DryRun {
  private static final Logger LOG = LoggerFactory.getLogger(DryRun.class);

  private final Planner planner;
  private final Inbox inbox;
  private final Path home;
  private final ObjectMapper json;
  private final boolean on;

  /**
   * Writes plans below a home.
   *
   * @param on whether every dropped file is only planned
   */
  public DryRun(Planner planner, Inbox inbox, Path home, ObjectMapper json, boolean on) {
    this.planner = planner;
    this.inbox = inbox;
    this.home = home;
    this.json = json;
    this.on = on;
  }

  /** Whether every dropped file is only planned. */
  public boolean isOn() {
    return on;
  }

  /**
   * Writes {@code outbox/<request-id>.plan.json} and tells it in the log.
   *
   * @param source where the file would lie below the inbox
   * @return where the file goes: {@code .done/dry-run/}
   * @throws dev.lethe.request.UnreadableFileException if the file is no good as a whole
   * @throws IOException if the disk or the share fails
   */
  public String plan(File dropped, String source) throws IOException {
    Plan plan = planner.plan(dropped.toPath(), source);
    WholeFile.write(
        home.resolve("outbox").resolve(plan.requestId() + ".plan.json"),
        writer -> writer.write(PlanJson.of(plan, json)));
    PlanText.lines(plan).forEach(LOG::info);
    return inbox.planned(source, plan.sha256());
  }
}
