package dev.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XlsxRowsTest {
  private Path folder;

  @BeforeEach
  void prepare(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void reads_the_first_sheet_below_its_header() throws IOException {
    Path file =
        workbook(
            sheet -> {
              cells(sheet, 2, " Vendor", "note", "SUBJECT", "reference");
              cells(sheet, 3, "yunke", "x", " 张三 ", "r1");
              cells(sheet, 5, "yunke", null, 13800138000L, null, "beyond the header");
              cells(sheet, 6, "yunke", null, 1380013800012L, 1.5);
            });

    assertThat(Drops.rows(file, null))
        .containsExactly(
            Drops.row(1, "yunke", " 张三 ", "r1"),
            Drops.row(2, "yunke", "13800138000", null),
            Drops.row(3, "yunke", "1380013800012", "1.5"));
  }

  @Test
  void numbers_in_scientific_notation_come_out_as_digits() throws IOException {
    Path file = withSheet("<c r=\"A2\"><v>1.3800138E10</v></c><c r=\"B2\"><v>100.0</v></c>");

    assertThat(Drops.rows(file, "yunke"))
        .containsExactly(Drops.row(1, "yunke", "13800138000", "100"));
  }

  @Test
  void a_number_that_excel_has_rounded_is_never_a_subject() throws IOException {
    Path file = withSheet("<c r=\"A2\"><v>1234567890123450000</v></c>");

    List<Row> rows = Drops.rows(file, "yunke");

    assertThat(Drops.codes(rows)).containsExactly("imprecise-number");
    assertThat(rows.get(0).subject()).isEmpty();
  }

  @Test
  void a_formula_is_its_last_result() throws IOException {
    assertThat(Drops.rows(withSheet("<c t=\"str\"><f>\"u\"&amp;1</f><v>u1</v></c>"), "yunke"))
        .containsExactly(Drops.row(1, "yunke", "u1", null));
    assertThat(Drops.rows(withSheet("<c><f>1+1</f><v>2</v></c>"), "yunke"))
        .containsExactly(Drops.row(1, "yunke", "2", null));
    assertThat(
            Drops.codes(Drops.rows(withSheet("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"), "yunke")))
        .containsExactly("wrong-type");
  }

  @Test
  void what_is_neither_text_nor_number_rejects_its_row_only() throws IOException {
    Path file =
        workbook(
            sheet -> {
              cells(sheet, 0, "vendor", "subject", "reference");
              cells(sheet, 1, "yunke", true);
              cells(sheet, 2, "yunke", null, "r");
              cells(sheet, 3, null, "u3");
              cells(sheet, 4, "yunke", "u4", false);
              cells(sheet, 5, "yunke", "u5");
            });

    assertThat(Drops.codes(Drops.rows(file, null)))
        .containsExactly("wrong-type", "missing-subject", "missing-vendor", "wrong-type", "-");
  }

  @Test
  void refuses_sheets_that_are_no_table() throws IOException {
    refused(workbook(sheet -> {}), null, "first sheet is empty");
    refused(workbook(sheet -> cells(sheet, 0, "vendor", "subject")), null, "header but no rows");
    refused(workbook(sheet -> cells(sheet, 0, "vendor", "name")), null, "\"subject\" column");
    refused(
        workbook(sheet -> cells(sheet, 0, "subject", "Subject")), "yunke", "more than one column");
  }

  @Test
  void refuses_a_broken_workbook() throws IOException {
    Path good = workbook(sheet -> cells(sheet, 0, "vendor", "subject"));
    byte[] bytes = Files.readAllBytes(good);
    Path cut = Files.write(folder.resolve("cut.xlsx"), Arrays.copyOf(bytes, bytes.length / 2));

    refused(cut, null, "XLSX file is broken");
    refused(withSheet("<c r=\"A2\"><v>1</c>"), "yunke", "XLSX file is broken");
  }

  @Test
  void refuses_what_would_eat_the_memory() throws IOException {
    refused(withSheet("<c r=\"ZZZZZZ2\"><v>1</v></c>"), "yunke", "out of place");
    refused(withSheet("<c t=\"s\"><v>2000000000</v></c>"), "yunke", "out of place");
    refused(withSheet("<c t=\"str\"><v>" + "x".repeat(300_000) + "</v></c>"), "yunke", "too long");
    refused(withSheet("<c/>".repeat(5_000_000)), "yunke", "too large");
  }

  @Test
  void never_expands_an_entity() throws IOException {
    Path file =
        withSheet(
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\"><!ENTITY f \"u1\">]>",
            "<c t=\"str\"><v>&e;&f;</v></c>");

    assertThatThrownBy(() -> Drops.rows(file, "yunke")).isInstanceOf(UnreadableFileException.class);
  }

  @Test
  void reads_many_rows_as_a_stream() throws IOException {
    Path file =
        workbook(
            sheet -> {
              cells(sheet, 0, "vendor", "subject");
              for (int i = 1; i <= 20_000; i++) {
                cells(sheet, i, "yunke", "u" + i);
              }
            });

    List<Row> rows = Drops.rows(file, null);

    assertThat(rows).hasSize(20_000);
    assertThat(rows.get(19_999)).isEqualTo(Drops.row(20_000, "yunke", "u20000", null));
  }

  private Path workbook(Consumer<Worksheet> content) throws IOException {
    Path file = folder.resolve("a.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      content.accept(workbook.newWorksheet("rows"));
    }
    return file;
  }

  /** A workbook with the header "subject, reference" and these cells below. */
  private Path withSheet(String cells) throws IOException {
    return withSheet("", cells);
  }

  private Path withSheet(String prolog, String cells) throws IOException {
    Path plain = workbook(sheet -> cells(sheet, 0, "x"));
    Path file = folder.resolve("b.xlsx");
    String xml =
        prolog
            + "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
            + "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>subject</v></c>"
            + "<c r=\"B1\" t=\"str\"><v>reference</v></c></row>"
            + ("<row r=\"2\">" + cells + "</row></sheetData></worksheet>");
    try (ZipFile from = new ZipFile(plain.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(file))) {
      for (ZipEntry entry : from.stream().toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        boolean sheet = entry.getName().endsWith("sheet1.xml");
        to.write(sheet ? xml.getBytes(UTF_8) : from.getInputStream(entry).readAllBytes());
        to.closeEntry();
      }
    }
    return file;
  }

  private static void cells(Worksheet sheet, int row, @Nullable Object... values) {
    for (int column = 0; column < values.length; column++) {
      if (values[column] instanceof String text) {
        sheet.value(row, column, text);
      } else if (values[column] instanceof Number number) {
        sheet.value(row, column, number);
      } else if (values[column] instanceof Boolean truth) {
        sheet.value(row, column, truth);
      }
    }
  }

  private static void refused(Path file, @Nullable String vendor, String why) {
    assertThatThrownBy(() -> Drops.rows(file, vendor))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining(why)
        .hasMessageEndingWith(".");
  }
}
