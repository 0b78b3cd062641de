package dev.lethe.web;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures of Lethe's own, told under a number that stands in the log too. The log gets classes and
 * places, no messages: what an exception says may be what was sent.
 */
final class Incidents {
  private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);
  private static final int DIGITS = 12;
  private static final int PLACES = 3;
  private static final String OURS = "dev.lethe.";

  private Incidents() {}

  /** Notes a failure; what to reply. */
  static Reply note(Throwable failure) {
    String incident = UUID.randomUUID().toString().replace("-", "").substring(0, DIGITS);
    LOG.error("a request over HTTP failed, incident {}: {}", incident, inWords(failure));
    return new Reply(
        500,
        "Lethe failed, which is none of your doing. Its log says more under the incident's number.",
        "internal-error",
        incident);
  }

  private static String inWords(Throwable failure) {
    Set<Throwable> chain = new LinkedHashSet<>();
    for (Throwable one = failure; one != null && chain.add(one); ) {
      one = one.getCause();
    }
    StringBuilder words = new StringBuilder();
    for (Throwable one : chain) {
      words.append(words.isEmpty() ? "" : ", caused by ").append(one.getClass().getName());
      Stream.concat(
              Stream.of(one.getStackTrace()).limit(1),
              Stream.of(one.getStackTrace())
                  .filter(place -> place.getClassName().startsWith(OURS))
                  .limit(PLACES))
          .distinct()
          .forEach(place -> words.append(" at ").append(place));
    }
    return words.toString();
  }
}
