package dev.lethe.reconcile;

import dev.lethe.ledger.RunRecord;
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
 * Reconciliation in numbers: {@code lethe.reconcile.rows} by vendor and result, of the last run;
 * {@code lethe.reconcile.ended}, when that was, in seconds since 1970; {@code
 * lethe.reconcile.found}, 1 if it found something.
 */
public final class Meters {
  private final MultiGauge rows;
  private final AtomicReference<Double> ended = new AtomicReference<>(Double.NaN);
  private final AtomicReference<Double> found = new AtomicReference<>(Double.NaN);

  /** Registers them. */
  public Meters(MeterRegistry registry) {
    this.rows =
        MultiGauge.builder("lethe.reconcile.rows")
            .description("Rows by what the last reconciliation found")
            .register(registry);
    registry.gauge("lethe.reconcile.ended", ended, AtomicReference::get);
    registry.gauge("lethe.reconcile.found", found, AtomicReference::get);
  }

  /** Shows a run that has ended. */
  public void set(Map<String, Map<String, Long>> figures, RunRecord run) {
    List<MultiGauge.Row<?>> all = new ArrayList<>();
    figures.forEach(
        (vendor, counts) ->
            counts.forEach(
                (figure, n) ->
                    all.add(
                        MultiGauge.Row.of(
                            Tags.of(
                                "vendor",
                                vendor,
                                "result",
                                figure.toLowerCase(Locale.ROOT).replace('_', '-')),
                            n))));
    rows.register(all, true);
    Instant end = run.endedAt();
    ended.set(end == null ? Double.NaN : end.toEpochMilli() / 1000.0);
    found.set("FINDINGS".equals(run.conclusion()) ? 1.0 : 0.0);
  }
}
