package dev.lethe.command;

import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which page of a list. */
final class Paging {
  private static final int MOST = 1_000;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "how many at the most, 1 to 1000 (default: 50)")
  private int limit = 50;

  @Option(
      names = "--after",
      paramLabel = "MARK",
      description = "the next page; the page before names the mark")
  private @Nullable String after;

  boolean fits() {
    return limit >= 1 && limit <= MOST;
  }

  /** The first page from there on that has anything on it, or the last. */
  static <T> Page<T> notEmpty(PageQuery from, Function<PageQuery, Page<T>> ask) {
    Page<T> page = ask.apply(from);
    while (page.items().isEmpty() && page.next() != null) {
      page = ask.apply(new PageQuery(page.next(), from.limit()));
    }
    return page;
  }

  PageQuery query() {
    return new PageQuery(after, limit);
  }
}
