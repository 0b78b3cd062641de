package dev.lethe.lane;

import dev.lethe.lane.PopulationRoutes.Page;
import dev.lethe.ledger.Caps.Population;
import dev.lethe.token.Token;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many accounts each vendor has, by the total of its list. An answer is kept for an hour; that
 * there is none is not kept. A vendor whose lane is paused or halted is not asked.
 */
public final class Populations {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final String NUMBER = "\\d{1,12}";

  private final Lanes lanes;
  private final TokenCache tokens;
  private final Clock clock;
  private final Function<Vendor, Page> firstPage;
  private final Map<String, Slot> slots = new ConcurrentHashMap<>();

  private static final class Slot {
    private long accounts;
    private Instant until = Instant.MIN;
  }

  /** Asks by these routes. */
  public Populations(Lanes lanes, TokenCache tokens, Clock clock, PopulationRoutes routes) {
    this(lanes, tokens, clock, routes::firstPage);
  }

  Populations(Lanes lanes, TokenCache tokens, Clock clock, Function<Vendor, Page> firstPage) {
    this.lanes = lanes;
    this.tokens = tokens;
    this.clock = clock;
    this.firstPage = firstPage;
  }

  /** The vendor's accounts, or why they are not known. Waits for the vendor's pace and reply. */
  public Population of(Vendor vendor) {
    Slot slot = slots.computeIfAbsent(vendor.name(), name -> new Slot());
    synchronized (slot) {
      if (clock.instant().isBefore(slot.until)) {
        return Population.of(slot.accounts);
      }
      LaneStatus status = lanes.of(vendor.name()).status();
      Population asked =
          status.state() == LaneStatus.State.OPEN
              ? ask(vendor)
              : Population.unknown("its lane is " + status.state() + ": " + status.reason());
      if (asked.unknownBecause() == null) {
        slot.accounts = asked.accounts();
        slot.until = clock.instant().plus(KEPT);
      }
      return asked;
    }
  }

  private Population ask(Vendor vendor) {
    Page page = firstPage.apply(vendor);
    Token token = page.token();
    String code = code(page, vendor);
    if (code != null
        && token != null
        && vendor.codes().rule(code).ofCall(1) == Verdict.RELOGIN
        && tokens.reject(vendor.name(), token)) {
      page = firstPage.apply(vendor);
      code = code(page, vendor);
    }
    if (code != null) {
      return Population.unknown(
          vendor.codes().rule(code).means() + " (" + vendor.codes().spoken(code) + ")");
    }
    return page.failure() == null
        ? total(page.page())
        : Population.unknown(String.valueOf(page.failure().getMessage()));
  }

  // The code of a call that did not go well.
  private static @Nullable String code(Page page, Vendor vendor) {
    if (page.failure() instanceof CallFailedException failed) {
      return failed.code();
    }
    Object call = page.page() instanceof Map<?, ?> map ? map.get("call") : null;
    return call == null || vendor.codes().wentWell(call) ? null : call.toString();
  }

  private static Population total(@Nullable Object body) {
    Object total = body instanceof Map<?, ?> page ? page.get("total") : null;
    Object subjects = body instanceof Map<?, ?> page ? page.get("subjects") : null;
    if (total == null
        || !total.toString().matches(NUMBER)
        || !(subjects instanceof List<?> names)) {
      return Population.unknown("its list does not say its total.");
    }
    long accounts = Long.parseLong(total.toString());
    boolean torn = names.size() > accounts || (accounts > 0 && names.isEmpty());
    return torn
        ? Population.unknown("its list contradicts the total that it gives.")
        : Population.of(accounts);
  }
}
