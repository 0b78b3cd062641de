package dev.lethe.intake;

import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.health.Health;
import dev.lethe.health.LedgerHealth;
import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import dev.lethe.ledger.Ledger;
import dev.lethe.vendor.Backoff;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Says whether files may be taken in. If the disk is full or the inbox or the ledger fails, taking
 * in stops as a whole, not file by file; it is told once, looked at ever more slowly, and goes on
 * by itself when nothing is wrong any more.
 */
public final class IntakeGate {
  /** Between looks while stopped. At the longest somebody waits so long after the mend. */
  private static final Backoff LOOKS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

  /** Chunks of a file come faster than that; between two looks nothing much changes. */
  private static final long GLANCE_NANOS = Duration.ofMillis(100).toNanos();

  /** After so long without a fault, the next one is looked at quickly again. */
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final List<Look> looks;
  private final Health health;
  private final Consumer<Event> events;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private @Nullable Instant stoppedAt;
  private String why = "";
  private long lookedAt;
  private long openedAt;
  private int failedLooks;

  /** Open, until a look finds something. */
  IntakeGate(
      List<Look> looks, Health health, Consumer<Event> events, Clock clock, LongSupplier nanoTime) {
    this.looks = List.copyOf(looks);
    this.health = health;
    this.events = events;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.lookedAt = nanoTime.getAsLong() - QUIET_NANOS;
    this.openedAt = lookedAt;
  }

  /**
   * A gate that looks at the disk, the inbox and the ledger.
   *
   * @param minFree how much must be free on the disks of the home and of the ledger
   */
  public static IntakeGate of(
      Inbox inbox,
      List<Path> folders,
      DataSize minFree,
      Ledger ledger,
      LedgerHealth ledgerHealth,
      Health health,
      Consumer<Event> events,
      Clock clock) {
    return new IntakeGate(
        List.of(
            new DiskLook(folders, minFree),
            new InboxLook(inbox),
            new LedgerLook(ledger, ledgerHealth, health)),
        health,
        events,
        clock,
        System::nanoTime);
  }

  /** Looks whether files may be taken in: before each look into the inbox. */
  public synchronized boolean isOpen() {
    if (stoppedAt == null) {
      look(false);
    } else if (nanoTime.getAsLong() - lookedAt >= LOOKS.after(failedLooks).toNanos()) {
      look(true);
    }
    return stoppedAt == null;
  }

  /**
   * Lets a file, or a chunk of one, go on.
   *
   * @throws IntakeStoppedException if nothing is taken in
   */
  public synchronized void pass() throws IntakeStoppedException {
    if (stoppedAt == null && nanoTime.getAsLong() - lookedAt >= GLANCE_NANOS) {
      look(false);
    }
    if (stoppedAt != null) {
      throw new IntakeStoppedException(why);
    }
  }

  /** Something failed just now: tries everything out. Returns whether taking in has stopped. */
  synchronized boolean stopsFor() {
    if (stoppedAt == null) {
      look(true);
    }
    return stoppedAt != null;
  }

  private void look(boolean closely) {
    Map<Part, Trouble> found = new LinkedHashMap<>();
    for (Look look : looks) {
      Trouble trouble = look.look(closely).orElse(null);
      if (trouble != null) {
        found.put(look.part(), trouble);
      }
      if (look.isHealth() && trouble != null) {
        health.down(look.part(), trouble);
      } else if (look.isHealth()) {
        health.up(look.part());
      }
    }
    long now = nanoTime.getAsLong();
    if (found.isEmpty()) {
      open(now);
    } else {
      stop(found, now);
    }
    lookedAt = nanoTime.getAsLong();
  }

  private void stop(Map<Part, Trouble> found, long now) {
    Map.Entry<Part, Trouble> first = found.entrySet().iterator().next();
    why = String.join(" ", found.values().stream().map(Trouble::reason).toList());
    String mend = String.join(" ", found.values().stream().map(Trouble::mend).toList());
    health.down(Part.INTAKE, new Trouble("No file is taken in. " + why, mend));
    boolean news = stoppedAt == null;
    failedLooks = news && now - openedAt >= QUIET_NANOS ? 1 : failedLooks + 1;
    if (news) {
      stoppedAt = clock.instant();
      tell(
          EventKind.INTAKE_STOPPED,
          first.getKey().label(),
          "intake stopped: %s %s Files stay in the inbox, no row is lost, and it goes on by itself."
              .formatted(why, mend));
    }
  }

  private void open(long now) {
    Instant since = stoppedAt;
    health.up(Part.INTAKE);
    if (since != null) {
      stoppedAt = null;
      openedAt = now;
      tell(
          EventKind.INTAKE_OPENED,
          null,
          "intake goes on; it had stopped at %s: %s".formatted(since, why));
    }
  }

  private void tell(EventKind kind, @Nullable String code, String said) {
    events.accept(Event.of(clock.instant(), kind, Part.INTAKE.label(), code, said));
  }
}
