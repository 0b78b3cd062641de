package dev.lethe.sandbox.ciopaas;

import java.time.Duration;
import java.util.Set;

/**
 * What the platform's documents leave open, or tell in two ways; settable at any time. Safe for
 * many threads.
 *
 * <p>Unset, all is as in the samples of Yunke's and Digelao's own pages.
 */
public final class CiopaasOptions {

  /** What a login does while an account has a key already. */
  public enum KeyPolicy {
    /** It makes a new key and displaces the old one, as the page on logins by password says. */
    NEW,
    /** It gives the old key back, with its old end, and a new one only when that is over. */
    REUSED,
    /** It gives the old key back with a new life, as the page on logins by access id says. */
    RENEWED
  }

  private volatile KeyPolicy keyPolicy = KeyPolicy.NEW;
  private volatile Duration keyLife = Duration.ofHours(2);
  private volatile boolean expireAsText;
  private volatile String password = "";
  private volatile boolean namesAsText;
  private volatile boolean swappedFields;
  private volatile boolean countsAsText;
  private volatile boolean countsInData;
  private volatile boolean unknownSkipped;
  private volatile Set<String> notAllowed = Set.of();
  private volatile boolean exactFilter;
  private volatile boolean laravelPages;
  private volatile int largestPage = 1000;

  CiopaasOptions() {}

  /** What a login does while there is a key. */
  public CiopaasOptions keyPolicy(KeyPolicy policy) {
    keyPolicy = policy;
    return this;
  }

  /** True for {@link KeyPolicy#REUSED}, else {@link KeyPolicy#NEW}. */
  public CiopaasOptions reuseKey(boolean reuse) {
    return keyPolicy(reuse ? KeyPolicy.REUSED : KeyPolicy.NEW);
  }

  /** How long keys hold that are made from now on; at first two hours. */
  public CiopaasOptions keyLife(Duration life) {
    keyLife = life;
    return this;
  }

  /** Whether {@code api_key_expire} is a string, as in the table, not a number. */
  public CiopaasOptions expireAsText(boolean text) {
    expireAsText = text;
    return this;
  }

  /** Lets the login's own user log in by this password too; empty for not. */
  public CiopaasOptions password(String password) {
    this.password = password;
    return this;
  }

  /** Whether the names are to come as the text of a JSON array, not as an array. */
  public CiopaasOptions namesAsText(boolean text) {
    namesAsText = text;
    return this;
  }

  /** Whether {@code pkey} is to hold the names and {@code entityInstanceId} the fixed word. */
  public CiopaasOptions swappedFields(boolean swapped) {
    swappedFields = swapped;
    return this;
  }

  /** Whether the counts of a deletion are strings. */
  public CiopaasOptions countsAsText(boolean text) {
    countsAsText = text;
    return this;
  }

  /** Whether the counts come as {@code {code, msg, data}}, not beside {@code rst}. */
  public CiopaasOptions countsInData(boolean inData) {
    countsInData = inData;
    return this;
  }

  /** Whether unknown names are counted nowhere, not in {@code fail_num}. */
  public CiopaasOptions unknownSkipped(boolean skipped) {
    unknownSkipped = skipped;
    return this;
  }

  /** Who is counted in {@code not_allowed}, and not deleted; these names and no others. */
  public CiopaasOptions notAllowed(String... names) {
    notAllowed = Set.of(names);
    return this;
  }

  /** Whether the list's filter wants the whole name, not a part of it. */
  public CiopaasOptions exactFilter(boolean exact) {
    exactFilter = exact;
    return this;
  }

  /** Whether pages come as Laravel's paginator writes them. */
  public CiopaasOptions laravelPages(boolean laravel) {
    laravelPages = laravel;
    return this;
  }

  /** What larger page sizes are silently cut to; at first 1000. */
  public CiopaasOptions largestPage(int accounts) {
    if (accounts < 1) {
      throw new IllegalArgumentException("A page holds at least one account.");
    }
    largestPage = accounts;
    return this;
  }

  KeyPolicy keyPolicy() {
    return keyPolicy;
  }

  Duration keyLife() {
    return keyLife;
  }

  boolean expireAsText() {
    return expireAsText;
  }

  String password() {
    return password;
  }

  boolean namesAsText() {
    return namesAsText;
  }

  boolean swappedFields() {
    return swappedFields;
  }

  boolean countsAsText() {
    return countsAsText;
  }

  boolean countsInData() {
    return countsInData;
  }

  boolean unknownSkipped() {
    return unknownSkipped;
  }

  boolean forbids(String name) {
    return notAllowed.contains(name);
  }

  boolean exactFilter() {
    return exactFilter;
  }

  boolean laravelPages() {
    return laravelPages;
  }

  int largestPage() {
    return largestPage;
  }
}
