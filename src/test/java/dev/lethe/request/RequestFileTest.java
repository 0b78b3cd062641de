package dev.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestFileTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final int LIMIT = 1_048_576;

  private Path folder;
  private Drops drops;

  @BeforeEach
  void prepare(@TempDir Path temporary) {
    folder = temporary;
    drops = new Drops(folder);
  }

  @Test
  void gives_hash_size_format_charset_and_lines() throws IOException {
    Path file = drops.file("a.CSV", "vendor,subject\r\nyunke,u1\r\n");

    RequestFile seen = RequestFile.inspect(file, null);

    assertThat(seen.sha256())
        .isEqualTo("b992d62250bce909889aafca86a462050fa02462a38c7901bdc954ea6251a7a9");
    assertThat(seen.size()).isEqualTo(26);
    assertThat(seen.format()).isEqualTo(FileFormat.CSV);
    assertThat(seen.charset()).isEqualTo(UTF_8);
    assertThat(seen.lineCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.json|[]|JSON_ARRAY",
        "a.jsonl|[]|JSON_ARRAY",
        "a.NDJSON|[]|JSON_ARRAY",
        "a.json|{}|JSON_LINES",
        "a.jsonl|oops|JSON_LINES",
        "a.Txt|u1|TXT",
        "a.csv|[|CSV",
      })
  void tells_the_format_from_name_and_content(String name, String content, FileFormat format)
      throws IOException {
    Path file = drops.file(name, "\ufeff \r\n" + content);

    assertThat(RequestFile.inspect(file, "yunke").format()).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\ufeff", " \r\n\t\n", "\ufeff\n"})
  void refuses_an_empty_file(String content) throws IOException {
    for (String name : new String[] {"a.csv", "a.json", "a.jsonl", "a.txt"}) {
      refused(drops.file(name, content), "yunke", "The file is empty");
    }
  }

  @Test
  void refuses_an_empty_workbook_and_what_is_none() throws IOException {
    refused(drops.file("a.xlsx", ""), null, "The file is empty");
    refused(drops.file("a.xlsx", "vendor,subject\nyunke,u1\n"), null, "not a real XLSX");
    refused(
        drops.file("a.xlsx", new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1}),
        null,
        "password");
    RequestFile zip = RequestFile.inspect(drops.file("a.xlsx", new byte[] {'P', 'K', 3, 4}), null);
    assertThatThrownBy(zip::open)
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("XLSX file is broken");
  }

  @Test
  void refuses_names_it_does_not_know() throws IOException {
    refused(drops.file("a.pdf", "x"), null, ".csv, .jsonl");
    refused(drops.file("noextension", "x"), null, ".csv, .jsonl");
    refused(drops.file("a.xls", "x"), null, "save the file as .xlsx");
    refused(drops.file("a.txt", "u1"), null, "vendor's own folder");
    refused(drops.file("a.json", "subject"), null, "not JSON");
  }

  @Test
  void names_utf_16_and_other_binary_content() throws IOException {
    refused(drops.file("a.csv", "\ufeffvendor,subject\n".getBytes(UTF_16LE)), null, "UTF-16");
    refused(drops.file("a.csv", new byte[] {(byte) 0xfe, (byte) 0xff, 0, 'a'}), null, "UTF-16");
    refused(drops.file("a.csv", "vendor,subject\nyunke,u\0\n"), null, "binary");
    refused(drops.file("a.csv", "vendor,subject".getBytes(UTF_16LE)), null, "binary");
  }

  @Test
  void takes_gb18030_when_it_is_not_utf_8() throws IOException {
    Path file = drops.file("a.csv", "vendor,subject\nyunke,张三𠀀\n".getBytes(GB18030));

    RequestFile seen = RequestFile.inspect(file, null);

    assertThat(seen.charset()).isEqualTo(GB18030);
    assertThat(Drops.subjects(Drops.rows(file, null))).containsExactly("张三𠀀");
  }

  @Test
  void tells_json_behind_a_byte_order_mark_of_gb18030() throws IOException {
    String json = "\ufeff[{\"subject\": \"张三\"}, {\"subject\": \"a\"}]";
    Path file = drops.file("a.json", json.getBytes(GB18030));

    assertThat(RequestFile.inspect(file, "yunke").format()).isEqualTo(FileFormat.JSON_ARRAY);
    assertThat(Drops.subjects(Drops.rows(file, "yunke"))).containsExactly("张三", "a");
  }

  @Test
  void refuses_text_that_is_valid_in_neither_charset() throws IOException {
    refused(drops.file("a.csv", new byte[] {'a', '\n', (byte) 0xff, '\n'}), null, "neither");
    refused(drops.file("a.csv", new byte[] {'a', '\n', (byte) 0xe5}), null, "neither");
  }

  @Test
  void checks_characters_that_a_buffer_border_cuts() throws IOException {
    for (int shift = 0; shift < 4; shift++) {
      String text = "x".repeat(shift) + "\n" + "𠀀离é\n".repeat(60_000);
      byte[] good = text.getBytes(UTF_8);
      byte[] cut = Arrays.copyOf(good, good.length - 2);
      Path goodGb = drops.file("gb.txt", text.getBytes(GB18030));

      assertThat(RequestFile.inspect(drops.file("good.txt", good), "yunke").charset())
          .isEqualTo(UTF_8);
      assertThat(RequestFile.inspect(goodGb, "yunke").charset()).isEqualTo(GB18030);
      refused(drops.file("cut.txt", cut), "yunke", "neither");
    }
  }

  @Test
  void a_line_may_have_a_megabyte_and_no_more() throws IOException {
    String most = "a".repeat(LIMIT);

    assertThat(Drops.rows(drops.file("a.txt", "u\n" + most + "\nv"), "yunke")).hasSize(3);
    refused(drops.file("a.txt", "u\n" + most + "a\nv"), "yunke", "1 MB");
    refused(drops.file("a.txt", "u\n" + most + "a"), "yunke", "1 MB");
    refused(drops.file("a.txt", most + "a\n"), "yunke", "1 MB");
  }

  @Test
  void refuses_fifty_megabytes_on_one_line() throws IOException {
    for (String name : new String[] {"a.csv", "a.jsonl", "a.txt"}) {
      Path file = folder.resolve(name);
      byte[] megabyte = "x".repeat(LIMIT).getBytes(UTF_8);
      try (OutputStream out = Files.newOutputStream(file)) {
        for (int i = 0; i < 50; i++) {
          out.write(megabyte);
        }
      }

      refused(file, "yunke", "1 MB");
    }
  }

  @Test
  void a_large_file_with_cr_line_ends_is_read() throws IOException {
    Path file = drops.file("a.csv", "vendor,subject\r" + "yunke,u1\r".repeat(200_000));

    assertThat(RequestFile.inspect(file, null).lineCount()).isEqualTo(200_001);
    assertThat(Drops.rows(file, null)).hasSize(200_000);
  }

  private static void refused(Path file, @Nullable String vendor, String why) {
    assertThatThrownBy(() -> RequestFile.inspect(file, vendor))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining(why)
        .hasMessageEndingWith(".");
  }
}
