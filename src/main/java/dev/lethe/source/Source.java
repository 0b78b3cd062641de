package dev.lethe.source;

import dev.lethe.ledger.Ledger;
import dev.lethe.settings.SourceBinder;
import dev.lethe.settings.SourcePlan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A source with all that works on it.
 *
 * @param busy held by whoever reads, marks and hands over
 * @param results null if nothing is to be written back
 */
record Source(
    SourcePlan plan,
    Database database,
    HandoverFiles files,
    Marks marks,
    @Nullable Results results,
    Semaphore busy) {

  /**
   * Puts it together.
   *
   * @throws dev.lethe.settings.SettingsException if a statement or the address is no good
   */
  static Source of(SourcePlan plan, Path home, Ledger ledger, Clock clock) {
    String prefix = SourceBinder.PREFIX + plan.name();
    Database database = new Database(plan);
    NamedSql mark =
        NamedSql.of(prefix + ".mark", plan.set().mark(), Set.of("request", "key"), Set.of());
    NamedSql marked =
        NamedSql.of(prefix + ".marked", plan.set().marked(), Set.of("request"), Set.of());
    Results results =
        plan.set().result().isBlank()
            ? null
            : new Results(
                database,
                NamedSql.of(prefix + ".result", plan.set().result(), Set.of("key"), Results.VALUES),
                ledger);
    return new Source(
        plan,
        database,
        new HandoverFiles(home, plan.name(), clock),
        new Marks(database, mark, marked),
        results,
        new Semaphore(1));
  }
}
