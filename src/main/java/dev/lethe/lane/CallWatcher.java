package dev.lethe.lane;

/** Is told of HTTP calls to a vendor. */
public interface CallWatcher {
  /** A call that was answered with JSON, whatever that says. */
  String ANSWERED = "answered";

  /**
   * A call has ended.
   *
   * @param result {@link #ANSWERED}, or the word of the engine's for how it failed: {@code
   *     timeout}, {@code http-503}; never a text of the vendor's
   * @param nanos how long it took, its wait for the pace not counted
   */
  void called(String result, long nanos);
}
