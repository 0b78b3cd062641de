package dev.lethe.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files as people drop them, and what is read from them. */
final class Drops {
  private final Path folder;

  Drops(Path folder) {
    this.folder = folder;
  }

  Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  /** The rows of a file dropped in the inbox itself. */
  List<Row> rows(String name, String content) throws IOException {
    return rows(file(name, content), null);
  }

  /** The rows of a file dropped in a vendor's folder. */
  List<Row> rowsFor(String vendor, String name, String content) throws IOException {
    return rows(file(name, content), vendor);
  }

  static List<Row> rows(Path file, @Nullable String vendor) throws IOException {
    List<Row> all = new ArrayList<>();
    try (RowReader reader = RequestFile.inspect(file, vendor).open()) {
      List<Row> some = reader.read(1000);
      while (!some.isEmpty()) {
        all.addAll(some);
        some = reader.read(1000);
      }
    }
    return all;
  }

  static Row row(int number, String vendor, String subject, @Nullable String reference) {
    return new Row(number, vendor, subject, reference, null);
  }

  static List<String> codes(List<Row> rows) {
    return rows.stream().map(row -> row.defect() == null ? "-" : row.defect().code()).toList();
  }

  static List<String> subjects(List<Row> rows) {
    return rows.stream().map(Row::subject).toList();
  }
}
