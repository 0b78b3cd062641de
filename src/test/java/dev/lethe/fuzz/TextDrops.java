package dev.lethe.fuzz;

import dev.lethe.fuzz.Drop.Expected;
import dev.lethe.request.FormulaGuard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** CSV and TXT files that say what is known beforehand, in all the ways that it can be written. */
final class TextDrops {
  private static final List<String> WANTED = List.of("vendor", "subject", "reference");
  private static final List<String> FURTHER = List.of("name", "note", "", "部门", "Subject id", "id");
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private TextDrops() {}

  static Drop csv(Chance chance) {
    String folder = chance.oneIn(3) ? chance.of(Cells.VENDORS) : "";
    boolean deadLetter = chance.oneIn(8);
    List<String> names = deadLetter ? deadLetterNames() : names(chance, folder);
    Collections.shuffle(names, chance.random());
    List<List<String>> rows = rows(chance, names.size(), names, deadLetter);
    boolean doubled = WANTED.stream().anyMatch(name -> Collections.frequency(names, name) > 1);
    Expected expected = doubled ? Expected.REFUSED : Oracle.table(names, rows, folder);
    return new Drop(
        "csv",
        folder,
        chance.of("csv", "CSV", "Csv"),
        csv(chance, names, rows),
        Optional.of(expected));
  }

  private static List<String> deadLetterNames() {
    return new ArrayList<>(
        List.of("vendor", "subject", "reference", "outcome", "code", "detail", "attempts"));
  }

  private static List<String> names(Chance chance, String folder) {
    List<String> names = new ArrayList<>(List.of("subject"));
    if (folder.isEmpty() || chance.coin()) {
      names.add("vendor");
    }
    if (chance.coin()) {
      names.add("reference");
    }
    for (int i = chance.below(3); i > 0; i--) {
      names.add(chance.of(FURTHER));
    }
    if (chance.oneIn(25)) {
      names.add(chance.of(WANTED));
    }
    return names;
  }

  private static List<List<String>> rows(
      Chance chance, int width, List<String> names, boolean guarded) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = chance.of(0, 1, 2, 4, 9); i > 0; i--) {
      int cells = chance.oneIn(12) ? chance.between(1, width + 2) : width;
      List<String> row = new ArrayList<>();
      for (int at = 0; at < cells; at++) {
        boolean vendor = at < width && names.get(at).equals("vendor");
        String cell = vendor ? Cells.vendor(chance) : Cells.subject(chance);
        row.add(guarded && chance.coin() ? FormulaGuard.guard(cell) : cell);
      }
      rows.add(row);
    }
    return rows;
  }

  private static byte[] csv(Chance chance, List<String> names, List<List<String>> rows) {
    char separator = names.size() == 1 ? ',' : chance.of(',', ',', ';', '\t');
    int quoting = chance.below(3);
    String end = chance.of("\n", "\r\n", "\r", "");
    StringBuilder text = new StringBuilder();
    record(text, names.stream().map(name -> spelled(chance, name)).toList(), separator, chance, 0);
    for (List<String> row : rows) {
      text.append(end.isEmpty() ? chance.of("\n", "\r\n", "\r", "\n\n", "\n\r\n") : end);
      record(text, row, separator, chance, quoting);
    }
    text.append(chance.coin() ? "" : end.isEmpty() ? "\n" : end);
    return encoded(chance, text.toString());
  }

  private static String spelled(Chance chance, String name) {
    return switch (chance.below(4)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> " " + name + "  ";
      default -> name;
    };
  }

  // Quoting 0: where needed; 1: always; 2: as it comes. A lone empty cell is an empty line bare.
  private static void record(
      StringBuilder text, List<String> cells, char separator, Chance chance, int quoting) {
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      boolean needed =
          cell.chars().anyMatch(c -> ",;\t\"\r\n".indexOf(c) >= 0)
              || (cells.size() == 1 && cell.isEmpty());
      boolean quoted = needed || quoting == 1 || (quoting == 2 && chance.coin());
      text.append(i == 0 ? "" : String.valueOf(separator));
      text.append(quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
    }
  }

  static Drop txt(Chance chance) {
    StringBuilder text = new StringBuilder();
    for (int i = chance.of(0, 1, 3, 9); i > 0; i--) {
      text.append(chance.oneIn(10) ? "  " : Cells.subject(chance)).append(chance.of("\n", "\r\n"));
    }
    text.append(chance.coin() ? "" : "zq7-last" + chance.of("", "\r"));
    String folder = chance.of(Cells.VENDORS);
    byte[] content = encoded(chance, text.toString());
    return new Drop("txt", folder, "txt", content, Optional.of(Oracle.txt(content, folder)));
  }

  /** The text in one of the encodings that are accepted, and are what they say they are. */
  static byte[] encoded(Chance chance, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (chance.oneIn(3)) {
      byte[] gb = (chance.oneIn(3) ? "\ufeff" + text : text).getBytes(Oracle.GB18030);
      boolean faithful = Oracle.decode(gb, true).filter(text::equals).isPresent();
      return faithful ? gb : utf8;
    }
    return chance.oneIn(3) ? Mutator.join(MARK, utf8) : utf8;
  }
}
