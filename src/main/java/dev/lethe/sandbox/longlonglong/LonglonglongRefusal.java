package dev.lethe.sandbox.longlonglong;

/** Longlonglong refuses a call as a whole. */
final class LonglonglongRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String message;
  private final boolean violation;

  private LonglonglongRefusal(String code, String message, String reason, boolean violation) {
    super(reason, null, false, false);
    this.code = code;
    this.message = message;
    this.violation = violation;
  }

  /** The caller may know no better: a token that changed, a limit that is reached. */
  static LonglonglongRefusal of(int code, String message) {
    return new LonglonglongRefusal(Integer.toString(code), message, message, false);
  }

  /** The test wants it so; 6007 is the only code whose message the vendor documents. */
  static LonglonglongRefusal injected(String code) {
    String message = code.equals("6007") ? "2.0任务启动中,请先停止任务" : "set by the sandbox";
    return new LonglonglongRefusal(code, message, message, false);
  }

  /** The caller breaks the documented contract. */
  static LonglonglongRefusal violation(int code, String reason) {
    return new LonglonglongRefusal(Integer.toString(code), "参数错误", reason, true);
  }

  String code() {
    return code;
  }

  /** What the vendor says; invented but for 6007. */
  String message() {
    return message;
  }

  /** Why, for the call log. */
  String reason() {
    return String.valueOf(getMessage());
  }

  boolean isViolation() {
    return violation;
  }
}
