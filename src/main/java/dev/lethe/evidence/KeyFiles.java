package dev.lethe.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The folder {@code keys/} below the home: small text files that appear whole. */
public final class KeyFiles {
  /** A private key may be read by its owner, and written by nobody. */
  private static final String PRIVATE = "r--------";

  /** What its owner may change by hand. */
  private static final String OWNED = "rw-------";

  private static final String PUBLIC = "rw-r--r--";

  private final Path folder;

  /** The files in that folder, which need not be there yet. */
  public KeyFiles(Path folder) {
    this.folder = folder;
  }

  /** Where a file stands. */
  public Path path(String name) {
    return folder.resolve(name);
  }

  /**
   * The text of a file, empty if there is none.
   *
   * @throws KeyException if it is there and cannot be read
   */
  public Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(path(name), StandardCharsets.US_ASCII));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new KeyException(
          path(name)
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "). It must be a file that the user of Lethe may read. No new key was made.",
          e);
    }
  }

  void writePrivate(String name, String text) {
    write(name, text, PRIVATE);
  }

  /**
   * Writes what its owner alone may read, and may change by hand.
   *
   * @throws KeyException if it cannot be written
   */
  public void writeOwned(String name, String text) {
    write(name, text, OWNED);
  }

  void writePublic(String name, String text) {
    write(name, text, PUBLIC);
  }

  /** Writes under an interim name, to disk, with the rights from the start; then renames. */
  private void write(String name, String text, String rights) {
    Path interim = path("." + name + ".tmp");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(interim);
      try (FileChannel channel =
          FileChannel.open(
              interim,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              attributes(rights))) {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          interim, path(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new KeyException(
          path(name)
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "). Check who may write to "
              + folder
              + ".",
          e);
    }
  }

  private FileAttribute<?>[] attributes(String rights) {
    Set<String> views = folder.getFileSystem().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
