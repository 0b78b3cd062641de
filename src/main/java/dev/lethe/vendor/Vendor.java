package dev.lethe.vendor;

import dev.lethe.request.Rejection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One configured and enabled vendor.
 *
 * @param name {@code lethe.vendors.<name>}
 * @param title what people call it
 * @param route which file of {@code routes/vendors/}
 * @param baseUrl its address, http or https, perhaps with a path prefix, without a slash at its end
 * @param login the realm whose login route makes its tokens, null if it needs none
 * @param parameters what its route needs besides
 * @param pace how fast and in what portions
 * @param patience how long and how often
 * @param subject which subjects can be sent
 * @param ownAccounts the accounts we call with, which are never deleted
 * @param protectedSubjects subjects that are never deleted
 * @param codes what its replies mean
 * @param caps what may go without an approval
 */
public record Vendor(
    String name,
    String title,
    String route,
    URI baseUrl,
    @Nullable String login,
    Parameters parameters,
    Pace pace,
    Patience patience,
    SubjectRule subject,
    Set<String> ownAccounts,
    ProtectedSubjects protectedSubjects,
    CodeTable codes,
    Caps caps) {

  /**
   * How fast, and in what portions.
   *
   * @param batch how large a call may be
   * @param rate calls per second
   * @param concurrency calls in flight at the most
   * @param linger how long an item may wait for others to fill its batch
   */
  public record Pace(BatchLimits batch, double rate, int concurrency, Duration linger) {

    /** Items of one deletion at the most. */
    public int batchSize() {
      return batch.items();
    }
  }

  /**
   * How large a call may be.
   *
   * @param items of one deletion at the most
   * @param characters of one deletion's subjects at the most, a separator between two of them
   *     counted; 0 for no such limit
   * @param verifyItems of one verify call at the most
   */
  public record BatchLimits(int items, int characters, int verifyItems) {}

  /**
   * How long, and how often.
   *
   * @param timeouts of one call
   * @param maxAttempts attempts an item has before it is exhausted
   * @param backoff between the attempts of an item, and of the lane's pauses
   * @param probe between the probes of a halted lane
   * @param breaker how many failed calls pause the lane
   * @param retryAfterMax the longest pause that the vendor can ask for
   */
  public record Patience(
      Timeouts timeouts,
      int maxAttempts,
      Backoff backoff,
      Backoff probe,
      Breaker breaker,
      Duration retryAfterMax) {}

  /**
   * How long one call may take.
   *
   * @param connect until there is a connection, its TLS handshake included
   * @param reply until the first byte of the reply, and then between two of its bytes
   * @param total from the first step of connecting to the last byte of the reply
   */
  public record Timeouts(Duration connect, Duration reply, Duration total) {}

  /**
   * How many failed calls pause the lane.
   *
   * @param failures so many of the last {@code window} calls
   * @param window calls that are looked at, at least {@code failures}
   */
  public record Breaker(int failures, int window) {}

  /**
   * What may go without an approval.
   *
   * @param itemsPerDay rows on one day, null for any
   * @param share of all accounts, from 0 to 1, null for any
   */
  public record Caps(@Nullable Long itemsPerDay, @Nullable Double share) {}

  /** Why a subject is never sent to this vendor, empty if it may be. */
  public Optional<Rejection> refuses(String sent) {
    Optional<Rejection> spared = protects(sent);
    return spared.isPresent() ? spared : subject.check(sent);
  }

  /**
   * Why this account stays whoever asks, empty if it may go. Upper and lower case are the same
   * here, because they are at some vendors: to spare one too many can be mended, to delete one too
   * many cannot.
   */
  public Optional<Rejection> protects(String sent) {
    for (String account : ownAccounts) {
      if (sent.equalsIgnoreCase(account)) {
        return Optional.of(
            new Rejection(
                "own-account", "This is the account that Lethe itself calls the vendor with."));
      }
    }
    if (protectedSubjects.contains(sent)) {
      return Optional.of(
          new Rejection(
              "protected", "config/protected/" + name + ".txt says that it is never deleted."));
    }
    return Optional.empty();
  }

  /** The vendor as routes see it: {@code ${variable.vendor[name]}} and its parameters by name. */
  public Map<String, Object> view() {
    return parameters.view(name, route);
  }
}
