package dev.lethe.fuzz;

import dev.lethe.fuzz.Drop.Expected;
import dev.lethe.fuzz.Drop.ExpectedRow;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The documented reading of text files, written a second time, plainly and without any of Lethe's
 * classes or libraries.
 */
final class Oracle {
  static final Charset GB18030 = Charset.forName("GB18030");
  private static final int MOST_LINE = 1 << 20;
  private static final List<String> DEAD_LETTER =
      List.of("vendor", "subject", "reference", "outcome", "code", "detail", "attempts");

  private Oracle() {}

  /** A file's text without a byte order mark, empty if the file has none that counts. */
  static Optional<String> decode(byte[] content, boolean returnEndsLine) {
    int line = 0;
    for (byte value : content) {
      boolean end = value == '\n' || (returnEndsLine && value == '\r');
      line = end ? 0 : line + 1;
      if (value == 0 || line > MOST_LINE) {
        return Optional.empty();
      }
    }
    boolean utf16 =
        content.length > 1
            && ((content[0] == (byte) 0xfe && content[1] == (byte) 0xff)
                || (content[0] == (byte) 0xff && content[1] == (byte) 0xfe));
    if (utf16) {
      return Optional.empty();
    }
    return strictly(StandardCharsets.UTF_8, content)
        .or(() -> strictly(GB18030, content))
        .map(text -> text.startsWith("\ufeff") ? text.substring(1) : text)
        .filter(text -> text.chars().anyMatch(c -> c > ' '));
  }

  static Optional<String> strictly(Charset charset, byte[] content) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** What a TXT file says. */
  static Expected txt(byte[] content, String folder) {
    Optional<String> text = decode(content, false);
    if (text.isEmpty()) {
      return Expected.REFUSED;
    }
    List<ExpectedRow> rows = new ArrayList<>();
    String[] lines = text.get().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      boolean ended = i < lines.length - 1 && lines[i].endsWith("\r");
      String line = ended ? lines[i].substring(0, lines[i].length() - 1) : lines[i];
      if (!line.isBlank()) {
        rows.add(row("", line, "", folder));
      }
    }
    return Expected.of(rows);
  }

  /** What a CSV file says. */
  static Expected csv(byte[] content, String folder) {
    Optional<String> text = decode(content, true);
    if (text.isEmpty()) {
      return Expected.REFUSED;
    }
    List<String> names = List.of();
    char best = ',';
    for (char separator : new char[] {',', ';', '\t'}) {
      List<List<String>> head = records(text.get(), separator, 1);
      List<String> found = head.isEmpty() ? List.of() : plain(head.get(0));
      boolean enough = found.contains("subject") && (found.contains("vendor") || !folder.isEmpty());
      if (enough && found.size() > names.size()) {
        names = found;
        best = separator;
      }
    }
    List<List<String>> all = records(text.get(), best, Integer.MAX_VALUE);
    return names.isEmpty() || isDoubled(names) || all.isEmpty()
        ? Expected.REFUSED
        : table(names, all.subList(1, all.size()), folder);
  }

  private static boolean isDoubled(List<String> names) {
    return List.of("vendor", "subject", "reference").stream()
        .anyMatch(name -> names.indexOf(name) != names.lastIndexOf(name));
  }

  static List<String> plain(List<String> header) {
    return header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** What the records below a header say. */
  static Expected table(List<String> names, List<List<String>> records, String folder) {
    boolean guarded = names.containsAll(DEAD_LETTER);
    List<ExpectedRow> rows = new ArrayList<>();
    for (List<String> cells : records) {
      int vendor = names.indexOf("vendor");
      if (cells.size() <= names.indexOf("subject") || cells.size() <= vendor) {
        rows.add(ExpectedRow.defect("missing-cell"));
      } else if (cells.size() > names.size()) {
        rows.add(ExpectedRow.defect("extra-cell"));
      } else {
        rows.add(
            row(
                cell(cells, vendor, guarded),
                cell(cells, names.indexOf("subject"), guarded),
                cell(cells, names.indexOf("reference"), guarded),
                folder));
      }
    }
    return Expected.of(rows);
  }

  private static String cell(List<String> cells, int at, boolean guarded) {
    String cell = at < 0 || at >= cells.size() ? "" : cells.get(at);
    return guarded && cell.matches("(?s)'+[=+\\-@\\t\\r].*") ? cell.substring(1) : cell;
  }

  /** What a row says whose cells could be read. */
  static ExpectedRow row(String vendorCell, String subject, String reference, String folder) {
    String vendor = !folder.isEmpty() && vendorCell.isBlank() ? folder : vendorCell;
    String code = "";
    if (subject.isBlank()) {
      code = "missing-subject";
    } else if (vendor.isBlank()) {
      code = "missing-vendor";
    } else if (!folder.isEmpty() && !vendor.strip().equals(folder)) {
      code = "vendor-conflict";
    }
    return new ExpectedRow(vendor, subject, reference, code);
  }

  /** RFC 4180, character by character; empty if it is broken within the first {@code most}. */
  private static List<List<String>> records(String text, char separator, int most) {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    int at = 0;
    while (at < text.length() && records.size() < most) {
      StringBuilder cell = new StringBuilder();
      boolean quoted = text.charAt(at) == '"';
      if (quoted) {
        for (at++; ; at++) {
          if (at >= text.length()) {
            return List.of();
          }
          if (text.charAt(at) == '"') {
            at++;
            if (at >= text.length() || text.charAt(at) != '"') {
              break;
            }
          }
          cell.append(text.charAt(at));
        }
      }
      while (at < text.length() && !isEnd(text.charAt(at), separator)) {
        if (quoted) {
          return List.of();
        }
        cell.append(text.charAt(at++));
      }
      record.add(cell.toString());
      boolean last = at >= text.length();
      if (last || text.charAt(at) != separator) {
        boolean emptyLine = record.size() == 1 && cell.isEmpty() && !quoted;
        if (!emptyLine) {
          records.add(record);
        }
        record = new ArrayList<>();
      } else if (at == text.length() - 1) {
        record.add("");
        records.add(record);
      }
      if (!last && text.charAt(at) == '\r' && at + 1 < text.length()) {
        at += text.charAt(at + 1) == '\n' ? 1 : 0;
      }
      at++;
    }
    return records;
  }

  private static boolean isEnd(char c, char separator) {
    return c == separator || c == '\n' || c == '\r';
  }
}
