package dev.lethe.command;

import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.settings.LetheSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code approve REQUEST --by=NAME --reason=TEXT} and {@code cancel …}: decides on a held request,
 * in the ledger itself, so that it works beside a running service (which notices within a moment).
 */
final class Decide {
  private Decide() {}

  /**
   * Runs a command.
   *
   * @param args the command's name first
   * @return the exit code: 0 if it was done, 1 if there is no such held request, 2 if the words are
   *     off
   */
  static int run(String[] args) {
    Words words = Words.of(args);
    String by = words.value("by").orElse("").strip();
    String reason = words.value("reason").orElse("").strip();
    if (!words.fit(1, Set.of("by", "reason"))
        || words.plain().isEmpty()
        || by.isEmpty()
        || reason.isEmpty()) {
      System.err.println(
          args[0] + " needs a request, --by=NAME and --reason=TEXT, and takes nothing else");
      return 2;
    }
    return decide(args[0], words.plain().get(0), by, reason, CommandSettings.load(args));
  }

  private static int decide(
      String command, String id, String by, String reason, LetheSettings settings) {
    Clock clock = Clock.systemUTC();
    try (Ledger ledger = CommandLedger.open(settings, clock)) {
      Instant now = clock.instant();
      Optional<RequestRecord> decided =
          "approve".equals(command)
              ? ledger.approve(id, by, reason, now)
              : ledger.cancel(id, by, reason, now);
      if (decided.isPresent()) {
        System.out.println(
            id
                + ("approve".equals(command) ? " approved: " : " cancelled: ")
                + decided.get().rows()
                + " rows");
        return 0;
      }
      System.err.println(whyNot(id, ledger.request(id).map(RequestRecord::state).orElse(null)));
      return 1;
    }
  }

  private static String whyNot(String id, @Nullable RequestState state) {
    return state == null
        ? "there is no request " + id + " in this ledger; is lethe.home right?"
        : id + " is not held but " + state;
  }
}
