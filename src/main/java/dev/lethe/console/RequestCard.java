package dev.lethe.console;

import dev.lethe.operate.RequestView;
import java.util.List;
import java.util.Set;

/**
 * A request, for the page.
 *
 * @param view what is known of it
 * @param all its rows in one bar
 * @param vendors its rows by vendor
 */
record RequestCard(RequestView view, Bars all, List<Bars> vendors) {
  private static final Set<String> ENDS = Set.of("REPORTED", "REJECTED", "PLANNED");

  static RequestCard of(RequestView view) {
    return new RequestCard(view, Bars.all(view.counts()), Bars.of(view.counts()));
  }

  /** Rows that have their outcome. */
  public long done() {
    return view.rows() - view.open();
  }

  /** Of 100, rounded down: 100 means all. */
  public long percent() {
    return view.rows() == 0 ? 0 : done() * 100 / view.rows();
  }

  /** Whether anything may still change. */
  public boolean moves() {
    return !ENDS.contains(view.state());
  }

  /** Whether its files are in the outbox. */
  public boolean reported() {
    return "REPORTED".equals(view.state());
  }

  /** Whether it waits for an approval. */
  public boolean held() {
    return "HELD".equals(view.state());
  }
}
