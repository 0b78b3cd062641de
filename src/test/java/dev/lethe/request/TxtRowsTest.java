package dev.lethe.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TxtRowsTest {
  private Path folder;

  @BeforeEach
  void prepare(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void every_line_that_is_not_blank_is_a_subject() throws IOException {
    List<Row> rows =
        new Drops(folder)
            .rowsFor("yunke", "a.txt", "\ufeffu1\r\n\r\n  \n u 2 \n\"u3\",x\na\rb\nu5");

    assertThat(rows)
        .containsExactly(
            Drops.row(1, "yunke", "u1", null),
            Drops.row(2, "yunke", " u 2 ", null),
            Drops.row(3, "yunke", "\"u3\",x", null),
            Drops.row(4, "yunke", "a\rb", null),
            Drops.row(5, "yunke", "u5", null));
  }

  @Test
  void lines_longer_than_the_buffer_stay_whole() throws IOException {
    String subject = "0123456789".repeat(5_000);

    List<Row> rows =
        new Drops(folder).rowsFor("yunke", "a.txt", (subject + "\r\n").repeat(3) + subject);

    assertThat(Drops.subjects(rows)).containsExactly(subject, subject, subject, subject);
  }

  @Test
  void refuses_a_file_of_blank_lines_only() {
    assertThatThrownBy(() -> new Drops(folder).rowsFor("yunke", "a.txt", "\u3000\n\u3000\n"))
        .isInstanceOf(UnreadableFileException.class)
        .hasMessageContaining("holds no rows");
  }
}
