package dev.lethe.sandbox;

import java.util.Collection;
import java.util.List;

/** What all simulated vendors have alike: their state, and how a refusal is logged and answered. */
public abstract class RefusingVendor implements SimulatedVendor {

  private final String name;
  private final Accounts accounts;
  private final Faults faults = new Faults();
  private final CallLog calls = new CallLog();

  /**
   * An answer.
   *
   * @param code what the call log counts it by
   */
  public record Answer(String code, SandboxReply reply) {}

  /** A vendor of this name in the address, with these accounts. */
  protected RefusingVendor(String name, Accounts accounts) {
    this.name = name;
    this.accounts = accounts;
  }

  /** Whom a delete call holds. */
  protected abstract Collection<String> deletedBy(SandboxRequest request) throws Refusal;

  /** Does what a call asks for. */
  protected abstract Answer answer(SandboxRequest request) throws Refusal;

  /** Puts a refusal in the vendor's form. */
  protected abstract Answer refused(Refusal refusal);

  /** What is logged of a violation; never a secret that the call holds. */
  protected String logged(SandboxRequest request, Refusal violation) {
    return request + ": " + violation.info() + " (" + violation.code() + ")";
  }

  /** Whether the limit of calls, if a test sets one, lets one more pass now. */
  protected final boolean allowedBy(RateWindow rate) {
    return rate.allows(faults.plan().callsPerSecond(), System.nanoTime());
  }

  @Override
  public final Collection<String> subjectsOf(SandboxRequest request) {
    try {
      return deletedBy(request);
    } catch (Refusal e) {
      return List.of();
    }
  }

  @Override
  public final SandboxReply handle(SandboxRequest request) {
    Answer answer;
    try {
      answer = answer(request);
    } catch (Refusal refusal) {
      if (refusal.isViolation()) {
        calls.violation(() -> logged(request, refusal));
      }
      answer = refused(refusal);
    }
    calls.replied(answer.code());
    return answer.reply();
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Accounts accounts() {
    return accounts;
  }

  @Override
  public final Faults faults() {
    return faults;
  }

  @Override
  public final CallLog calls() {
    return calls;
  }
}
