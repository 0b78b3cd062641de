package dev.lethe.sandbox;

import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.Fault.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The faults of one simulated vendor, settable at any time. Safe for many threads.
 *
 * <p>Chance is no chance: the n-th call that a fault could befall, or a given subject, is befallen
 * or not by a hash of the seed, the fault's place in the plan, and n or the subject.
 */
public final class Faults {

  private volatile Armed armed = new Armed(FaultPlan.NONE, List.of());

  /** Replaces everything; what was counted is forgotten. */
  public void set(FaultPlan plan) {
    List<ArmedFault> faults = new ArrayList<>();
    for (Fault fault : plan.faults()) {
      faults.add(new ArmedFault(fault, plan.seed(), faults.size()));
    }
    armed = new Armed(plan, List.copyOf(faults));
  }

  /** Nothing but these faults. */
  public void set(Fault... faults) {
    set(FaultPlan.of(faults));
  }

  /** Nothing goes wrong from now on. */
  public void clear() {
    set(FaultPlan.NONE);
  }

  /** What was set. */
  public FaultPlan plan() {
    return armed.plan;
  }

  /** How long the next call takes at least. */
  public Duration nextLatency() {
    Armed now = armed;
    long jitter = now.plan.jitter().toNanos();
    if (jitter == 0) {
      return now.plan.latency();
    }
    double share = ArmedFault.share(now.plan.seed(), -1, now.calls.getAndIncrement());
    return now.plan.latency().plusNanos((long) (share * jitter));
  }

  /** The fault of the wire that befalls this call. */
  public Optional<Fault> onWire(CallKind call) {
    for (ArmedFault fault : armed.faults) {
      if (fault.fault().kind().level() == Level.WIRE && fault.befalls(call)) {
        return Optional.of(fault.fault());
      }
    }
    return Optional.empty();
  }

  /** The fault of that kind that befalls this reply; asked once for a reply and kind. */
  public Optional<Fault> onReply(Kind kind, CallKind call) {
    for (ArmedFault fault : armed.faults) {
      if (fault.fault().kind() == kind && fault.befalls(call)) {
        return Optional.of(fault.fault());
      }
    }
    return Optional.empty();
  }

  /** What this reply tells in place of a true count; asked once for a reply. */
  public long told(CallKind call, long count) {
    return onReply(Kind.WRONG_COUNT, call)
        .map(Fault::code)
        .map(code -> Long.parseLong(code) + (code.matches("[+-].*") ? count : 0))
        .map(wrong -> Math.max(wrong, 0))
        .orElse(count);
  }

  /** The fault of that kind that befalls this subject; asked once for a call, kind and subject. */
  public Optional<Fault> onSubject(Kind kind, CallKind call, String subject) {
    for (ArmedFault fault : armed.faults) {
      if (fault.fault().kind() == kind && fault.befalls(call, subject)) {
        return Optional.of(fault.fault());
      }
    }
    return Optional.empty();
  }

  private static final class Armed {
    private final FaultPlan plan;
    private final List<ArmedFault> faults;
    private final AtomicLong calls = new AtomicLong();

    Armed(FaultPlan plan, List<ArmedFault> faults) {
      this.plan = plan;
      this.faults = faults;
    }
  }
}
