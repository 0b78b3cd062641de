package dev.lethe.start;

import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says in one line, once everything runs, where Lethe watches and for whom. */
public final class StartReport implements ApplicationListener<ApplicationReadyEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);

  private final Path home;
  private final Vendors vendors;
  private final boolean dryRun;

  /** Reports on these vendors. */
  public StartReport(Path home, Vendors vendors, boolean dryRun) {
    this.home = home;
    this.vendors = vendors;
    this.dryRun = dryRun;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    LOG.info(
        "Lethe watches {} for: {}. Not enabled: {}.",
        home.resolve("inbox"),
        vendors.enabled().isEmpty()
            ? "no vendor (set an address and credentials)"
            : vendors.enabled().stream().map(StartReport::words).collect(Collectors.joining(", ")),
        vendors.disabled().isEmpty() ? "none" : String.join(", ", vendors.disabled()));
    if (dryRun) {
      LOG.warn(
          "DRY RUN (lethe.dry-run=true): every dropped file is only planned, NO VENDOR IS CALLED and"
              + " nobody is deleted. Rows that are due from before stay due. Plans: {}.",
          home.resolve("outbox").resolve("<request-id>.plan.json"));
    }
    vendors.enabled().stream()
        .filter(vendor -> vendor.protectedSubjects().protectsEverybody())
        .forEach(
            vendor ->
                LOG.warn(
                    "config/protected/{}.txt has a line with * alone: everybody at {} is protected,"
                        + " and every row for it will be REJECTED.",
                    vendor.name(),
                    vendor.name()));
  }

  private static String words(Vendor vendor) {
    return "%s at %s (%s calls a second, batches of %d)"
        .formatted(
            vendor.name(), vendor.baseUrl(), vendor.pace().rate(), vendor.pace().batchSize());
  }
}
