package dev.lethe.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.evidence.Digests;
import dev.lethe.file.WholeFile;
import dev.lethe.request.RequestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source's files: {@code inbox/sql-<source>-<time>.csv}, which is {@code .….csv.tmp} until its
 * rows are marked, and {@code sources/<source>/<request-id>.keys.csv}, which is there before that
 * and until the results are written back. Its header names the type of the keys.
 */
final class HandoverFiles {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String KEYS = ".keys.csv";

  private final Path inbox;
  private final Path folder;
  private final String stem;
  private final Clock clock;

  HandoverFiles(Path home, String source, Clock clock) {
    this.inbox = home.resolve("inbox");
    this.folder = home.resolve("sources").resolve(source);
    this.stem = "sql-" + source + "-";
    this.clock = clock;
  }

  /** What takes rows, one after the other. */
  @FunctionalInterface
  interface Sink {
    void add(Row row);
  }

  /** What gives rows. */
  @FunctionalInterface
  interface Rows {
    void to(Sink sink);
  }

  /**
   * Writes rows to disk; null if there are none.
   *
   * @param keyType the keys' type, one of {@link java.sql.Types}
   */
  @Nullable Handover write(int keyType, Rows rows) throws IOException {
    Path file = free();
    Path keys = folder.resolve(String.valueOf(file.getFileName()) + KEYS);
    int[] count = new int[1];
    boolean whole = false;
    try {
      String sha256 =
          WholeFile.prepare(
              file,
              fileWriter ->
                  WholeFile.prepare(
                      keys,
                      keyWriter -> {
                        CsvWriter fileCsv = CsvWriter.builder().build(fileWriter);
                        CsvWriter keyCsv = CsvWriter.builder().build(keyWriter);
                        fileCsv.writeRecord("vendor", "subject", "reference");
                        keyCsv.writeRecord(Integer.toString(keyType));
                        rows.to(
                            row -> {
                              fileCsv.writeRecord(row.vendor(), row.subject(), row.reference());
                              keyCsv.writeRecord(row.key());
                              count[0]++;
                            });
                        fileCsv.flush();
                        keyCsv.flush();
                      }));
      if (count[0] > 0) {
        String request = RequestId.of(String.valueOf(file.getFileName()), sha256);
        Path named = folder.resolve(request + KEYS);
        WholeFile.rename(WholeFile.interim(keys), named);
        whole = true;
        return new Handover(file, named, request, count[0]);
      }
      return null;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      Files.deleteIfExists(WholeFile.interim(keys));
      if (!whole) {
        Files.deleteIfExists(WholeFile.interim(file));
      }
    }
  }

  // A clock that was set back must not replace a file that waits.
  private Path free() {
    Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Path file = inbox.resolve(stem + TIME.format(time) + ".csv");
    while (Files.exists(file) || Files.exists(WholeFile.interim(file))) {
      time = time.plusMillis(1);
      file = inbox.resolve(stem + TIME.format(time) + ".csv");
    }
    return file;
  }

  /** Lets the request's file appear in the inbox. */
  void submit(Handover handover) throws IOException {
    WholeFile.rename(handover.file());
  }

  /** Throws away what was not marked. The keys go first: a file without keys is never handed in. */
  void discard(Handover handover) throws IOException {
    Files.deleteIfExists(handover.keys());
    Files.deleteIfExists(WholeFile.interim(handover.file()));
  }

  /** What a crash left, whole, and maybe marked. Throws away what never became whole. */
  List<Handover> left() throws IOException {
    for (Path half : list(folder, "\\..*\\.tmp")) {
      Files.deleteIfExists(half);
    }
    List<Handover> left = new ArrayList<>();
    for (Path interim : list(inbox, "\\." + stem + "\\d{8}T\\d{9}Z\\.csv\\.tmp")) {
      String name = String.valueOf(interim.getFileName());
      Path file = inbox.resolve(name.substring(1, name.length() - ".tmp".length()));
      String request = RequestId.of(String.valueOf(file.getFileName()), Digests.of(interim));
      Handover handover = new Handover(file, folder.resolve(request + KEYS), request, 0);
      if (Files.exists(handover.keys())) {
        left.add(handover);
      } else {
        discard(handover);
      }
    }
    return left;
  }

  /** Ids of requests whose results are not written back yet. */
  List<String> waiting() throws IOException {
    return list(folder, "[^.].*\\.keys\\.csv").stream()
        .map(keys -> String.valueOf(keys.getFileName()).replace(KEYS, ""))
        .toList();
  }

  /** Where the keys of a request are. */
  Path keys(String request) {
    return folder.resolve(request + KEYS);
  }

  /** Whether a request's file is still to be taken in. */
  boolean isUnderWay(String request) {
    Path file = inbox.resolve(request.substring(0, request.length() - 9) + ".csv");
    return Files.exists(WholeFile.interim(file)) || Files.exists(file);
  }

  /**
   * Goes through the rows of a handover that is not in the inbox yet, but for those of some keys.
   */
  void readInto(Handover handover, Set<String> leftOut, Sink sink) {
    try (CsvReader<CsvRecord> rows =
            CsvReader.builder().ofCsvRecord(WholeFile.interim(handover.file()));
        CloseableIterator<CsvRecord> row = rows.iterator();
        Keys keys = new Keys(handover.keys())) {
      row.next(); // the header
      while (row.hasNext()) {
        List<String> cells = row.next().getFields();
        String key = keys.next();
        if (!leftOut.contains(key)) {
          sink.add(new Row(key, cells.get(0), cells.get(1), cells.get(2)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> list(Path folder, String pattern) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).matches(pattern))
          .sorted()
          .toList();
    }
  }
}
