package dev.lethe.command;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The table of commands: a new one is a line here. */
public final class Commands {
  private static final SortedMap<String, Command> TABLE =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "approve", Decide::run,
                  "cancel", Decide::run,
                  "check-ledger", CheckLedger::run,
                  "find", Find::run,
                  "plan", PlanFile::run,
                  "reconcile", Reconcile::run,
                  "resume", Resume::run,
                  "rotate-key", RotateKey::run,
                  "verify-receipt", VerifyReceipt::run)));

  private Commands() {}

  /** Whether there is a command of that name. */
  public static boolean has(String name) {
    return TABLE.containsKey(name);
  }

  /** The names of all commands, in alphabetical order. */
  public static List<String> names() {
    return List.copyOf(TABLE.keySet());
  }

  /**
   * Runs a command.
   *
   * @param args the command's name first, which {@link #has} knows
   * @return the exit code
   */
  public static int run(String[] args) {
    Command command = TABLE.get(args[0]);
    if (command == null) {
      throw new IllegalArgumentException("there is no command '" + args[0] + "'");
    }
    return command.run(args);
  }
}
