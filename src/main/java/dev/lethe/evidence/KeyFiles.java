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
final class KeyFiles {
  /** A private key may be read by its owner, and written by nobody. */
  private static final String PRIVATE = "r--------";

  private static final String PUBLIC = "rw-r--r--";

  private final Path folder;

  KeyFiles(Path folder) {
    this.folder = folder;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** The text of a file, empty if there is none. */
  Optional<String> read(String name) {
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
