package dev.lethe.reconcile;

import dev.lethe.event.EventKind;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewRun;
import dev.lethe.ledger.NotedEvent;
import dev.lethe.ledger.RunRecord;
import dev.lethe.settings.ReconcilePlan;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/**
 * Says which run is to be made next: one that was cut off, one that somebody asked for, one whose
 * schedule has come, or one that was missed while Lethe was down. Vendors with the same schedule
 * make one run; others queue up.
 */
public final class Agenda {
  private static final int PAGE = 1_000;

  /**
   * How long a run that failed rests before it is made again: a full disk is not mended at once.
   */
  private static final Duration REST = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final ReconcilePlan plan;
  private final Clock clock;
  private final boolean open;
  private final Queue<String> fired = new ConcurrentLinkedQueue<>();
  private boolean lookedForMissed;
  private long heard = -1;
  private long tried;
  private Instant triedAt = Instant.MIN;

  /**
   * Plans runs of a plan.
   *
   * @param open false if none is to be made for now: a dry run, in which no vendor is called
   */
  public Agenda(Ledger ledger, ReconcilePlan plan, Clock clock, boolean open) {
    this.open = open;
    this.ledger = ledger;
    this.plan = plan;
    this.clock = clock;
  }

  /** The schedules, each with its vendors; the general one is there for vendors that are gone. */
  public Map<String, List<String>> schedules() {
    Map<String, List<String>> schedules = new LinkedHashMap<>();
    schedules.put(plan.cron(), new ArrayList<>());
    new TreeMap<>(plan.vendors())
        .forEach(
            (name, vendor) ->
                schedules.computeIfAbsent(vendor.cron(), cron -> new ArrayList<>()).add(name));
    schedules.remove(ReconcilePlan.NONE);
    return schedules;
  }

  /** The time of a schedule has come. */
  public void fired(String cron) {
    if (!fired.contains(cron)) {
      fired.add(cron);
    }
  }

  /**
   * The next run, begun in the ledger; null if there is none. One that has no end although it was
   * given out before has failed: it is given out again after a rest. For one thread.
   */
  public synchronized @Nullable RunRecord next() {
    if (!open) {
      return null;
    }
    Optional<RunRecord> cutOff = ledger.runs().cutOff();
    if (cutOff.isPresent()) {
      long no = cutOff.get().no();
      boolean rests = no == tried && clock.instant().isBefore(triedAt.plus(REST));
      return rests ? null : given(ledger.runs().resume(no));
    }
    RunRecord begun = begun();
    return begun == null ? null : given(begun);
  }

  private RunRecord given(RunRecord run) {
    tried = run.no();
    triedAt = clock.instant();
    return run;
  }

  private @Nullable RunRecord begun() {
    NewRun asked = asked();
    if (asked != null) {
      return ledger.runs().begin(asked, clock.instant());
    }
    if (!lookedForMissed) {
      schedules().forEach(this::fireIfMissed);
      lookedForMissed = true;
    }
    String cron = fired.poll();
    return cron == null
        ? null
        : ledger
            .runs()
            .begin(
                NewRun.scheduled(schedules().getOrDefault(cron, List.of()), cron, clock.instant()),
                clock.instant());
  }

  private @Nullable NewRun asked() {
    if (heard < 0) {
      heard = ledger.runs().lastAsked();
    }
    List<NotedEvent> events = ledger.events(heard, PAGE);
    for (NotedEvent noted : events) {
      heard = noted.no();
      if (noted.event().kind() == EventKind.RECONCILE_ASKED) {
        return NewRun.asked(vendors(noted.event().about()), noted.no(), noted.event().by());
      }
    }
    return null;
  }

  private List<String> vendors(String about) {
    return ReconcileOrder.ALL.equals(about)
        ? Stream.concat(plan.vendors().keySet().stream(), ledger.checks().lanes().stream())
            .distinct()
            .sorted()
            .toList()
        : List.of(about.split(",", -1));
  }

  private void fireIfMissed(String cron, List<String> vendors) {
    Instant now = clock.instant();
    Optional<Instant> oldest = ledger.runs().oldestRequest();
    for (String vendor : vendors) {
      Optional<Instant> last = ledger.runs().lastAt(vendor).or(() -> oldest);
      if (last.isPresent() && !after(cron, last.get()).isAfter(now)) {
        fired(cron);
      }
    }
  }

  /** When a schedule comes next after a time; far away if never. */
  private Instant after(String cron, Instant time) {
    try {
      CronExpression expression = new CronExpression(cron);
      expression.setTimeZone(TimeZone.getTimeZone(plan.zone()));
      Date next = expression.getNextValidTimeAfter(Date.from(time));
      return next == null ? Instant.MAX : next.toInstant();
    } catch (ParseException e) {
      throw new IllegalStateException("a schedule that was checked is no schedule", e);
    }
  }
}
