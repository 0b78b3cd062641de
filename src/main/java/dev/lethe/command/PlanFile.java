package dev.lethe.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.intake.SafetyCaps;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.LedgerException;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.plan.Plan;
import dev.lethe.plan.PlanJson;
import dev.lethe.plan.PlanText;
import dev.lethe.plan.Planner;
import dev.lethe.request.UnreadableFileException;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.VendorAddresses;
import dev.lethe.settings.VendorBinder;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

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
    // What is printed is the plan and nothing else, so that a program can read it.
    String[] quiet =
        Stream.concat(Stream.of(args), Stream.of("--logging.level.dev.lethe=ERROR"))
            .toArray(String[]::new);
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Settings.class)
            .web(WebApplicationType.NONE)
            .properties("camel.main.run-controller=false")
            .run(quiet)) {
      String output = context.getEnvironment().getProperty("output", "text");
      boolean json = "json".equals(output);
      if (args.length < 2 || args[1].startsWith("--") || !(json || "text".equals(output))) {
        err.println("plan needs a FILE; --vendor=NAME and --output=json may follow");
        return 2;
      }
      Path file = Path.of(args[1]);
      String vendor = context.getEnvironment().getProperty("vendor", "");
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
    String file = settings.ledgerUrl().replaceFirst("^jdbc:sqlite:", "");
    return Files.exists(Path.of(file)) ? SqliteLedger.open(settings.ledgerUrl(), clock) : null;
  }

  // No @Configuration: the service looks for those in all packages, and has vendors of its own.
  /** The settings and the vendors, without routes. */
  @EnableConfigurationProperties(LetheSettings.class)
  static final class Settings {

    @Bean
    Vendors vendors(ConfigurableEnvironment environment, LetheSettings settings) {
      if (environment.acceptsProfiles(Profiles.of("sandbox"))) {
        simulated(environment).addTo(environment);
      }
      return new VendorBinder(environment, settings).bind();
    }

    // The simulated vendors are not started: nobody is called, so any address will do.
    private static VendorAddresses simulated(ConfigurableEnvironment environment) {
      Map<String, Object> names =
          Binder.get(environment)
              .bindOrCreate("lethe.vendors", Bindable.mapOf(String.class, Object.class));
      return new VendorAddresses(
          names.keySet().stream()
              .collect(Collectors.toMap(name -> name, name -> "http://localhost")));
    }
  }
}
