package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.flow.PromQl.Wanted;
import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void metrics_and_their_labels_are_told_from_functions_and_keywords() {
    PromQl query =
        PromQl.of(
            "sum by (vendor, le) (rate(a_bucket{vendor=~\"$vendor\",result!=\"x y(z)\"}[5m]))"
                + " / sum(rate(a_count{state=\"open\"}[$__rate_interval])) > 0.2 and b == 1e3");

    assertThat(query.metrics()).containsExactly("a_bucket", "a_count", "b");
    assertThat(query.labels())
        .contains(
            new Wanted("a_bucket", "vendor", ""),
            new Wanted("a_bucket", "result", ""),
            new Wanted("a_count", "state", "open"),
            new Wanted("a_bucket", "le", ""));
  }
}
