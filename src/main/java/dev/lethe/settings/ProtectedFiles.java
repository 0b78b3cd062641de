package dev.lethe.settings;

import dev.lethe.vendor.ProtectedSubjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files {@code config/protected/<vendor>.txt}. A file that would be overlooked or cannot be
 * read stops the start: whom it names would be deleted.
 */
final class ProtectedFiles {
  private static final String ENDING = ".txt";

  private final Path folder;

  /** Those of a config folder. */
  ProtectedFiles(Path config) {
    this.folder = config.resolve("protected");
  }

  /**
   * Refuses a file that belongs to none of these vendors. Hidden files and editors' copies ({@code
   * yunke.txt~}) are left alone.
   */
  void check(Set<String> vendors) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.sorted().forEach(file -> check(file, vendors));
    } catch (IOException e) {
      throw unreadable(folder, e, "Make it a folder of <vendor>.txt files that Lethe may read.");
    }
  }

  private static void check(Path file, Set<String> vendors) {
    String name = file.getFileName().toString();
    boolean leftAlone = name.startsWith(".") || name.endsWith("~");
    boolean known =
        name.endsWith(ENDING)
            && vendors.contains(name.substring(0, name.length() - ENDING.length()));
    if (!leftAlone && !known) {
      throw new SettingsException(
          file.toString(),
          "belongs to no vendor, so nobody would be protected by it.",
          "Call it <vendor>.txt, the vendor being one of " + String.join(", ", vendors) + ".");
    }
  }

  /** The protected subjects of a vendor. */
  ProtectedSubjects of(String vendor) {
    Path file = folder.resolve(vendor + ENDING);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new ProtectedSubjects(List.of());
    }
    try {
      return new ProtectedSubjects(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable(file, e, "Save it as UTF-8 and check who may read it.");
    }
  }

  private static SettingsException unreadable(Path path, IOException e, String mend) {
    return new SettingsException(
        path.toString(),
        "cannot be read (" + Problems.oneLine(e) + "), so nobody would be protected.",
        mend);
  }
}
