package dev.lethe.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What finished requests leave behind in a home, seen from outside while it is written. */
record ResultFiles(Path home) {

  /** All files of results, interim ones too, each with a mark that changes when it does. */
  Map<String, String> marks() {
    Map<String, String> marks = new TreeMap<>();
    for (String folder : List.of("outbox", "dead-letter")) {
      for (Path file : list(folder)) {
        mark(file).ifPresent(mark -> marks.put(folder + "/" + file.getFileName(), mark));
      }
    }
    return marks;
  }

  private static Optional<String> mark(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(now.fileKey() + " " + now.lastModifiedTime());
    } catch (NoSuchFileException e) {
      return Optional.empty(); // It was given its name since it was listed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The finished files in a folder that end so. */
  List<Path> named(String folder, String ending) {
    return list(folder).stream()
        .filter(file -> !isInterim(file) && file.toString().endsWith(ending))
        .toList();
  }

  /** Files that are half there, as a crash leaves them. */
  List<Path> interim() {
    return Stream.of("outbox", "dead-letter")
        .flatMap(folder -> list(folder).stream())
        .filter(ResultFiles::isInterim)
        .toList();
  }

  private static boolean isInterim(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private List<Path> list(String folder) {
    Path path = home.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
