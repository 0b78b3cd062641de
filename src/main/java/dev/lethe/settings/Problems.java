package dev.lethe.settings;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.core.io.Resource;

/** Words for what is wrong with a setting or a route. */
final class Problems {
  private static final int LONGEST = 400;

  private Problems() {}

  /** An exception's message in one line of a bearable length. */
  static String oneLine(Throwable problem) {
    String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
  }

  /** A resource's path, relative to the working directory where it lies below it. */
  static String path(Resource resource) {
    try {
      Path path = resource.getFile().toPath().toAbsolutePath().normalize();
      Path here = Path.of("").toAbsolutePath();
      return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    } catch (IOException e) {
      return resource.getDescription();
    }
  }
}
