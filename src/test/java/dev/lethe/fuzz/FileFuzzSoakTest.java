package dev.lethe.fuzz;

import java.io.IOException;
import java.sql.SQLException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Ten times as many files as {@link FileFuzzTest}, others in every run. */
@Tag("soak")
final class FileFuzzSoakTest {
  private static FileFuzz files;

  @BeforeContainer
  static void open() throws IOException {
    files = new FileFuzz();
  }

  @AfterContainer
  static void close() throws IOException, SQLException {
    files.close();
  }

  @Property(tries = 110_000)
  void every_file_is_taken_in_as_it_says_or_refused_in_a_sentence(@ForAll("drops") Drop drop) {
    files.check(drop);
  }

  @Provide
  Arbitrary<Drop> drops() {
    return Drops.all();
  }
}
