package dev.lethe.command;

import dev.lethe.operate.Decision;
import dev.lethe.operate.ProbeView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code probe VENDOR}: do the address and the credentials work? Deletes nobody. */
@Command(
    description =
        "It logs in, and asks a question where the vendor can be asked. Nobody is deleted.",
    exitCodeList = {
      "0:all that was tried works",
      "1:it could not be tried, or no service runs",
      "2:a word is missing or not known",
      "3:something that was tried does not work"
    },
    footer = "  probe tencent-im")
final class Probe extends Task {
  private static final int DOES_NOT_WORK = 3;

  @Mixin private final Reach reach = new Reach();

  @Parameters(arity = "1", paramLabel = "VENDOR", description = "which")
  private String vendor = "";

  Probe(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "probe needs a vendor";
  }

  @Override
  public Integer call() {
    if (!reach.fits()) {
      throw wordsAreOff();
    }
    try (Way way = reach.openService(desk(), "probe a vendor")) {
      ProbeView probe =
          way.operations()
              .probe(vendor, new Decision(way.asking(), "Asked for by the command 'probe'."));
      if (isJson()) {
        document(probe);
      } else {
        tell(probe);
      }
      return probe.works() ? 0 : DOES_NOT_WORK;
    }
  }

  private void tell(ProbeView probe) {
    Table table = new Table("TRIED", "WORKS", "CODE", "WHAT CAME OUT");
    probe
        .tried()
        .forEach(
            step -> table.row(step.name(), step.works() ? "yes" : "no", step.code(), step.said()));
    table.print(screen());
    say(probe.vendor() + (probe.works() ? " can be called." : " cannot be called yet."));
  }
}
