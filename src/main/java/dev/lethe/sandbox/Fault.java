package dev.lethe.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One thing that is to go wrong at a simulated vendor.
 *
 * @param kind what goes wrong
 * @param times how often, 0 for until it is cleared; counted by call, but by subject where the kind
 *     is about items (at most 127 then)
 * @param probability the share of the calls, or of the subjects, that it befalls, above 0 to 1
 * @param afterHandling whether the vendor has done its work by then: deleted, but did not say so
 * @param code the HTTP status, the vendor's own code (its own text where it has no codes) or a
 *     count, where the kind has one
 * @param duration how long a hang lasts, or the {@code Retry-After} of an HTTP status, zero for
 *     none
 * @param subjects the subjects that it befalls, empty for any; for {@link Kind#UNASKED} those that
 *     the reply names unasked
 * @param on the calls that it befalls; empty stands for all, for kinds about items and counts for
 *     deletions
 */
public record Fault(
    Kind kind,
    int times,
    double probability,
    boolean afterHandling,
    String code,
    Duration duration,
    Set<String> subjects,
    Set<CallKind> on) {

  /** Who plays a fault, and what it befalls. */
  public enum Level {
    /** The server, on a call. */
    WIRE,
    /** The vendor, on a reply as a whole. */
    REPLY,
    /** The vendor, on a subject. */
    ITEM
  }

  /** What can go wrong; in JSON the names are in kebab-case. */
  public enum Kind {
    /** An HTTP status (code) with a short text, and Retry-After (duration). */
    HTTP_STATUS(Level.WIRE),
    /** The connection is closed without a reply. */
    DROPPED_CONNECTION(Level.WIRE),
    /** Nothing happens for the duration, then all goes on; after handling, the reply is late. */
    HANG(Level.WIRE),
    /** The call is handled, but half-way through the reply the connection is closed. */
    TRUNCATED_BODY(Level.WIRE),
    /** Status 200 with a page for people, as gateways send. */
    HTML_BODY(Level.WIRE),
    /** Status 200 with nothing. */
    EMPTY_BODY(Level.WIRE),
    /** The reply as a whole bears the vendor's code. */
    TOP_LEVEL_CODE(Level.REPLY),
    /** The reply has results for subjects that nobody asked for. */
    UNASKED(Level.REPLY),
    /** Before the call, another client logs in, so that the token it bears holds no more. */
    DISPLACED_TOKEN(Level.REPLY),
    /**
     * Since the page before, the list has grown by the code at its front ({@code +1}), or has lost
     * as many there ({@code -1}): the pages overlap, or pass over accounts.
     */
    SHIFTED_PAGE(Level.REPLY),
    /** The results come in another order. */
    SHUFFLED(Level.REPLY),
    /** Each result comes twice. */
    DOUBLED(Level.REPLY),
    /** The vendor sees the call without its body, as behind a proxy that drops it. */
    LOST_BODY(Level.REPLY),
    /** A count in the reply is the code, or off by it where the code has a sign; never below 0. */
    WRONG_COUNT(Level.REPLY),
    /** The subject's result bears the vendor's code. */
    ITEM_CODE(Level.ITEM),
    /** The reply does not name the subject. */
    LEFT_OUT(Level.ITEM),
    /** A call with the subject in it fails as a whole, and nothing is done. */
    POISON(Level.ITEM),
    /** The subject's result bears the row number of another subject. */
    WRONG_ROW(Level.ITEM),
    /** The subject is called deleted, and is not. */
    LIE(Level.ITEM);

    private final Level level;

    Kind(Level level) {
      this.level = level;
    }

    /** Who plays it. */
    public Level level() {
      return level;
    }

    /** Its name in JSON. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Checks it; each message is a sentence for the person who wrote the fault. */
  public Fault {
    require(times >= 0, kind, "times is negative");
    require(kind.level != Level.ITEM || times <= CompactIdMap.MOST, kind, "times is above 127");
    require(probability > 0 && probability <= 1, kind, "probability is not above 0 and up to 1");
    require(!duration.isNegative(), kind, "duration is negative");
    require(kind != Kind.HTTP_STATUS || code.matches("[2-5]\\d\\d"), kind, "code is no status");
    require(kind != Kind.HANG || !duration.isZero(), kind, "duration is missing");
    require(kind != Kind.UNASKED || !subjects.isEmpty(), kind, "subjects are missing");
    boolean signed = kind != Kind.SHIFTED_PAGE || code.matches("[+-]\\d{1,6}");
    require(signed, kind, "code is no number as +1 or -1");
    boolean coded = kind == Kind.TOP_LEVEL_CODE || kind == Kind.ITEM_CODE;
    require(!coded || !code.isEmpty(), kind, "code is missing");
    subjects = Set.copyOf(subjects);
    boolean whole = kind != Kind.WRONG_COUNT || code.matches("[+-]?\\d{1,9}");
    require(whole, kind, "code is no whole number");
    boolean deletesOnly =
        kind.level == Level.ITEM || kind == Kind.UNASKED || kind == Kind.WRONG_COUNT;
    Set<CallKind> usual = deletesOnly ? Set.of(CallKind.DELETE) : Set.of(CallKind.values());
    on = on.isEmpty() ? usual : Set.copyOf(on);
  }

  private static void require(boolean right, Kind kind, String wrong) {
    if (!right) {
      throw new IllegalArgumentException("In the fault " + kind.text() + ", " + wrong + ".");
    }
  }

  /** A fault of a kind that needs nothing else, on every call or subject until it is cleared. */
  public static Fault of(Kind kind) {
    return new Fault(kind, 0, 1, false, "", Duration.ZERO, Set.of(), Set.of());
  }

  /** An HTTP status, on every call until it is cleared. */
  public static Fault httpStatus(int status) {
    return new Fault(Kind.HTTP_STATUS, 0, 1, false, "" + status, Duration.ZERO, Set.of(), Set.of());
  }

  /** An HTTP status with a Retry-After in seconds. */
  public static Fault httpStatus(int status, Duration retryAfter) {
    return new Fault(Kind.HTTP_STATUS, 0, 1, false, "" + status, retryAfter, Set.of(), Set.of());
  }

  /** No reply for a time. */
  public static Fault hang(Duration duration) {
    return new Fault(Kind.HANG, 0, 1, false, "", duration, Set.of(), Set.of());
  }

  /** The vendor's code for the reply as a whole. */
  public static Fault topLevelCode(String code) {
    return new Fault(Kind.TOP_LEVEL_CODE, 0, 1, false, code, Duration.ZERO, Set.of(), Set.of());
  }

  /** The vendor's code for these subjects, or for any if none are given. */
  public static Fault itemCode(String code, String... subjects) {
    return new Fault(Kind.ITEM_CODE, 0, 1, false, code, Duration.ZERO, setOf(subjects), Set.of());
  }

  /** Pages of a list that has so many more accounts at its front since the page before. */
  public static Fault shiftedPage(int by) {
    String code = (by < 0 ? "" : "+") + by;
    return new Fault(Kind.SHIFTED_PAGE, 0, 1, false, code, Duration.ZERO, Set.of(), Set.of());
  }

  /** Results for subjects that nobody asked for, called deleted. */
  public static Fault unasked(String... subjects) {
    return new Fault(Kind.UNASKED, 0, 1, false, "", Duration.ZERO, setOf(subjects), Set.of());
  }

  /** A wrong count: {@code 7} for that very count, {@code +1} or {@code -1} for one that is off. */
  public static Fault wrongCount(String count) {
    return new Fault(Kind.WRONG_COUNT, 0, 1, false, count, Duration.ZERO, Set.of(), Set.of());
  }

  /** The same, for these subjects only. */
  public Fault onSubjects(String... only) {
    return new Fault(kind, times, probability, afterHandling, code, duration, setOf(only), on);
  }

  /** The same, so many times. */
  public Fault times(int most) {
    return new Fault(kind, most, probability, afterHandling, code, duration, subjects, on);
  }

  /** The same, for a share of the calls or subjects. */
  public Fault probability(double share) {
    return new Fault(kind, times, share, afterHandling, code, duration, subjects, on);
  }

  /** The same, once the vendor has done its work. */
  public Fault afterwards() {
    return new Fault(kind, times, probability, true, code, duration, subjects, on);
  }

  /** The same, on calls of these kinds only. */
  public Fault on(CallKind... calls) {
    return new Fault(
        kind, times, probability, afterHandling, code, duration, subjects, Set.of(calls));
  }

  private static Set<String> setOf(String... subjects) {
    return Set.copyOf(List.of(subjects));
  }
}
