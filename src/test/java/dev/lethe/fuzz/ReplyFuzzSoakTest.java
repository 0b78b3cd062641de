package dev.lethe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** Ten times as many odd replies as {@link ReplyFuzzTest}, others in every run. */
@Tag("soak")
final class ReplyFuzzSoakTest {
  private static final int LEAST = 100_000;

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

  @Property(tries = 14_000)
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
