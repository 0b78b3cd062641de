package dev.lethe.fuzz;

import java.io.IOException;
import java.sql.SQLException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** The same 11,000 files in every run. */
final class FileFuzzTest {
  private static FileFuzz files;

  @BeforeContainer
  static void open() throws IOException {
    files = new FileFuzz();
  }

  @AfterContainer
  static void close() throws IOException, SQLException {
    files.close();
  }

  @Property(tries = 11_000, seed = "42")
  void every_file_is_taken_in_as_it_says_or_refused_in_a_sentence(@ForAll("drops") Drop drop) {
    Statistics.label("files").collect(drop.kind(), files.check(drop));
  }

  @Provide
  Arbitrary<Drop> drops() {
    return Drops.all();
  }
}
