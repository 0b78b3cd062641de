package dev.lethe.sandbox.ciopaas;

/** The platform refuses a call as a whole. */
final class CiopaasRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean violation;

  private CiopaasRefusal(String code, String info, boolean violation) {
    super(info, null, false, false);
    this.code = code;
    this.violation = violation;
  }

  /** The caller may know no better: a key that expired or was displaced. */
  static CiopaasRefusal of(int code, String info) {
    return new CiopaasRefusal(Integer.toString(code), info, false);
  }

  /** The test wants it so. */
  static CiopaasRefusal injected(String code) {
    return new CiopaasRefusal(code, "set by the sandbox", false);
  }

  /** The caller breaks the documented contract. */
  static CiopaasRefusal violation(int code, String info) {
    return new CiopaasRefusal(Integer.toString(code), info, true);
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
