package dev.lethe.command;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.LaneNews;
import dev.lethe.ledger.Ledger;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingsException;
import dev.lethe.settings.VendorBinder;
import dev.lethe.vendor.Vendors;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * {@code resume VENDOR --by=NAME [--reason=TEXT]}: asks the running service to let a halted lane
 * probe at once, by an event in the ledger. The service hears it within a second.
 */
public final class Resume {
  private Resume() {}

  /**
   * Runs the command.
   *
   * @param args the command's name first
   * @return the exit code: 0 if it was asked for, 1 if that lane is not halted or there is no such
   *     lane, 2 if the words are off
   */
  public static int run(String[] args) {
    Words words = Words.of(args);
    String by = words.value("by").orElse("").strip();
    if (!words.fit(1, Set.of("by", "reason")) || words.plain().isEmpty() || by.isEmpty()) {
      System.err.println("resume needs a vendor and --by=NAME; --reason=TEXT if you like");
      return 2;
    }
    String lane = words.plain().get(0);
    try (ConfigurableApplicationContext context =
        CommandSettings.start(CommandSettings.class, CommandSettings.of(args))) {
      ConfigurableEnvironment environment = context.getEnvironment();
      LetheSettings settings = context.getBean(LetheSettings.class);
      Clock clock = Clock.systemUTC();
      try (Ledger ledger = CommandLedger.open(settings, clock)) {
        Event last = LaneNews.of(ledger).get(lane);
        if (last == null || last.kind() != EventKind.LANE_HALTED) {
          System.err.println(whyNot(lane, last, environment, settings));
          return 1;
        }
        String reason = words.value("reason").orElse("").strip();
        ledger.note(
            Event.asked(
                clock.instant(),
                EventKind.RESUME_ASKED,
                lane,
                by,
                reason.isEmpty() ? "No reason given." : reason));
        System.out.println(
            lane + " is asked to probe now; the service's log says how it went. " + last.said());
        return 0;
      }
    }
  }

  private static String whyNot(
      String vendor,
      @Nullable Event last,
      ConfigurableEnvironment environment,
      LetheSettings settings) {
    if (last != null) {
      return "lane " + vendor + " is not halted. The last that was heard of it: " + last.said();
    }
    try {
      SimulatedAddresses.addTo(environment);
      Vendors vendors = new VendorBinder(environment, settings).bind();
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
