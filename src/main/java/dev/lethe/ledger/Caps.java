package dev.lethe.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What may be released without anybody's approval. Over one of them a request is held as a whole.
 *
 * @param itemsPerRequest rows of a request at the most, bad ones and doubles counted
 * @param itemsPerDay rows that may go to a lane on one day, by lane; a lane that is missing has no
 *     such cap
 * @param shares how much of all accounts may go, by lane; a lane that is missing has no such cap
 * @param zone whose calendar days are meant
 */
public record Caps(
    long itemsPerRequest, Map<String, Long> itemsPerDay, Map<String, Share> shares, ZoneId zone) {

  /** Copies the maps. */
  public Caps {
    itemsPerDay = Map.copyOf(itemsPerDay);
    shares = Map.copyOf(shares);
  }

  /** No caps at all. */
  public static Caps none() {
    return ofRequest(Long.MAX_VALUE);
  }

  /** So many rows a request, and no other cap; 0 holds every request. */
  public static Caps ofRequest(long itemsPerRequest) {
    return new Caps(itemsPerRequest, Map.of(), Map.of(), ZoneOffset.UTC);
  }

  /**
   * A share of all accounts.
   *
   * @param most from 0 to 1
   * @param population how many accounts there are
   */
  public record Share(double most, Population population) {

    boolean allows(long items) {
      BigDecimal allowed =
          BigDecimal.valueOf(most).multiply(BigDecimal.valueOf(population.accounts()));
      return BigDecimal.valueOf(items).compareTo(allowed) <= 0;
    }
  }

  /**
   * How many accounts a vendor has.
   *
   * @param accounts how many; means nothing if it is not known
   * @param unknownBecause a sentence, null if it is known
   */
  public record Population(long accounts, @Nullable String unknownBecause) {

    /** So many. */
    public static Population of(long accounts) {
      return new Population(accounts, null);
    }

    /** Not known, and why. */
    public static Population unknown(String because) {
      return new Population(0, because);
    }
  }

  /**
   * What a lane has had already.
   *
   * @param today rows released or approved on the day
   * @param open rows released and not final yet; counted only where there is a share
   */
  public record LaneUse(long today, long open) {
    /** Nothing yet. */
    public static final LaneUse NONE = new LaneUse(0, 0);
  }

  /**
   * Why a request is to be held: a sentence for each cap that it goes beyond, none if it may go.
   *
   * @param rows all rows of the request
   * @param accepted its rows by lane, without bad ones and doubles
   * @param uses what these lanes have had already; a lane that is missing has had nothing
   * @param now the moment of the release
   */
  public List<String> reasons(
      long rows, Map<String, Long> accepted, Map<String, LaneUse> uses, Instant now) {
    List<String> reasons = new ArrayList<>();
    if (rows > itemsPerRequest) {
      reasons.add(
          "It has %d rows, and lethe.safety.max-items-per-request is %d."
              .formatted(rows, itemsPerRequest));
    }
    new TreeMap<>(accepted)
        .forEach(
            (lane, items) -> {
              LaneUse use = uses.getOrDefault(lane, LaneUse.NONE);
              ofDay(lane, items, use, day(now), reasons);
              ofShare(lane, items, use, reasons);
            });
    return reasons;
  }

  private void ofDay(String lane, long items, LaneUse use, LocalDate day, List<String> reasons) {
    Long most = itemsPerDay.get(lane);
    if (most != null && items > 0 && use.today() + items > most) {
      reasons.add(
          "Its %d rows for %s and the %d released on %s (%s) are more than max-items-per-day, %d."
              .formatted(items, lane, use.today(), day, zone, most));
    }
  }

  private void ofShare(String lane, long items, LaneUse use, List<String> reasons) {
    Share share = shares.get(lane);
    if (share == null || items == 0) {
      return;
    }
    String unknown = share.population().unknownBecause();
    if (unknown != null) {
      reasons.add(
          "max-share is set for %s, and nobody knows how many accounts there are: %s"
              .formatted(lane, unknown));
    } else if (!share.allows(use.open() + items)) {
      reasons.add(
          "Its %d rows for %s and the %d that are still open are more than max-share, %s, of the %d accounts there."
              .formatted(
                  items,
                  lane,
                  use.open(),
                  BigDecimal.valueOf(share.most()).toPlainString(),
                  share.population().accounts()));
    }
  }

  private LocalDate day(Instant now) {
    return now.atZone(zone).toLocalDate();
  }

  /** The same without the caps that need a vendor to be asked. */
  public Caps withoutShares() {
    return new Caps(itemsPerRequest, itemsPerDay, Map.of(), zone);
  }

  /** When the day of that moment begins. */
  Instant dayBegins(Instant now) {
    return day(now).atStartOfDay(zone).toInstant();
  }

  /** When the day after it begins. */
  Instant dayEnds(Instant now) {
    return day(now).plusDays(1).atStartOfDay(zone).toInstant();
  }
}
