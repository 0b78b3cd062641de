package dev.lethe.audit;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.ledger.Pseudonyms;
import dev.lethe.outcome.OutcomesCsv;
import dev.lethe.request.FormulaGuard;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells whether a line of an outcomes file is the one that the ledger would write. */
final class LineCheck {
  private static final int VENDOR = 1;
  private static final int SUBJECT = 2;

  private final @Nullable Pseudonyms pseudonyms;
  private final StringWriter text = new StringWriter();
  private final CsvWriter csv = OutcomesCsv.writer(text);
  private final OutcomesCsv form = new OutcomesCsv();
  private boolean namesUnchecked;

  /**
   * Checks lines.
   *
   * @param pseudonyms for rows that were retired; null if the key is not there: then their names
   *     are not checked
   */
  LineCheck(@Nullable Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** Whether there were retired rows whose names could not be checked. */
  boolean namesUnchecked() {
    return namesUnchecked;
  }

  /** What is wrong with the header, empty if nothing is. */
  Optional<String> header(byte[] raw) throws IOException {
    return Arrays.equals(raw, bytes(OutcomesCsv.COLUMNS))
        ? Optional.empty()
        : Optional.of("it is not the header");
  }

  /** What is wrong with the line of a row, empty if nothing is. */
  Optional<String> row(byte[] raw, OutcomeLine known) throws IOException {
    List<String> expected = form.cells(known);
    if (known.retired() == null && Arrays.equals(raw, bytes(expected))) {
      return Optional.empty();
    }
    List<String> cells = cells(raw);
    if (cells.size() != expected.size()) {
      return Optional.of(
          "it is no line of this file's form; row " + known.row() + " belongs there");
    }
    if (!cells.get(0).equals(expected.get(0))) {
      return Optional.of(
          (cells.get(0).matches("\\d{1,10}") ? "row " + cells.get(0) : "something else")
              + " stands where row "
              + known.row()
              + " belongs: a line was added, removed or moved");
    }
    if (known.retired() != null) {
      expected = named(known, known.retired(), expected, cells);
    }
    if (Arrays.equals(raw, bytes(expected))) {
      return Optional.empty();
    }
    return Optional.of("row " + known.row() + ": " + difference(expected, cells));
  }

  private static String difference(List<String> expected, List<String> cells) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(cells.get(i))) {
        columns.add(OutcomesCsv.COLUMNS.get(i));
      }
    }
    return columns.isEmpty()
        ? "its cells are right, but not written the way Lethe writes them"
        : "not what the ledger knows: " + String.join(", ", columns);
  }

  /** The expected cells, with the names of the file where they are those that were hashed. */
  private List<String> named(
      OutcomeLine known, OutcomeLine.Retired retired, List<String> hashed, List<String> cells) {
    List<String> expected = new ArrayList<>(hashed);
    Pseudonyms names = pseudonyms;
    if (names == null) {
      namesUnchecked = true;
    }
    if (isOf(
        cells.get(SUBJECT),
        known.subject(),
        names == null ? null : name -> names.subject(retired.lane(), name))) {
      expected.set(SUBJECT, cells.get(SUBJECT));
    }
    if (retired.vendorToo()
        && isOf(cells.get(VENDOR), known.vendor(), names == null ? null : names::vendor)) {
      expected.set(VENDOR, cells.get(VENDOR));
    }
    return expected;
  }

  // A cell that a spreadsheet would run has a ' in front, which may also have been its own.
  private static boolean isOf(
      String cell, String hash, @Nullable Function<String, String> hashing) {
    return Stream.of(cell, cell.startsWith("'") ? cell.substring(1) : cell)
        .filter(name -> FormulaGuard.neutralise(name).equals(cell))
        .anyMatch(name -> hashing == null || hashing.apply(name).equals(hash));
  }

  private byte[] bytes(List<String> cells) throws IOException {
    text.getBuffer().setLength(0);
    csv.writeRecord(cells);
    csv.flush();
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> cells(byte[] raw) throws IOException {
    String record = new String(raw, StandardCharsets.UTF_8);
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(record)) {
      return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
    } catch (CsvParseException e) {
      return List.of(); // no CSV is no line of ours
    }
  }
}
