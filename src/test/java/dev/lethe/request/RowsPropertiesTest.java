package dev.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.dhatim.fastexcel.Workbook;

final class RowsPropertiesTest {
  private static final Path FOLDER = temporaryFolder();

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("rows");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void tidy() throws IOException {
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(FOLDER);
  }

  @Property(tries = 1500, seed = "42")
  void rows_written_as_csv_come_back_equal(
      @ForAll("tables") List<List<String>> table, @ForAll LineDelimiter end) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(end).build(text)) {
      csv.writeRecord("vendor", "subject", "reference");
      table.forEach(csv::writeRecord);
    }
    Path file = Files.writeString(FOLDER.resolve("table.csv"), text.toString());

    List<Row> rows = Drops.rows(file, null);

    List<List<String>> back = new ArrayList<>();
    for (Row row : rows) {
      back.add(
          List.of(row.vendor(), row.subject(), row.reference() == null ? "" : row.reference()));
    }
    assertThat(back).isEqualTo(table);
  }

  @Property(tries = 3000, seed = "42")
  void random_bytes_are_read_or_refused(
      @ForAll("names") String name, @ForAll("contents") byte[] content) throws IOException {
    Path file = Files.write(FOLDER.resolve(name), content);

    try {
      assertThat(Drops.rows(file, "yunke")).isNotEmpty();
    } catch (UnreadableFileException refused) {
      assertThat(refused).hasMessageEndingWith(".");
    }
  }

  @Property(tries = 1500, seed = "42")
  void a_damaged_workbook_is_read_or_refused(
      @ForAll int place, @ForAll byte value, @ForAll boolean cut) throws IOException {
    byte[] content = workbook();
    int at = Math.floorMod(place, content.length);
    content[at] = value;
    byte[] damaged = cut ? Arrays.copyOf(content, at) : content;

    random_bytes_are_read_or_refused("damaged.xlsx", damaged);
  }

  private static byte[] workbook() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var workbook = new Workbook(out, "test", "1.0")) {
      var sheet = workbook.newWorksheet("rows");
      sheet.value(0, 0, "subject");
      sheet.value(1, 0, "u1");
      sheet.value(2, 0, 7);
    }
    return out.toByteArray();
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> cell =
        Arbitraries.oneOf(
            Arbitraries.integers()
                .between(1, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(Character::toString)
                .list()
                .ofMaxSize(20)
                .map(characters -> String.join("", characters)),
            Arbitraries.strings().withChars(" ,;\t\"'\r\n=a").ofMaxLength(8));
    return cell.list().ofSize(3).list().ofMinSize(1).ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a.csv", "a.json", "a.jsonl", "a.ndjson", "a.txt", "a.xlsx", "a.bin");
  }

  @Provide
  Arbitrary<byte[]> contents() {
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    Arbitrary<byte[]> text =
        Arbitraries.of(
                "subject",
                "vendor",
                "reference",
                "\n",
                "\r",
                ",",
                "\"",
                ";",
                "{",
                "}",
                "[",
                "]",
                ":",
                "null",
                "1e9",
                "\\u",
                "\ufeff",
                "张",
                " ",
                "u1",
                "yunke")
            .list()
            .ofMaxSize(30)
            .map(parts -> String.join("", parts).getBytes(UTF_8));
    Arbitrary<byte[]> table =
        text.map(tail -> ("vendor,subject\n" + new String(tail, UTF_8)).getBytes(UTF_8));
    return Arbitraries.oneOf(noise, text, table, noise.map(RowsPropertiesTest::behindZipMark));
  }

  private static byte[] behindZipMark(byte[] noise) {
    byte[] marked = new byte[noise.length + 4];
    marked[0] = 'P';
    marked[1] = 'K';
    marked[2] = 3;
    marked[3] = 4;
    System.arraycopy(noise, 0, marked, 4, noise.length);
    return marked;
  }
}
