package dev.lethe.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvRowsTest {
  private Drops drops;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    drops = new Drops(folder);
  }

  @Test
  void reads_cells_exactly_as_they_stand() throws IOException {
    List<Row> rows =
        drops.rows(
            "a.csv",
            """
            \ufeff Subject ,VENDOR,other,reference\r
            " u,1 ",yunke,x,r1\r
            \r
            "say ""hi\""
            there", yunke ,,\r
            张三,digelao,x\
            """);

    assertThat(rows)
        .containsExactly(
            Drops.row(1, "yunke", " u,1 ", "r1"),
            Drops.row(2, " yunke ", "say \"hi\"\nthere", null),
            Drops.row(3, "digelao", "张三", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void takes_every_line_end_and_skips_empty_lines(String end) throws IOException {
    List<Row> rows =
        drops.rows("a.csv", String.join(end, "", "vendor,subject", "yunke,u1", "", "yunke,u2", ""));

    assertThat(rows)
        .containsExactly(Drops.row(1, "yunke", "u1", null), Drops.row(2, "yunke", "u2", null));
  }

  @Test
  void takes_semicolons_and_tabs_when_only_they_make_the_header() throws IOException {
    assertThat(drops.rows("a.csv", "\"vendor\";\"subject\"\nyunke;a,b\n"))
        .containsExactly(Drops.row(1, "yunke", "a,b", null));
    assertThat(drops.rows("a.csv", "vendor\tsubject\nyunke\tu;1\n"))
        .containsExactly(Drops.row(1, "yunke", "u;1", null));
    assertThat(drops.rowsFor("yunke", "a.csv", "subject\nu;1\n"))
        .containsExactly(Drops.row(1, "yunke", "u;1", null));
  }

  @Test
  void rejects_rows_that_are_too_short_or_too_long() throws IOException {
    List<Row> rows =
        drops.rows(
            "a.csv",
            "vendor,subject,reference\nyunke\nyunke,Smith,John,r\nyunke,,r\n,u4,r\nyunke, ,\nyunke,u6\n");

    assertThat(Drops.codes(rows))
        .containsExactly(
            "missing-cell",
            "extra-cell",
            "missing-subject",
            "missing-vendor",
            "missing-subject",
            "-");
    assertThat(rows.get(1).defect())
        .extracting(Rejection::detail, InstanceOfAssertFactories.STRING)
        .contains("comma", "Row 2")
        .doesNotContain("Smith");
  }

  @Test
  void a_row_with_too_many_cells_is_shown_as_it_came() throws IOException {
    List<Row> rows = drops.rows("a.csv", "vendor,subject\nyunke,Smith,John\n");

    assertThat(Drops.codes(rows)).containsExactly("extra-cell");
    assertThat(rows).extracting(Row::subject).containsExactly("Smith");
  }

  @Test
  void the_folder_stands_in_for_the_vendor_and_allows_no_other() throws IOException {
    List<Row> rows =
        drops.rowsFor("yunke", "a.csv", "vendor,subject\n,u1\n yunke ,u2\nYunke,u3\ndigelao,u4\n");

    assertThat(rows)
        .extracting(Row::vendor)
        .containsExactly("yunke", " yunke ", "Yunke", "digelao");
    assertThat(Drops.codes(rows)).containsExactly("-", "-", "vendor-conflict", "vendor-conflict");
  }

  @Test
  void a_one_column_file_does_in_a_vendor_folder() throws IOException {
    assertThat(drops.rowsFor("yunke", "a.csv", "subject\nu1\n\"\"\n \nu4"))
        .extracting(Row::subject)
        .containsExactly("u1", "", " ", "u4");
  }

  @Test
  void refuses_a_header_without_what_it_needs() throws IOException {
    refused(
        null,
        "vendor,name\nyunke,u1\n",
        "\"vendor\" and a \"subject\"",
        "has 2 columns, \"vendor\"");
    refused(null, "subject\nu1\n", "\"vendor\" and a \"subject\"");
    refused("yunke", "name\nu1\n", "a \"subject\" column", "it has 1 column, neither");
    refused(null, "vendor,subject,Subject \nyunke,u1,u2\n", "more than one column \"subject\"");
    refused(null, "vendor,vendor,subject\nyunke,u1,u2\n", "more than one column \"vendor\"");
    refused(null, "reference,vendor,reference,subject\na,b,c,d\n", "column \"reference\"");
    refused(null, "x,".repeat(20_000) + "\na", "CSV is broken");
  }

  @Test
  void does_not_repeat_a_subject_that_stands_where_the_header_should() {
    assertThatThrownBy(() -> drops.rows("a.csv", "yunke,13800138000\nyunke,13800138001\n"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("it has 2 columns, neither of those among them")
        .hasMessageNotContaining("138");
    assertThatThrownBy(() -> drops.rowsFor("yunke", "a.csv", "xiaolily\nxiaoming\n"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageNotContaining("xiao");
  }

  @Test
  void a_tab_beside_the_subjects_name_is_a_separator_not_a_blank() throws IOException {
    assertThat(drops.rowsFor("yunke", "a.csv", "\tsubject\nx\tu1\n"))
        .extracting(Row::subject)
        .containsExactly("u1");
    assertThat(drops.rowsFor("yunke", "a.csv", "subject\t\nu1\t\n"))
        .extracting(Row::subject)
        .containsExactly("u1");
  }

  @Test
  void refuses_a_header_without_rows() {
    refused(null, "vendor,subject\n", "has a header but no rows");
    refused(null, "vendor,subject\n\n\r\n", "has a header but no rows");
    refused(null, "vendor,subject", "has a header but no rows");
  }

  @Test
  void refuses_broken_quotes() {
    refused(null, "vendor,subject\nyunke,\"u1\nyunke,u2\n", "CSV is broken");
    refused(null, "vendor,subject\nyunke,\"u1", "CSV is broken");
    refused(null, "vendor,subject\nyunke,\"", "CSV is broken");
    refused(null, "vendor,subject\nyunke,u1\n\"", "CSV is broken");
    refused(null, "vendor,subject\nyunke,\"u\"1\n", "CSV is broken");
    refused(null, "vendor,\"subject\nyunke,u1\n", "CSV is broken");
    refused(null, "vendor,subject\nyunke,\"" + "x\n".repeat(3_000_000), "CSV is broken");
    refused(null, "vendor,subject\nyunke,\"" + "x\n".repeat(600_000) + "\"\n", "CSV is broken");
  }

  @Test
  void a_dead_letter_can_be_dropped_again() throws IOException {
    List<Row> rows =
        drops.rows(
            "a.csv",
            """
            vendor,subject,reference,outcome,code,detail,attempts
            yunke,'=1+1,'-r,REFUSED,70107,"no, never",1
            yunke,''@u,,EXHAUSTED,timeout,,8
            yunke,'tis,,EXHAUSTED,timeout,,8
            """);

    assertThat(rows)
        .containsExactly(
            Drops.row(1, "yunke", "=1+1", "-r"),
            Drops.row(2, "yunke", "'@u", null),
            Drops.row(3, "yunke", "'tis", null));
  }

  @Test
  void quotes_stay_in_files_that_are_not_ours() throws IOException {
    assertThat(Drops.subjects(drops.rows("a.csv", "vendor,subject\nyunke,'=1\n")))
        .containsExactly("'=1");
  }

  @Test
  void a_quoted_cell_may_end_with_a_carriage_return() throws IOException {
    assertThat(Drops.subjects(drops.rows("a.csv", "vendor,subject\nyunke,\"u1\r\"\nyunke,u2\n")))
        .containsExactly("u1\r", "u2");
  }

  @Test
  void a_long_subject_is_left_to_the_rules() throws IOException {
    String subject = "u".repeat(100_000);

    assertThat(Drops.subjects(drops.rows("a.csv", "vendor,subject\nyunke," + subject)))
        .containsExactly(subject);
  }

  @Test
  void hands_out_lists_no_longer_than_asked() throws IOException {
    Path file = drops.file("a.csv", "vendor,subject\n" + "yunke,u\n".repeat(5));

    try (RowReader reader = RequestFile.inspect(file, null).open()) {
      assertThat(reader.read(2)).extracting(Row::number).containsExactly(1, 2);
      assertThat(reader.read(2)).extracting(Row::number).containsExactly(3, 4);
      assertThat(reader.read(2)).extracting(Row::number).containsExactly(5);
      assertThat(reader.read(2)).isEmpty();
      assertThat(reader.read(2)).isEmpty();
    }
  }

  private void refused(@Nullable String vendor, String content, String... why) {
    assertThatThrownBy(() -> Drops.rows(drops.file("a.csv", content), vendor))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContainingAll(why)
        .hasMessageEndingWith(".");
  }
}
