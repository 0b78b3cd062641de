package dev.lethe.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRowsTest {
  private Drops drops;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    drops = new Drops(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.ndjson", "a.json"})
  void reads_objects_on_lines_and_numbers_as_they_are_written(String name) throws IOException {
    List<Row> rows =
        drops.rows(
            name,
            """
            \ufeff\r
            {"vendor":"yunke","subject":" u1 ","reference":"r","x":[{}]}\r

            {"subject":12345678901234567890123,"vendor":"yunke","reference":1.50}
            {"subject":"\\u5f20","vendor":"yunke","reference":""}\
            """);

    assertThat(rows)
        .containsExactly(
            Drops.row(1, "yunke", " u1 ", "r"),
            Drops.row(2, "yunke", "12345678901234567890123", "1.50"),
            Drops.row(3, "yunke", "张", null));
  }

  @Test
  void a_bad_line_costs_nothing_but_itself() throws IOException {
    List<Row> rows =
        drops.rows(
            "a.jsonl",
            """
            oops
            "u"
            {"vendor":"yunke","subject":"u3"
            {"vendor":"yunke","subject":"u4"} {}
            {"vendor":"yunke"}
            {"vendor":"yunke","subject":null}
            {"vendor":"yunke","subject":true}
            {"vendor":"yunke","subject":["u8"]}
            {"vendor":{},"subject":"u9"}
            {"subject":"u10","vendor":"yunke","subject":"u11"}
            {"subject":"u11"}
            {"vendor":"yunke","subject":""}
            {"vendor":"yunke","subject":"\\ud800"}
            {"vendor":"yunke","subject":"a\\u0000"}
            {"vendor":"yunke","subject":"u15"}
            """);

    assertThat(Drops.codes(rows))
        .containsExactly(
            "broken-json",
            "not-an-object",
            "broken-json",
            "broken-json",
            "missing-cell",
            "missing-cell",
            "wrong-type",
            "wrong-type",
            "wrong-type",
            "doubled-key",
            "missing-vendor",
            "missing-subject",
            "broken-text",
            "broken-text",
            "-");
    assertThat(rows.get(9).subject()).isEmpty();
    assertThat(rows.get(14)).isEqualTo(Drops.row(15, "yunke", "u15", null));
  }

  @Test
  void the_folder_stands_in_for_the_vendor() throws IOException {
    List<Row> rows =
        drops.rowsFor(
            "yunke",
            "a.jsonl",
            "{\"subject\":\"u1\"}\n{\"vendor\":\"digelao\",\"subject\":\"u2\"}\n{\"vendor\":null,\"subject\":\"u3\"}\n");

    assertThat(rows).extracting(Row::vendor).containsExactly("yunke", "digelao", "yunke");
    assertThat(Drops.codes(rows)).containsExactly("-", "vendor-conflict", "-");
  }

  @Test
  void deep_nesting_breaks_its_line_only() throws IOException {
    String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    List<Row> rows = drops.rowsFor("yunke", "a.jsonl", deep + "\n{\"subject\":\"u2\"}\n");

    assertThat(Drops.codes(rows)).containsExactly("broken-json", "-");
  }

  @Test
  void reads_an_array_on_one_long_line() throws IOException {
    String element = "{\"vendor\":\"yunke\",\"subject\":\"u1\"},";

    List<Row> rows = drops.rows("a.json", " [" + element.repeat(100_000) + "7, {\"subject\":1}]\n");

    assertThat(rows).hasSize(100_002);
    assertThat(rows.get(99_999)).isEqualTo(Drops.row(100_000, "yunke", "u1", null));
    assertThat(Drops.codes(rows.subList(100_000, 100_002)))
        .containsExactly("not-an-object", "missing-vendor");
  }

  @Test
  void refuses_an_array_that_is_broken_wherever_it_is() {
    String good = "{\"vendor\":\"yunke\",\"subject\":\"u1\"}";

    refused("[", "broken at element 1");
    refused("[" + good, "broken at element 2");
    refused("[" + good + ",]", "broken at element 2");
    refused("[" + good + " " + good + "]", "broken at element 2");
    refused("[" + good + "] x", "behind the JSON array's end");
    refused("[" + good + "][]", "behind the JSON array's end");
    refused("[]", "holds no rows");
    refused("[" + "[".repeat(1000) + "]".repeat(1000) + "]", "Element 1");
  }

  @Test
  void refuses_an_element_over_a_megabyte() {
    refused("[{\"subject\":\"" + "x".repeat(1_100_000) + "\"}]", "Element 1", "1 MB");
    refused("[{\"x\":[" + "1,".repeat(600_000) + "1]}]", "Element 1", "1 MB");
    refused("[{\"" + "x".repeat(1_100_000) + "\":1}]", "Element 1", "1 MB");
  }

  @Test
  void the_rows_before_the_break_are_still_read() throws IOException {
    Path file = drops.file("a.json", "[{\"vendor\":\"yunke\",\"subject\":\"u1\"},oops]");

    try (RowReader reader = RequestFile.inspect(file, null).open()) {
      assertThat(reader.read(1)).hasSize(1);
      assertThatThrownBy(() -> reader.read(1))
          .isInstanceOf(UnreadableFileException.class)
          .hasMessageNotContaining("oops");
    }
  }

  private void refused(String content, String... why) {
    assertThatThrownBy(() -> drops.rows("a.json", content))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContainingAll(why)
        .hasMessageEndingWith(".");
  }
}
