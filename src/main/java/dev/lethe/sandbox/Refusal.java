package dev.lethe.sandbox;

/** A simulated vendor refuses a call as a whole. */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private enum Cause {
    CALLER,
    TEST,
    VIOLATION
  }

  private final String code;
  private final Cause cause;

  private Refusal(String code, String info, Cause cause) {
    super(info, null, false, false);
    this.code = code;
    this.cause = cause;
  }

  /** The caller may know no better: a key that changed, a limit that is reached. */
  public static Refusal of(int code, String info) {
    return of(Integer.toString(code), info);
  }

  /** The same, of a vendor that has texts in place of codes. */
  public static Refusal of(String code, String info) {
    return new Refusal(code, info, Cause.CALLER);
  }

  /** The test wants it so. */
  public static Refusal injected(String code) {
    return new Refusal(code, "set by the sandbox", Cause.TEST);
  }

  /** The caller breaks the documented contract. */
  public static Refusal violation(int code, String info) {
    return violation(Integer.toString(code), info);
  }

  /** The same, of a vendor that has texts in place of codes. */
  public static Refusal violation(String code, String info) {
    return new Refusal(code, info, Cause.VIOLATION);
  }

  /** The vendor's code, or its text where it has no codes. */
  public String code() {
    return code;
  }

  /** Why; some vendors say so, and violations are logged with it. */
  public String info() {
    return String.valueOf(getMessage());
  }

  /** Whether a fault is played. */
  public boolean isInjected() {
    return cause == Cause.TEST;
  }

  /** Whether the call is to be logged as one that breaks the contract. */
  public boolean isViolation() {
    return cause == Cause.VIOLATION;
  }
}
