package dev.lethe.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.intake.SafetyCaps;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.plan.Plan;
import dev.lethe.plan.PlanJson;
import dev.lethe.plan.PlanText;
import dev.lethe.plan.Planner;
import dev.lethe.request.UnreadableFileException;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.VendorBinder;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@code plan FILE [--vendor=NAME] [--output=json]}: says what would come of a file, with the
 * service's settings and what its ledger knows. Works beside a running service and writes nothing.
 */
final class PlanFile {
  private PlanFile() {}

  /**
   * Runs the command.
   *
   * @param args the command's name first
   * @return the exit code: 0 if there is a plan, 1 if the file or the settings are no good, 2 if
   *     the words are off
   */
  static int run(String[] args) {
    return run(args, System.out, System.err);
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    Words words = Words.of(args);
    String output = words.value("output").orElse("text");
    boolean json = "json".equals(output);
    if (!words.fit(1, Set.of("vendor", "output"))
        || words.plain().isEmpty()
        || !(json || "text".equals(output))) {
      err.println("plan needs a FILE; --vendor=NAME and --output=json may follow, nothing else");
      return 2;
    }
    Path file = Path.of(words.plain().get(0));
    if (!Files.isRegularFile(file)) {
      err.println("there is no file " + file);
      return 1;
    }
    // What is printed is the plan and nothing else, so that a program can read it.
    String[] quiet =
        Stream.concat(
                Stream.of(CommandSettings.of(args)), Stream.of("--logging.level.dev.lethe=ERROR"))
            .toArray(String[]::new);
    try (ConfigurableApplicationContext context = CommandSettings.start(Settings.class, quiet)) {
      String vendor = words.value("vendor").orElse("");
      return plan(file, vendor, json, context, out, err);
    }
  }

  private static int plan(
      Path file,
      String vendor,
      boolean json,
      ConfigurableApplicationContext context,
      PrintStream out,
      PrintStream err) {
    LetheSettings settings = context.getBean(LetheSettings.class);
    Vendors vendors = context.getBean(Vendors.class);
    Clock clock = Clock.systemUTC();
    SafetyCaps caps =
        SafetyCaps.unasked(
            settings.safety().maxItemsPerRequest(), settings.safety().timeZone(), vendors);
    String source = (vendor.isEmpty() ? "" : vendor + "/") + file.getFileName();
    try (Ledger ledger = ledger(settings, clock)) {
      Plan plan = new Planner(vendors, caps, settings.routes(), ledger, clock).plan(file, source);
      out.print(
          json
              ? PlanJson.of(plan, new ObjectMapper())
              : PlanText.lines(plan).stream().collect(Collectors.joining("\n", "", "\n")));
      return 0;
    } catch (LedgerException e) {
      err.println(e.getMessage());
      return 1;
    } catch (UnreadableFileException e) {
      err.println(file + " would be rejected as a whole: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println(file + " cannot be read (" + e + "). Check the path.");
      return 1;
    }
  }

  private static @Nullable Ledger ledger(LetheSettings settings, Clock clock) {
    return Files.exists(settings.ledgerFile()) ? CommandLedger.open(settings, clock) : null;
  }

  // No @Configuration: the service looks for those in all packages, and has vendors of its own.
  /** The settings and the vendors, without routes. */
  @EnableConfigurationProperties(LetheSettings.class)
  static final class Settings {

    @Bean
    Vendors vendors(ConfigurableEnvironment environment, LetheSettings settings) {
      SimulatedAddresses.addTo(environment);
      return new VendorBinder(environment, settings).bind();
    }
  }
}
