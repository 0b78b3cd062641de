package dev.lethe.command;

import dev.lethe.intake.SafetyCaps;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.plan.Plan;
import dev.lethe.plan.PlanText;
import dev.lethe.plan.Planner;
import dev.lethe.request.UnreadableFileException;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingFiles;
import dev.lethe.settings.VendorBinder;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code plan FILE [--vendor=NAME] [--output=json]}: says what would come of a file, with the
 * service's settings and what its ledger knows. Works beside a running service and writes nothing.
 */
@Command(
    description = "It works beside a running service and writes nothing.",
    exitCodeList = {
      "0:there is a plan",
      "1:the file or the settings are no good",
      "2:a word is missing or not known"
    },
    footer = "  plan leavers.txt --vendor yunke")
final class PlanFile extends Task {
  @Parameters(arity = "1", paramLabel = "FILE", description = "as it would be dropped")
  private @Nullable Path file;

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      description = "stands for the vendor's folder, where the file has no vendor column")
  private String vendor = "";

  PlanFile(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "plan needs a FILE; --vendor=NAME and --output=json may follow, nothing else";
  }

  @Override
  public Integer call() {
    Path wanted = file;
    if (wanted == null) {
      throw wordsAreOff();
    }
    Plan plan = of(desk(), wanted, vendor);
    if (isJson()) {
      document(plan);
    } else {
      PlanText.lines(plan).forEach(this::say);
    }
    return 0;
  }

  /**
   * The plan of a file.
   *
   * @param vendor for the vendor's folder, empty for none
   * @throws OperationException if the file is no good
   */
  static Plan of(Desk desk, Path file, String vendor) {
    if (!Files.isRegularFile(file)) {
      throw new OperationException(Kind.NOT_FOUND, "there is no file " + file);
    }
    ConfigurableEnvironment environment = desk.settings().withVendors();
    LetheSettings settings = SettingFiles.bind(environment);
    Vendors vendors = new VendorBinder(environment, settings).bind();
    SafetyCaps caps =
        SafetyCaps.unasked(
            settings.safety().maxItemsPerRequest(), settings.safety().timeZone(), vendors);
    String source = (vendor.isEmpty() ? "" : vendor + "/") + file.getFileName();
    try (Ledger ledger = ledger(settings, desk)) {
      return new Planner(vendors, caps, settings.routes(), ledger, desk.clock()).plan(file, source);
    } catch (UnreadableFileException e) {
      throw new OperationException(
          Kind.INVALID, file + " would be rejected as a whole: " + e.getMessage());
    } catch (IOException e) {
      throw new OperationException(
          Kind.UNAVAILABLE, file + " cannot be read (" + e + "). Check the path.");
    }
  }

  private static @Nullable Ledger ledger(LetheSettings settings, Desk desk) {
    return Files.exists(settings.ledgerFile()) ? CommandLedger.open(settings, desk.clock()) : null;
  }
}
