package dev.lethe.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * Where uploads lie while they come in: below the home, and not in a folder of the machine's that
 * nobody clears of names. What a crash leaves is removed at the next start.
 */
public final class UploadFolder {
  private UploadFolder() {}

  /** Makes it, empty. The home must be this process's own. */
  public static Path empty(Path home) throws IOException {
    Path folder = home.resolve(".uploads").toAbsolutePath();
    FileSystemUtils.deleteRecursively(folder);
    return Files.createDirectories(folder);
  }
}
