package dev.lethe.command;

import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.settings.LetheSettings;
import dev.lethe.start.HomeLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/**
 * {@code rotate-key}: makes a new key for receipts, beside a stopped service. Older receipts are
 * still verified with the public keys that stay.
 */
@Command(
    description = "Stop Lethe first. Older receipts are verified with the public keys that stay.",
    exitCodeList = {
      "0:there is a new key",
      "1:there is none: Lethe runs, or there are no keys",
      "2:a word is not known"
    },
    footer = "  rotate-key --lethe.home=/srv/lethe")
final class RotateKey extends Task {
  RotateKey(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "rotate-key takes no word; where the keys are is lethe.home";
  }

  @Override
  public Integer call() throws IOException {
    LetheSettings settings = desk().settings().engine();
    Path keys = settings.home().resolve("keys");
    if (!Files.isDirectory(keys)) {
      screen().err().println("there are no keys in " + keys + "; is lethe.home right?");
      return 1;
    }
    HomeLock lock = HomeLock.of(settings.home());
    try {
      String id = ReceiptKeys.below(settings.home()).rotate().id();
      tell(id);
      return 0;
    } finally {
      lock.close();
    }
  }

  private void tell(String id) {
    String file = ReceiptKeys.publicName(id);
    if (isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("key_id", id);
      document.put("public_key", file);
      document(document);
    } else {
      say(
          "receipts are signed with the key "
              + id
              + " from the next start on. Give "
              + file
              + " to your auditors, and back up the folder keys.");
    }
  }
}
