package dev.lethe.sandbox.ciopaas;

import dev.lethe.sandbox.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one key of an account that holds, and those that did. Safe for many threads. */
final class CiopaasKeys {

  /**
   * A key.
   *
   * @param text 8 letters and digits
   * @param end from when on it is expired
   */
  record Key(String text, Instant end) {}

  private final String tenant;
  private final CiopaasOptions options;
  private final Clock clock;
  private final List<String> issued = new ArrayList<>();
  private @Nullable Key current;

  CiopaasKeys(String tenant, CiopaasOptions options, Clock clock) {
    this.tenant = tenant;
    this.options = options;
    this.clock = clock;
  }

  /** Gives a key to who has logged in, a new one or, by the options, the one before. */
  synchronized Key login() {
    Key before = current;
    Instant now = clock.instant();
    Instant end = now.plus(options.keyLife());
    if (before != null && options.keyPolicy() == CiopaasOptions.KeyPolicy.RENEWED) {
      return renewed(before, end);
    }
    if (before != null
        && options.keyPolicy() == CiopaasOptions.KeyPolicy.REUSED
        && now.isBefore(before.end())) {
      return before;
    }
    Key key = new Key(text(), end);
    current = key;
    issued.add(key.text());
    return key;
  }

  private Key renewed(Key before, Instant end) {
    Key key = new Key(before.text(), end);
    current = key;
    return key;
  }

  /** Somebody else has logged in: nobody here knows the key that holds now. */
  synchronized void displace() {
    current = new Key(text(), clock.instant().plus(options.keyLife()));
    issued.add(current.text());
  }

  /** The key that holds is over at once. */
  synchronized void expire() {
    Key before = current;
    if (before != null) {
      current = new Key(before.text(), clock.instant());
    }
  }

  /** Lets the key pass that holds, and no other. */
  synchronized void check(String key) throws Refusal {
    Key now = current;
    if (now == null || !now.text().equals(key)) {
      throw Refusal.of(20005, "the api_key does not hold");
    }
    if (!clock.instant().isBefore(now.end())) {
      throw Refusal.of(20006, "the api_key is expired");
    }
  }

  synchronized List<String> issued() {
    return List.copyOf(issued);
  }

  // The same keys at every run, no two alike in a tenant; with a letter, so that none is a number.
  private String text() {
    return "K" + Digests.md5(tenant + " key " + issued.size()).substring(0, 7);
  }
}
