package dev.lethe.sandbox.sf;

/** SF Express refuses a call as a whole, with {@code fail} and a text but without rows. */
final class SfRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String msg;
  private final boolean violation;
  private final boolean emptyList;

  private SfRefusal(String msg, String reason, boolean violation, boolean emptyList) {
    super(reason, null, false, false);
    this.msg = msg;
    this.violation = violation;
    this.emptyList = emptyList;
  }

  /** The caller may know no better: a key that changed, a clock that is off. */
  static SfRefusal of(String msg, String reason) {
    return new SfRefusal(msg, reason, false, false);
  }

  /** The test wants it so; the result is an empty list rather than null. */
  static SfRefusal injected(String msg) {
    return new SfRefusal(msg, "set by the sandbox", false, true);
  }

  /** The caller breaks the documented contract. */
  static SfRefusal violation(String reason) {
    return new SfRefusal("参数错误", reason, true, false);
  }

  /** What the vendor says; all but what a test sets is invented, for none of it is documented. */
  String msg() {
    return msg;
  }

  /** Whether the reply's {@code result} is an empty list rather than null. */
  boolean hasEmptyList() {
    return emptyList;
  }

  /** Why, for the call log. */
  String reason() {
    return String.valueOf(getMessage());
  }

  boolean isViolation() {
    return violation;
  }
}
