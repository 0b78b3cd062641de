package dev.lethe.settings;

import dev.lethe.vendor.CodeRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the engine, {@code lethe.…}; those of vendors are in {@link VendorProperties}.
 *
 * @param home all files and the embedded ledger live below it
 * @param config the folder with {@code vendors/} and {@code protected/}
 * @param routes the folder with the Camel routes
 * @param ledger where the ledger is
 * @param safety what keeps a wrong file from doing harm
 * @param intake how the inbox is watched
 * @param retention how long after a request is final its subjects stay in the ledger
 * @param dryRun whether dropped files are only planned, and no vendor is called
 * @param sla how long a row may take before it is overdue
 * @param reconcile when and how vendors are asked afterwards
 * @param http the HTTP port
 * @param oidc what tokens of an identity provider say
 * @param users who may sign in with a password besides {@code admin}, by name
 * @param callback where receipts may be posted to
 * @param tracing whether batches and calls are traced
 * @param codes what can happen to a call of any vendor; a vendor's own row wins
 */
@ConfigurationProperties(prefix = "lethe")
public record LetheSettings(
    @DefaultValue("./data") Path home,
    @DefaultValue("./config") Path config,
    @DefaultValue("./routes") Path routes,
    @DefaultValue LedgerSettings ledger,
    @DefaultValue Safety safety,
    @DefaultValue Intake intake,
    @DefaultValue("30d") RetentionPeriod retention,
    @DefaultValue("false") boolean dryRun,
    @DefaultValue("30d") Duration sla,
    @DefaultValue Reconcile reconcile,
    @DefaultValue Http http,
    @DefaultValue Oidc oidc,
    @DefaultValue Map<String, User> users,
    @DefaultValue Callback callback,
    @DefaultValue Tracing tracing,
    @DefaultValue List<CodeRule> codes) {

  /**
   * Where the ledger is.
   *
   * @param url a JDBC address; empty for {@code ledger.db} below the home
   */
  public record LedgerSettings(@DefaultValue("") String url) {}

  /**
   * What keeps a wrong file from doing harm.
   *
   * @param maxItemsPerRequest more rows than that: the whole request waits for an approval
   * @param maxItemsPerDay rows that may go to a vendor on one day without an approval, for every
   *     vendor that does not set its own; null for no such cap
   * @param timeZone whose calendar days are meant
   */
  public record Safety(
      @DefaultValue("10000") int maxItemsPerRequest,
      @Nullable Long maxItemsPerDay,
      @DefaultValue("UTC") ZoneId timeZone) {}

  /**
   * How the inbox is watched.
   *
   * @param poll how often to look
   * @param stableFor how long a file must keep its size and time before it is taken
   * @param chunk rows that are made durable at once
   * @param minFree with less room on the disk of the home or of the ledger nothing is taken in
   */
  public record Intake(
      @DefaultValue("50ms") Duration poll,
      @DefaultValue("200ms") Duration stableFor,
      @DefaultValue("1000") int chunk,
      @DefaultValue("256MB") DataSize minFree) {}

  /**
   * When and how vendors are asked afterwards; what can differ by vendor is in {@link
   * VendorProperties}.
   *
   * @param cron when, in Quartz's notation with seconds; {@code none} for never by itself
   * @param timeZone of the schedules
   * @param lookAgain how often somebody who is gone is looked for again
   * @param window for how long after the deletion; as long as {@code lethe.retention} if not set
   * @param listedWindow the same where the vendor lists everybody; never shorter than the window
   * @param chaseFor how long a run waits at most for rows of which it is not known what became of
   *     them
   * @param share of a vendor's rate that questions may take while deletions are due
   * @param onReappeared {@code report}, or {@code delete} to send them again
   * @param poll how often to look whether somebody asked for a run
   */
  public record Reconcile(
      @DefaultValue("0 0 3 * * ?") String cron,
      @DefaultValue("UTC") String timeZone,
      @DefaultValue("7d") Duration lookAgain,
      @Nullable Duration window,
      @DefaultValue("365d") Duration listedWindow,
      @DefaultValue("1m") Duration chaseFor,
      @DefaultValue("0.2") double share,
      @DefaultValue("report") String onReappeared,
      @DefaultValue("500ms") Duration poll) {}

  /**
   * The HTTP port; its address and number are Spring Boot's {@code server.address} and {@code
   * server.port}.
   *
   * @param behindProxy whether a proxy with TLS stands in front: its headers say who asks
   * @param allowedHosts names by which the port may be called, besides the machine's own
   * @param maxUpload the largest file that is taken
   */
  public record Http(
      @DefaultValue("false") boolean behindProxy,
      @DefaultValue List<String> allowedHosts,
      @DefaultValue("1GB") DataSize maxUpload) {}

  /**
   * What tokens of an identity provider say.
   *
   * @param rolesClaim where the roles stand, dots between the parts
   * @param audience for whom a token must be made; empty for anybody
   */
  public record Oidc(@DefaultValue("roles") String rolesClaim, @DefaultValue("") String audience) {}

  /**
   * Who may sign in with a password.
   *
   * @param passwordFile a file that holds the password alone; or
   * @param passwordHash its hash, {@code {bcrypt}$2a$…}
   * @param roles submit, approve, operate, read
   */
  public record User(
      @Nullable Path passwordFile,
      @Nullable String passwordHash,
      @DefaultValue List<String> roles) {

    /** Shows no hash. */
    @Override
    public String toString() {
      return "User[roles=" + roles + "]";
    }
  }

  /**
   * Where receipts may be posted to.
   *
   * @param allowedHosts hosts by name, or {@code *.example.com} for all below one; empty for none
   * @param allowPrivate whether addresses of this machine and of private networks are allowed, and
   *     http
   */
  public record Callback(
      @DefaultValue List<String> allowedHosts, @DefaultValue("false") boolean allowPrivate) {}

  /**
   * Traces by OpenTelemetry; where to is {@code management.otlp.tracing.endpoint}.
   *
   * @param enabled whether there are any
   */
  public record Tracing(@DefaultValue("false") boolean enabled) {}

  /** The ledger's JDBC address. */
  public String ledgerUrl() {
    return ledger.url().isEmpty() ? "jdbc:sqlite:" + home.resolve("ledger.db") : ledger.url();
  }

  /** The file of an embedded ledger. */
  public Path ledgerFile() {
    return Path.of(ledgerUrl().replaceFirst("^jdbc:sqlite:", "").replaceFirst("\\?.*$", ""));
  }

  /** The folders whose disks must have room: the home, and that of an embedded ledger. */
  public List<Path> disks() {
    Path folder = ledgerFile().toAbsolutePath().getParent();
    return folder == null || folder.equals(home.toAbsolutePath())
        ? List.of(home)
        : List.of(home, folder);
  }
}
