package dev.lethe.sandbox.ciopaas;

import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.CallLog;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.Faults;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.ciopaas.CiopaasReplies.Counts;
import dev.lethe.sandbox.ciopaas.CiopaasReplies.Listing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes and lists accounts, and plays the faults that show in the reply. */
final class CiopaasAccounts {

  /** Where a name is counted. */
  private enum Count {
    SUCCESS,
    NOT_ALLOWED,
    FAILURE,
    NOWHERE;

    /** By the name of the field; whatever is none is a failure. */
    static Count of(String field) {
      return switch (field) {
        case "success_num" -> SUCCESS;
        case "not_allowed" -> NOT_ALLOWED;
        default -> FAILURE;
      };
    }
  }

  private final String own;
  private final Accounts accounts;
  private final CiopaasOptions options;
  private final Faults faults;
  private final CallLog calls;

  CiopaasAccounts(
      String own, Accounts accounts, CiopaasOptions options, Faults faults, CallLog calls) {
    this.own = own;
    this.accounts = accounts;
    this.options = options;
    this.faults = faults;
    this.calls = calls;
  }

  /** What {@code aiUserDeleteapi} has come to, as far as its reply is true. */
  Counts delete(List<String> names) throws Refusal {
    if (new HashSet<>(names).size() < names.size()) {
      calls.violation(() -> "aiUserDeleteapi holds a name twice");
    }
    if (names.contains(own)) {
      // The vendor's answer is not documented. It must never come to this.
      throw Refusal.violation(20007, "the names hold the login's own account");
    }
    for (String name : names) {
      if (faults.onSubject(Kind.POISON, CallKind.DELETE, name).isPresent()) {
        throw Refusal.injected("30006");
      }
    }
    Optional<Fault> whole = faults.onReply(Kind.TOP_LEVEL_CODE, CallKind.DELETE);
    if (whole.isPresent() && !whole.get().afterHandling()) {
      throw Refusal.injected(whole.get().code());
    }
    Map<Count, Integer> counts = new EnumMap<>(Count.class);
    for (String name : names) {
      counts.merge(counted(name), 1, Integer::sum);
    }
    if (whole.isPresent()) {
      throw Refusal.injected(whole.get().code());
    }
    return reshaped(counts);
  }

  private Count counted(String name) {
    Optional<Fault> leftOut = faults.onSubject(Kind.LEFT_OUT, CallKind.DELETE, name);
    Optional<Fault> coded =
        leftOut.isPresent()
            ? Optional.empty()
            : faults.onSubject(Kind.ITEM_CODE, CallKind.DELETE, name);
    Optional<Fault> fault = leftOut.or(() -> coded);
    if (fault.isEmpty()) {
      boolean lie = faults.onSubject(Kind.LIE, CallKind.DELETE, name).isPresent();
      return lie ? Count.SUCCESS : deleted(name);
    }
    if (fault.get().afterHandling()) {
      deleted(name);
    }
    return coded.map(field -> Count.of(field.code())).orElse(Count.NOWHERE);
  }

  private Count deleted(String name) {
    if (options.forbids(name)) {
      return Count.NOT_ALLOWED;
    }
    if (accounts.delete(name)) {
      return Count.SUCCESS;
    }
    return options.unknownSkipped() ? Count.NOWHERE : Count.FAILURE;
  }

  private Counts reshaped(Map<Count, Integer> counts) {
    int successes = counts.getOrDefault(Count.SUCCESS, 0);
    successes +=
        faults
            .onReply(Kind.UNASKED, CallKind.DELETE)
            .map(fault -> fault.subjects().size())
            .orElse(0);
    int told = Math.toIntExact(faults.told(CallKind.DELETE, successes));
    int times = faults.onReply(Kind.DOUBLED, CallKind.DELETE).isPresent() ? 2 : 1;
    return new Counts(
        times * told,
        times * counts.getOrDefault(Count.NOT_ALLOWED, 0),
        times * counts.getOrDefault(Count.FAILURE, 0));
  }

  private int shift() {
    return faults
        .onReply(Kind.SHIFTED_PAGE, CallKind.VERIFY)
        .map(fault -> Integer.parseInt(fault.code()))
        .orElse(0);
  }

  /** What {@code aiUserDatasapi} answers. */
  Listing list(CiopaasBody.Page page) throws Refusal {
    Optional<Fault> whole = faults.onReply(Kind.TOP_LEVEL_CODE, CallKind.VERIFY);
    if (whole.isPresent()) {
      throw Refusal.injected(whole.get().code());
    }
    List<String> found = found(page.filter());
    int size = Math.min(page.size(), options.largestPage());
    int shift = page.index() == 0 ? 0 : shift();
    long first = Math.max(0, (long) page.index() * size - shift);
    int from = (int) Math.min(first, found.size());
    int to = (int) Math.min(first + size, found.size());
    int total = Math.toIntExact(faults.told(CallKind.VERIFY, (long) found.size() + shift));
    return new Listing(shown(found.subList(from, to)), Math.max(0, total), page.index(), size);
  }

  private List<String> found(String filter) {
    if (filter.isEmpty()) {
      return accounts.list();
    }
    if (options.exactFilter()) {
      return accounts.exists(filter) ? List.of(filter) : List.of();
    }
    return accounts.list().stream().filter(name -> name.contains(filter)).toList();
  }

  private List<String> shown(List<String> names) {
    List<String> shown = new ArrayList<>(names.size());
    for (String name : names) {
      boolean hidden =
          faults.onSubject(Kind.LEFT_OUT, CallKind.VERIFY, name).isPresent()
              || faults.onSubject(Kind.LIE, CallKind.VERIFY, name).isPresent();
      if (!hidden) {
        shown.add(name);
      }
    }
    faults
        .onReply(Kind.UNASKED, CallKind.VERIFY)
        .ifPresent(fault -> fault.subjects().stream().sorted().forEach(shown::add));
    if (faults.onReply(Kind.DOUBLED, CallKind.VERIFY).isPresent()) {
      shown.addAll(List.copyOf(shown));
    }
    if (faults.onReply(Kind.SHUFFLED, CallKind.VERIFY).isPresent()) {
      Collections.rotate(shown, 1);
    }
    return shown;
  }
}
