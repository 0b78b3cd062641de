package dev.lethe.fault;

/** Finds what really happened behind the wrappings of frameworks. */
public final class Causes {

  private Causes() {}

  /**
   * The exception that tells most: the first one of Lethe's own, whose message is written for
   * people, else the root.
   */
  public static Throwable telling(Throwable problem) {
    Throwable one = problem;
    while (!isOurs(one) && one.getCause() != null && one.getCause() != one) {
      one = one.getCause();
    }
    return one;
  }

  /** What happened, in words: a message of our own as it is, anything else with its class. */
  public static String inWords(Throwable problem) {
    Throwable one = telling(problem);
    return isOurs(one) ? String.valueOf(one.getMessage()) : one.toString();
  }

  private static boolean isOurs(Throwable one) {
    return one.getClass().getName().startsWith("dev.lethe.") && one.getMessage() != null;
  }
}
