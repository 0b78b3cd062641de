package dev.lethe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** The same 10,000 odd replies, and some more, in every run: one or two to each vendor in a try. */
final class ReplyFuzzTest {
  private static final int LEAST = 10_000;

  private static ReplyFuzz vendors;
  private static int replies;

  @BeforeContainer
  static void open() throws Exception {
    vendors = new ReplyFuzz();
  }

  @AfterContainer
  static void close() throws Exception {
    vendors.close();
    assertThat(replies).as("odd replies that were sent").isGreaterThanOrEqualTo(LEAST);
  }

  @Property(tries = 1_500, seed = "42")
  void every_reply_settles_its_rows_or_leaves_them_due(@ForAll("seeds") long seed)
      throws Exception {
    List<String> kinds = vendors.check(seed);
    replies += kinds.size();
    kinds.forEach(kind -> Statistics.label("replies").collect(kind));
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.randomValue(Random::nextLong);
  }
}
