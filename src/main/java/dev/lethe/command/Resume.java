package dev.lethe.command;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.LaneNews;
import dev.lethe.ledger.Ledger;
import dev.lethe.operate.LaneView;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingsException;
import dev.lethe.settings.VendorBinder;
import dev.lethe.vendor.Vendors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code resume VENDOR --by=NAME [--reason=TEXT]}: lets a halted lane probe at once, or ends a
 * pause; at a service, or by an event in the ledger that a running service hears within a second.
 */
@Command(
    exitCodeList = {
      "0:it is asked for",
      "1:that lane is not halted, or there is no such lane",
      "2:a word is missing or not known"
    },
    footer = "  resume tencent-im --by ann --reason 'deletion switched on, ticket 4712'")
final class Resume extends Task {
  @Mixin private final Reach reach = new Reach();
  @Mixin private final Who who = new Who();

  @Parameters(arity = "1", paramLabel = "VENDOR", description = "whose lane")
  private String vendor = "";

  Resume(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "resume needs a vendor and --by=NAME; --reason=TEXT if you like";
  }

  @Override
  public Integer call() {
    if (!reach.fits()) {
      throw wordsAreOff();
    }
    Optional<Way> service = reach.service(desk());
    if (service.isEmpty()) {
      return inLedger();
    }
    try (Way way = service.get()) {
      LaneView lane = way.operations().resume(vendor, who.at(way, screen()));
      if (isJson()) {
        document(lane);
      } else {
        say(vendor + " is resumed.");
        Lanes.print(List.of(lane), this);
      }
      return 0;
    }
  }

  private int inLedger() {
    if (who.by().isEmpty()) {
      throw wordsAreOff();
    }
    LetheSettings settings = desk().settings().engine();
    try (Ledger ledger = CommandLedger.open(settings, desk().clock())) {
      if (LaneNews.stopped(ledger).containsKey(vendor)) {
        return endPause();
      }
      Event last = LaneNews.of(ledger).get(vendor);
      if (last == null || last.kind() != EventKind.LANE_HALTED) {
        screen().err().println(whyNot(last, settings));
        return 1;
      }
      ledger.note(
          Event.asked(
              desk().clock().instant(),
              EventKind.RESUME_ASKED,
              vendor,
              who.by(),
              who.reason().isEmpty() ? "No reason given." : who.reason()));
      if (isJson()) {
        document(Map.of("vendor", vendor, "asked", true));
      } else {
        say(vendor + " is asked to probe now; the service's log says how it went. " + last.said());
      }
      return 0;
    }
  }

  private int endPause() {
    try (Way way = reach.open(desk())) {
      LaneView lane = way.operations().resume(vendor, who.at(way, screen()));
      if (isJson()) {
        document(lane);
      } else {
        say(vendor + " is let go; a service that runs hears it within a second.");
      }
      return 0;
    }
  }

  private String whyNot(@Nullable Event last, LetheSettings settings) {
    if (last != null) {
      return "lane " + vendor + " is not halted. The last that was heard of it: " + last.said();
    }
    try {
      Vendors vendors = new VendorBinder(desk().settings().withVendors(), settings).bind();
      if (vendors.find(vendor).isPresent()) {
        return "lane " + vendor + " is not halted.";
      }
      return vendors.disabled().contains(vendor)
          ? "vendor "
              + vendor
              + " is not enabled, as far as the settings here say, and never halted."
          : "there is no vendor '" + vendor + "' in " + settings.config().resolve("vendors") + ".";
    } catch (SettingsException e) {
      return "lane " + vendor + " never halted; and the settings here are wrong: " + e.getMessage();
    }
  }
}
