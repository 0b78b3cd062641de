package dev.lethe.fuzz;

import dev.lethe.fuzz.Drop.Expected;
import dev.lethe.fuzz.Drop.ExpectedRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Workbooks as a spreadsheet writes them, and workbooks with damaged parts. */
final class XlsxDrops {
  private static final int BOMB = 24 << 20;
  private static final List<List<String>> SWAPS =
      List.of(
          List.of("t=\"s\"", "t=\"b\""),
          List.of("t=\"s\"", "t=\"e\""),
          List.of("t=\"s\"", "t=\"str\""),
          List.of("t=\"s\"", "t=\"inlineStr\""),
          List.of("t=\"s\"", "t=\"d\""),
          List.of("t=\"s\"", ""),
          List.of("r=\"A", "r=\"ZZZZZ"),
          List.of("r=\"B", "r=\"A"),
          List.of("r=\"A2\"", "r=\"A1048577\""),
          List.of("r=\"A1\"", ""),
          List.of("<v>", "<v>99999999"),
          List.of("<v>", "<v>-"),
          List.of("<v>", "<v>1e999"),
          List.of("<v>", "<f>1/0</f><v>"),
          List.of("</row>", ""),
          List.of("<sheetData>", "<sheetData><row r=\"0\"/>"),
          List.of("<row ", "<row r=\"-1\" "),
          List.of("?>", "?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>"),
          List.of("<t>", "<t>&b;"),
          List.of("<t>", "<t xml:space=\"preserve\"> "),
          List.of("<si>", "<si><r><t>x</t></r>"),
          List.of("UTF-8", "UTF-16"),
          List.of("sheet1.xml", "../../sheet1.xml"),
          List.of("<sheet ", "<sheet state=\"hidden\" "),
          List.of("worksheets/", "/"),
          List.of("rId", "rrId"));

  private XlsxDrops() {}

  /** A cell as it is written, and its text; a code where it has none that counts. */
  private record Cell(Object written, String text, String code) {}

  static Drop known(Chance chance) {
    String folder = chance.oneIn(3) ? chance.of(Cells.VENDORS) : "";
    List<String> names = new ArrayList<>(List.of("subject", "vendor"));
    names.addAll(chance.coin() ? List.of("reference") : List.of());
    names.addAll(chance.oneIn(3) ? List.of("name") : List.of());
    Collections.shuffle(names, chance.random());
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = chance.of(1, 2, 5, 9); i > 0; i--) {
      rows.add(names.stream().map(name -> cell(chance, name)).toList());
    }
    List<ExpectedRow> expected = new ArrayList<>();
    for (List<Cell> row : rows) {
      if (row.stream().anyMatch(cell -> !cell.text.isEmpty() || !cell.code.isEmpty())) {
        expected.add(expected(names, row, folder));
      }
    }
    byte[] content = workbook(names, rows, chance.below(3));
    return new Drop("xlsx", folder, "xlsx", content, Optional.of(Expected.of(expected)));
  }

  private static ExpectedRow expected(List<String> names, List<Cell> row, String folder) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      cells.put(names.get(i), row.get(i));
    }
    Cell none = new Cell("", "", "");
    for (String name : List.of("subject", "vendor", "reference")) {
      if (!cells.getOrDefault(name, none).code.isEmpty()) {
        return ExpectedRow.defect(cells.getOrDefault(name, none).code);
      }
    }
    return Oracle.row(
        cells.getOrDefault("vendor", none).text,
        cells.getOrDefault("subject", none).text,
        cells.getOrDefault("reference", none).text,
        folder);
  }

  private static Cell cell(Chance chance, String name) {
    return switch (chance.below(16)) {
      case 0 -> new Cell("", "", "");
      case 1 -> new Cell(chance.coin(), "", "wrong-type");
      case 2 -> new Cell(12345678901234567L, "", "imprecise-number");
      case 3 -> {
        long number = 13800138000L + chance.below(50);
        yield new Cell(number, Long.toString(number), "");
      }
      default -> {
        String text = name.equals("vendor") ? chance.of(Cells.VENDORS) : "zq7-u" + chance.below(40);
        boolean odd = chance.oneIn(5);
        text = odd ? chance.of("=1+1", "+86", "Zqleak", "张三", "a&b<c>", "\ud83d\ude00") : text;
        yield new Cell(text, text, "");
      }
    };
  }

  private static byte[] workbook(List<String> names, List<List<Cell>> rows, int above) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("rows");
      for (int column = 0; column < names.size(); column++) {
        sheet.value(above, column, names.get(column));
      }
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < names.size(); column++) {
          write(sheet, above + row + 1, column, rows.get(row).get(column).written);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(Worksheet sheet, int row, int column, Object value) {
    if (value instanceof Boolean truth) {
      sheet.value(row, column, truth);
    } else if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else if (!value.toString().isEmpty()) {
      sheet.value(row, column, value.toString());
    }
  }

  /** A workbook with its parts missing, swapped, changed inside or blown up. */
  static Drop damagedParts(Chance chance) {
    Drop sound = known(chance);
    Map<String, byte[]> parts = parts(sound.content());
    for (int i = chance.between(1, 3); i > 0; i--) {
      damage(chance, parts);
    }
    return new Drop("xlsx-parts", sound.folder(), "xlsx", zipped(chance, parts), Optional.empty());
  }

  private static void damage(Chance chance, Map<String, byte[]> parts) {
    String name = chance.of(List.copyOf(parts.keySet()));
    byte[] part = parts.getOrDefault(name, new byte[0]);
    switch (chance.below(chance.oneIn(12) ? 7 : 6)) {
      case 0 -> parts.remove(name);
      case 1 -> parts.put(name, Mutator.mutated(chance, part, part));
      case 2 -> parts.put("again/" + name, part);
      case 3 -> parts.put(name, new byte[0]);
      case 6 -> parts.put(chance.of(name, "xl/sharedStrings.xml"), new byte[BOMB]);
      default -> {
        List<String> swap = chance.of(SWAPS);
        for (Map.Entry<String, byte[]> one : parts.entrySet()) {
          String xml = new String(one.getValue(), StandardCharsets.UTF_8);
          one.setValue(xml.replace(swap.get(0), swap.get(1)).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    if (parts.isEmpty()) {
      parts.put("empty", new byte[0]);
    }
  }

  // As a file, because the writer leaves sizes to the directory at the archive's end.
  private static Map<String, byte[]> parts(byte[] workbook) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try {
      Path file = Files.write(Files.createTempFile("sound", ".xlsx"), workbook);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
        }
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts;
  }

  private static byte[] zipped(Chance chance, Map<String, byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      List<String> names = new ArrayList<>(parts.keySet());
      if (chance.coin()) {
        Collections.shuffle(names, chance.random());
      }
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(parts.getOrDefault(name, new byte[0]));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
