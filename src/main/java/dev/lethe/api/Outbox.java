package dev.lethe.api;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of finished requests are. */
public final class Outbox {
  private final Path folder;

  /** The outbox of a home. */
  public Outbox(Path home) {
    this.folder = home.resolve("outbox").toAbsolutePath().normalize();
  }

  /** A file of a request, if it is there and right in the outbox, whatever the id says. */
  Optional<Path> file(String id, String ending) {
    try {
      Path file = folder.resolve(id + ending).normalize();
      return folder.equals(file.getParent()) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(file)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
