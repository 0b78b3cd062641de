package dev.lethe.settings;

import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.SubjectRule;
import dev.lethe.vendor.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings that every vendor has, {@code lethe.vendors.<name>.…}; what only one route needs is
 * declared under {@code parameters}.
 *
 * @param title what people call the vendor
 * @param route which file of {@code routes/vendors/}; the vendor's own name where it is not set
 * @param enabled null means: enabled once its address and credentials are set
 * @param baseUrl the vendor's address, {@code https://host[/prefix]}; wins over {@code region}
 * @param region a key of {@code regions}
 * @param regions addresses by region
 * @param login the realm whose login route makes its tokens, null if it needs none
 * @param parameters what its route needs besides, by name
 * @param batchSize items of one call at the most
 * @param batchCharacters characters of one call's subjects at the most, a separator between two of
 *     them counted; 0 for no such limit
 * @param verifyBatchSize items of one verify call at the most; 0 for {@code batchSize}
 * @param rate calls per second, deletions and verifications together
 * @param concurrency calls in flight at the most
 * @param linger how long an item may wait for others to fill its batch
 * @param timeout how long to wait for a reply
 * @param connectTimeout how long to wait for a connection; {@code timeout} where it is not set
 * @param totalTimeout how long a call may take, connecting and the whole reply included; three
 *     times {@code timeout} where it is not set
 * @param maxAttempts attempts an item has before it is {@code EXHAUSTED}
 * @param backoff between attempts of an item, and of pauses of the lane
 * @param probe between probes of a halted lane
 * @param breaker how many failed calls pause the lane
 * @param retryAfterMax the longest pause that the vendor can ask for
 * @param subject which subjects can be sent
 * @param maxItemsPerDay rows that may go on one day without an approval; null for {@code
 *     lethe.safety.max-items-per-day}
 * @param maxShare which share of all accounts, from 0 to 1, may go without an approval; null for
 *     any
 * @param codes what the vendor's replies mean
 * @param verifyAfter how long after its deletion a row is first looked for at the vendor
 * @param verifyByDeleting whether a vendor that cannot be asked is sent the deletion once more
 * @param reconcile when it is reconciled
 */
record VendorProperties(
    @Nullable String title,
    @Nullable String route,
    @Nullable Boolean enabled,
    @Nullable String baseUrl,
    @Nullable String region,
    @DefaultValue Map<String, String> regions,
    @Nullable String login,
    @DefaultValue Map<String, Parameter> parameters,
    @DefaultValue("100") int batchSize,
    @DefaultValue("0") int batchCharacters,
    @DefaultValue("0") int verifyBatchSize,
    @DefaultValue("1") double rate,
    @DefaultValue("2") int concurrency,
    @DefaultValue("200ms") Duration linger,
    @DefaultValue("10s") Duration timeout,
    @Nullable Duration connectTimeout,
    @Nullable Duration totalTimeout,
    @DefaultValue("5") int maxAttempts,
    @DefaultValue Range backoff,
    @DefaultValue Range probe,
    @DefaultValue Breaker breaker,
    @DefaultValue("1h") Duration retryAfterMax,
    @DefaultValue SubjectRule subject,
    @Nullable Long maxItemsPerDay,
    @Nullable Double maxShare,
    @DefaultValue List<CodeRule> codes,
    @DefaultValue("24h") Duration verifyAfter,
    @DefaultValue("false") boolean verifyByDeleting,
    @DefaultValue Schedule reconcile) {

  /**
   * When a vendor is reconciled.
   *
   * @param cron in Quartz's notation, {@code none} for never by itself; null for {@code
   *     lethe.reconcile.cron}
   */
  record Schedule(@Nullable String cron) {}

  /**
   * A drip of a byte at a time never runs into {@code timeout}, so a call has an end as a whole.
   */
  private static final int TIMEOUTS_OF_A_CALL = 3;

  /** All time-outs of a call, those included that are not set. */
  Vendor.Timeouts timeouts() {
    return new Vendor.Timeouts(
        connectTimeout == null ? timeout : connectTimeout,
        timeout,
        totalTimeout == null ? timeout.multipliedBy(TIMEOUTS_OF_A_CALL) : totalTimeout);
  }

  /**
   * How many failed calls pause the lane.
   *
   * @param failures so many of the last {@code window} calls
   * @param window calls that are looked at; 0 for as many as {@code failures}: in a row
   */
  record Breaker(@DefaultValue("3") int failures, @DefaultValue("0") int window) {
    Vendor.Breaker counted() {
      return new Vendor.Breaker(failures, window == 0 ? failures : window);
    }
  }

  /**
   * A setting that only this vendor's route has.
   *
   * @param means what it is, for the documentation
   * @param required whether the vendor cannot be called without it
   * @param secret whether it must never be shown
   * @param ownAccount whether it names the account we call with, which is never deleted
   * @param otherwise the value where it is not set
   * @param or another parameter that can be set instead of a required one
   * @param pattern what its value has to match as a whole
   * @param patternSays the same in words, following "it must be "
   */
  record Parameter(
      String means,
      @DefaultValue("false") boolean required,
      @DefaultValue("false") boolean secret,
      @DefaultValue("false") boolean ownAccount,
      @Nullable String otherwise,
      @Nullable String or,
      @Nullable Pattern pattern,
      @Nullable String patternSays) {}

  /**
   * A span that doubles from one end to the other.
   *
   * @param initial the first
   * @param max the longest
   */
  record Range(@Nullable Duration initial, @Nullable Duration max) {
    Duration initialOr(Duration usual) {
      return initial != null ? initial : usual;
    }

    Duration maxOr(Duration usual) {
      return max != null ? max : usual;
    }
  }
}
