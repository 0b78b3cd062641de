package dev.lethe.reconcile;

import dev.lethe.ledger.RunRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reconciliation in numbers. Of the last run: {@code lethe.reconcile.rows} by vendor and result,
 * {@code lethe.reconcile.calls} and {@code lethe.reconcile.chased} (rows) by vendor, {@code
 * lethe.reconcile.ended} in seconds since 1970, {@code lethe.reconcile.found}, 1 if it found
 * something, and {@code lethe.reconcile.balance.difference}, requests whose books do not agree,
 * which is not a number between a start and the next run. Since the start: {@code
 * lethe.reconcile.runs} by conclusion.
 */
public final class Meters {
  private static final String VENDOR = "vendor";

  private final MeterRegistry registry;
  private final MultiGauge rows;
  private final MultiGauge calls;
  private final MultiGauge chased;
  private final AtomicReference<Double> difference = new AtomicReference<>(Double.NaN);
  private final AtomicReference<Double> ended = new AtomicReference<>(Double.NaN);
  private final AtomicReference<Double> found = new AtomicReference<>(Double.NaN);

  /** Registers them. */
  public Meters(MeterRegistry registry) {
    this.registry = registry;
    this.calls =
        MultiGauge.builder("lethe.reconcile.calls")
            .description("Calls that the last reconciliation made")
            .register(registry);
    this.chased =
        MultiGauge.builder("lethe.reconcile.chased")
            .description("Rows that were unknown when the last reconciliation began")
            .register(registry);
    gauge(
        "balance.difference",
        "Requests whose books the last reconciliation did not find in agreement",
        difference);
    this.rows =
        MultiGauge.builder("lethe.reconcile.rows")
            .description("Rows by what the last reconciliation found")
            .register(registry);
    gauge("ended", "When the last reconciliation ended, in seconds since 1970", ended);
    gauge("found", "1 if the last reconciliation found something amiss, else 0", found);
  }

  private void gauge(String name, String description, AtomicReference<Double> value) {
    Gauge.builder("lethe.reconcile." + name, value, AtomicReference::get)
        .description(description)
        .register(registry);
  }

  /** Counts a run that has ended just now, with the requests whose books do not agree. */
  public void ended(RunRecord run, long differing) {
    difference.set((double) differing);
    String conclusion = String.valueOf(run.conclusion()).toLowerCase(Locale.ROOT);
    Counter.builder("lethe.reconcile.runs")
        .description("Reconciliations that have ended, since the start")
        .tag("conclusion", conclusion)
        .register(registry)
        .increment();
  }

  /** Shows a run that has ended. */
  public void set(Map<String, Map<String, Long>> figures, RunRecord run) {
    List<MultiGauge.Row<?>> all = new ArrayList<>();
    figures.forEach(
        (vendor, counts) ->
            counts.forEach(
                (figure, n) -> {
                  if (!Figures.CALLS.equals(figure) && !Figures.CHASED.equals(figure)) {
                    String result = figure.toLowerCase(Locale.ROOT).replace('_', '-');
                    all.add(MultiGauge.Row.of(Tags.of(VENDOR, vendor, "result", result), n));
                  }
                }));
    rows.register(all, true);
    calls.register(byVendor(figures, Figures.CALLS), true);
    chased.register(byVendor(figures, Figures.CHASED), true);
    Instant end = run.endedAt();
    ended.set(end == null ? Double.NaN : end.toEpochMilli() / 1000.0);
    found.set("FINDINGS".equals(run.conclusion()) ? 1.0 : 0.0);
  }

  private static List<MultiGauge.Row<?>> byVendor(
      Map<String, Map<String, Long>> figures, String figure) {
    List<MultiGauge.Row<?>> some = new ArrayList<>();
    figures.forEach(
        (vendor, counts) ->
            some.add(MultiGauge.Row.of(Tags.of(VENDOR, vendor), counts.getOrDefault(figure, 0L))));
    return some;
  }
}
