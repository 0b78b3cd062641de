package dev.lethe.sandbox.tencent;

/** Tencent IM refuses a call as a whole. */
final class TencentRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean violation;

  private TencentRefusal(String code, String info, boolean violation) {
    super(info, null, false, false);
    this.code = code;
    this.violation = violation;
  }

  /** The caller may know no better: a key that changed, a limit that is reached. */
  static TencentRefusal of(int code, String info) {
    return new TencentRefusal(Integer.toString(code), info, false);
  }

  /** The test wants it so. */
  static TencentRefusal injected(String code) {
    return new TencentRefusal(code, "set by the sandbox", false);
  }

  /** The caller breaks the documented contract. */
  static TencentRefusal violation(int code, String info) {
    return new TencentRefusal(Integer.toString(code), info, true);
  }

  String code() {
    return code;
  }

  String info() {
    return String.valueOf(getMessage());
  }

  boolean isViolation() {
    return violation;
  }
}
