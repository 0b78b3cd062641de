package dev.lethe.command;

import dev.lethe.evidence.KeyException;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.settings.LetheSettings;
import dev.lethe.settings.SettingsException;
import dev.lethe.start.HomeLock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;

/**
 * {@code rotate-key}: makes a new key for receipts, beside a stopped service. Older receipts are
 * still verified with the public keys that stay.
 */
final class RotateKey {
  private RotateKey() {}

  /** See {@link Command#run}. */
  static int run(String[] args) {
    if (!Words.of(args).fit(0, Set.of())) {
      System.err.println("rotate-key takes no word; where the keys are is lethe.home");
      return 2;
    }
    LetheSettings settings = CommandSettings.load(args);
    if (!Files.isDirectory(settings.home().resolve("keys"))) {
      System.err.println(
          "there are no keys in " + settings.home().resolve("keys") + "; is lethe.home right?");
      return 1;
    }
    try {
      HomeLock lock = HomeLock.of(settings.home());
      try {
        return rotate(settings);
      } finally {
        lock.close();
      }
    } catch (KeyException | SettingsException | IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private static int rotate(LetheSettings settings) {
    String id = ReceiptKeys.below(settings.home()).rotate().id();
    System.out.println(
        "receipts are signed with the key "
            + id
            + " from the next start on. Give "
            + ReceiptKeys.publicName(id)
            + " to your auditors, and back up the folder keys.");
    return 0;
  }
}
