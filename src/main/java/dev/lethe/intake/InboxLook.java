package dev.lethe.intake;

import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the inbox is there, is the one that it was, and lets files be read and moved. Nothing is
 * made anew here: where a share was mounted, an empty folder of the same name would do harm.
 */
final class InboxLook implements Look {
  private final Inbox inbox;
  private @Nullable Object identity;

  InboxLook(Inbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public Part part() {
    return Part.INBOX;
  }

  @Override
  public Optional<Trouble> look(boolean closely) {
    Path folder = inbox.folder();
    BasicFileAttributes seen;
    try {
      seen = Files.readAttributes(folder, BasicFileAttributes.class);
    } catch (IOException e) {
      return trouble("is not there (" + e.getClass().getSimpleName() + ").");
    }
    if (!seen.isDirectory()) {
      return trouble("is not a folder.");
    }
    if (isAnother(seen.fileKey())) {
      return Optional.of(
          new Trouble(
              "The inbox " + folder + " is not the folder that it was: it has no .done in it.",
              "Mount its share again; or, if it is meant to be another one, make the folder .done"
                  + " in it."));
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      return trouble("cannot be read.");
    }
    if (!Files.isWritable(folder)) {
      return trouble("cannot be written, so that no file can be moved out of it.");
    }
    return closely ? move() : Optional.empty();
  }

  // A share that is unmounted leaves the empty folder behind that it was mounted on.
  private boolean isAnother(@Nullable Object key) {
    boolean another =
        identity != null
            && !identity.equals(key)
            && !Files.isDirectory(inbox.folder().resolve(".done"));
    if (!another) {
      identity = key;
    }
    return another;
  }

  private Optional<Trouble> move() {
    try {
      inbox.tryMove();
      return Optional.empty();
    } catch (IOException e) {
      return trouble(
          "does not let files be moved to its .done (" + e.getClass().getSimpleName() + ").");
    }
  }

  private Optional<Trouble> trouble(String what) {
    return Optional.of(
        new Trouble(
            "The inbox " + inbox.folder() + " " + what,
            "Bring the folder or its share back, and let the service read and write it and the"
                + " folders .done and .rejected in it."));
  }
}
