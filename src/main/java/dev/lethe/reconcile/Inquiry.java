package dev.lethe.reconcile;

import dev.lethe.lane.Asking;
import dev.lethe.reconcile.Found.Seen;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.Listing;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks one vendor in one run, in whichever way it can be asked. A list is read once and kept; one
 * that changed while it was read is read again, three times in all, and proves nobody's absence
 * until it was read whole.
 *
 * <p>A vendor that fails three times in a row, or that asks for a pause, is not asked any more in
 * this run: whoever is left is unverifiable, with the code of the failure. For one thread.
 */
final class Inquiry {
  /** Calls that fail in a row before a run gives a vendor up: one may be chance, three are not. */
  private static final int FAILURES = 3;

  /** How often a list is read that changes while it is read. */
  private static final int READINGS = 3;

  private static final String NO_ANSWER = "no-answer";

  private final Vendor vendor;
  private final Asking asking;
  private final boolean byDeleting;
  private @Nullable Listing list;
  private @Nullable String givenUp;
  private int readings;
  private int failures;

  /**
   * A new inquiry.
   *
   * @param byDeleting whether a vendor that cannot be asked is sent the deletion once more
   */
  Inquiry(Vendor vendor, Asking asking, boolean byDeleting) {
    this.vendor = vendor;
    this.asking = asking;
    this.byDeleting = byDeleting;
  }

  /**
   * How many subjects to ask for at once: what fits a call, or many where no call is made for them.
   */
  int portion() {
    return switch (asking.way(vendor.name())) {
      case BY_SUBJECT -> vendor.pace().batch().verifyItems();
      case BY_LIST -> 1_000;
      case NONE -> byDeleting ? vendor.pace().batch().items() : 1_000;
    };
  }

  /** Whether only a later release or another setting can make the vendor answer. */
  boolean isMute() {
    return asking.way(vendor.name()) == Asking.Way.NONE && !byDeleting;
  }

  /**
   * What the vendor says of each of these subjects.
   *
   * @throws CutOffException if Lethe is going down
   */
  Map<String, Found> of(List<String> subjects) {
    String why = isMute() ? "no-read-call" : givenUp == null ? closed() : givenUp;
    if (why != null) {
      return all(subjects, why);
    }
    return switch (asking.way(vendor.name())) {
      case BY_SUBJECT -> read(subjects, asking.ask(vendor.name(), subjects));
      case BY_LIST -> fromList(subjects, Listing::of);
      case NONE -> bySendingAgain(subjects);
    };
  }

  /**
   * What the vendor's list says of subjects of which only the hash is left. No vendor is ever asked
   * for a hash.
   *
   * @throws CutOffException if Lethe is going down
   */
  Map<String, Found> ofRetired(List<String> hashes) {
    if (asking.way(vendor.name()) != Asking.Way.BY_LIST) {
      return all(hashes, "retired");
    }
    String why = givenUp == null ? closed() : givenUp;
    return why == null ? fromList(hashes, Listing::ofHashes) : all(hashes, why);
  }

  private @Nullable String closed() {
    return switch (asking.gate(vendor.name())) {
      case OPEN -> null;
      case PAUSED -> "lane-paused";
      case HALTED -> "lane-halted";
      case SHUT -> "dry-run";
      case STOPPING -> throw new CutOffException();
    };
  }

  private static Map<String, Found> all(List<String> subjects, String code) {
    Map<String, Found> found = new LinkedHashMap<>();
    subjects.forEach(subject -> found.put(subject, Found.unverifiable(code)));
    return found;
  }

  private Map<String, Found> read(List<String> subjects, Answer answer) {
    String call = answer.call();
    if (call != null && !vendor.codes().wentWell(call)) {
      return all(subjects, failed(call));
    }
    failures = 0;
    Map<String, Found> found = new LinkedHashMap<>();
    for (String subject : subjects) {
      String code = answer.items().getOrDefault(subject, answer.rest());
      found.put(subject, code == null ? Found.unverifiable(NO_ANSWER) : found(code));
    }
    return found;
  }

  private Found found(String code) {
    return switch (vendor.codes().rule(code).ofItem(1)) {
      case PRESENT -> new Found(Seen.PRESENT, code);
      case ABSENT -> new Found(Seen.ABSENT, code);
      default -> Found.unverifiable(code);
    };
  }

  /** Counts a failed call, and gives its code, or the lane's if that closed in between. */
  private String failed(String code) {
    String why = closed(); // a call that is broken off because Lethe stops says nothing at all
    if (why != null && "not-sent".equals(code)) {
      return why;
    }
    failures++;
    CodeRule rule = vendor.codes().rule(code);
    if (failures >= FAILURES || rule.pause() || rule.ofCall(1) == Verdict.HALT) {
      givenUp = code;
    }
    return code;
  }

  private Map<String, Found> fromList(
      List<String> subjects, BiFunction<Listing, List<String>, Answer> inList) {
    try {
      Listing known = list == null ? asking.list(vendor.name()) : list;
      if (list == null) {
        list = known;
        readings++;
      }
      Map<String, Found> found = read(subjects, inList.apply(known, subjects));
      while (!known.isWhole() && readings < READINGS) {
        readings++;
        known = asking.list(vendor.name());
        list = known;
        List<String> left =
            found.entrySet().stream()
                .filter(entry -> entry.getValue().seen() == Seen.UNVERIFIABLE)
                .map(Map.Entry::getKey)
                .toList();
        found.putAll(read(left, inList.apply(known, left)));
      }
      return found;
    } catch (CallFailedException failure) {
      return all(subjects, failed(failure.code()));
    }
  }

  /**
   * Sends the deletion once more: "not there" confirms it, and a success says that it was still
   * there, and is deleted now. A vendor that names only those who failed leaves the others open
   * ({@code UNKNOWN}); they are sent once more without the named ones. Whoever is gone only then
   * was not named as absent before, so that call of ours deleted it: it was there.
   */
  private Map<String, Found> bySendingAgain(List<String> subjects) {
    Map<String, Found> found = new LinkedHashMap<>();
    List<String> sendable = new ArrayList<>();
    for (String subject : subjects) {
      vendor
          .refuses(subject)
          .ifPresentOrElse(
              rejection -> found.put(subject, Found.unverifiable(rejection.code())),
              () -> sendable.add(subject));
    }
    Set<String> leftOpen = new HashSet<>();
    for (List<String> portion : portions(sendable)) {
      send(portion, leftOpen, found);
    }
    List<String> again = sendable.stream().filter(leftOpen::contains).toList();
    for (List<String> portion : portions(again)) {
      Map<String, Found> second = new LinkedHashMap<>();
      send(portion, new HashSet<>(), second);
      second.forEach(
          (subject, answer) ->
              found.put(
                  subject,
                  answer.seen() == Seen.ABSENT ? new Found(Seen.PRESENT, "deleted-now") : answer));
    }
    return found;
  }

  private void send(List<String> portion, Set<String> leftOpen, Map<String, Found> found) {
    String why = givenUp == null ? closed() : givenUp;
    if (why != null) {
      found.putAll(all(portion, why));
      return;
    }
    Answer answer = asking.sendAgain(vendor.name(), portion);
    String call = answer.call();
    if (call != null && !vendor.codes().wentWell(call)) {
      found.putAll(all(portion, failed(call)));
      return;
    }
    failures = 0;
    for (String subject : portion) {
      String code = answer.items().getOrDefault(subject, answer.rest());
      Verdict verdict = code == null ? Verdict.UNKNOWN : vendor.codes().rule(code).ofItem(1);
      String evidence = code == null ? NO_ANSWER : code;
      if (verdict == Verdict.DELETED) {
        found.put(subject, new Found(Seen.PRESENT, "deleted-now"));
      } else if (verdict == Verdict.ABSENT) {
        found.put(subject, new Found(Seen.ABSENT, evidence));
      } else {
        found.put(subject, Found.unverifiable(evidence));
        if (verdict == Verdict.UNKNOWN && answer.items().get(subject) == null) {
          leftOpen.add(subject);
        }
      }
    }
  }

  /** By count and, where the vendor has such a limit, by characters. */
  private List<List<String>> portions(List<String> subjects) {
    Vendor.BatchLimits limits = vendor.pace().batch();
    List<List<String>> portions = new ArrayList<>();
    List<String> portion = new ArrayList<>();
    int characters = 0;
    for (String subject : subjects) {
      int more = subject.length() + (portion.isEmpty() ? 0 : 1);
      boolean full =
          portion.size() == limits.items()
              || (limits.characters() > 0 && characters + more > limits.characters());
      if (full && !portion.isEmpty()) {
        portions.add(portion);
        portion = new ArrayList<>();
        characters = 0;
        more = subject.length();
      }
      portion.add(subject);
      characters += more;
    }
    if (!portion.isEmpty()) {
      portions.add(portion);
    }
    return portions;
  }
}
