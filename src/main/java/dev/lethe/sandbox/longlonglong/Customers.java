package dev.lethe.sandbox.longlonglong;

import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.Faults;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.longlonglong.LonglonglongReplies.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Deletes and lists customers, and plays the faults that show in the reply. */
final class Customers {

  private final CustomerPool pool;
  private final CustomerPool clues;
  private final Faults faults;
  private volatile boolean clearsClues = true;
  private volatile boolean fuzzy;

  Customers(CustomerPool pool, CustomerPool clues, Faults faults) {
    this.pool = pool;
    this.clues = clues;
    this.faults = faults;
  }

  void clearsClues(boolean yes) {
    clearsClues = yes;
  }

  void fuzzy(boolean yes) {
    fuzzy = yes;
  }

  /** What {@code del_customer} counts; the phones are distinct. */
  long delete(List<String> phones) throws Refusal {
    for (String phone : phones) {
      if (faults.onSubject(Kind.POISON, CallKind.DELETE, phone).isPresent()) {
        throw Refusal.injected("422");
      }
    }
    Optional<Fault> whole = faults.onReply(Kind.TOP_LEVEL_CODE, CallKind.DELETE);
    if (whole.isPresent() && !whole.get().afterHandling()) {
      throw Refusal.injected(whole.get().code());
    }
    long count = 0;
    for (String phone : phones) {
      count += deleteOne(phone);
    }
    if (whole.isPresent()) {
      throw Refusal.injected(whole.get().code());
    }
    return faults.told(CallKind.DELETE, count);
  }

  /** A phone that is refused or left out cannot be told from one that is absent: it adds 0. */
  private int deleteOne(String phone) {
    Optional<Fault> fault =
        faults
            .onSubject(Kind.ITEM_CODE, CallKind.DELETE, phone)
            .or(() -> faults.onSubject(Kind.LEFT_OUT, CallKind.DELETE, phone));
    if (fault.isPresent()) {
      if (fault.get().afterHandling()) {
        deleteRecords(phone);
      }
      return 0;
    }
    if (faults.onSubject(Kind.LIE, CallKind.DELETE, phone).isPresent()) {
      return 1;
    }
    return deleteRecords(phone);
  }

  private int deleteRecords(String phone) {
    return pool.delete(phone) + (clearsClues ? clues.delete(phone) : 0);
  }

  /** What {@code get_customer} answers, of either pool. */
  Page list(CustomerQuery query, boolean ofClues) throws Refusal {
    String phone = query.phone();
    Optional<Fault> failure = faults.onReply(Kind.TOP_LEVEL_CODE, CallKind.VERIFY);
    if (failure.isEmpty() && !phone.isEmpty()) {
      failure = faults.onSubject(Kind.ITEM_CODE, CallKind.VERIFY, phone);
    }
    if (failure.isPresent()) {
      throw Refusal.injected(failure.get().code());
    }
    List<String> found = new ArrayList<>((ofClues ? clues : pool).find(phone, fuzzy));
    found.removeIf(this::isHidden);
    faults
        .onReply(Kind.UNASKED, CallKind.VERIFY)
        .ifPresent(fault -> fault.subjects().stream().sorted().forEach(found::add));
    if (faults.onReply(Kind.DOUBLED, CallKind.VERIFY).isPresent()) {
      found.addAll(List.copyOf(found));
    }
    if (faults.onReply(Kind.SHUFFLED, CallKind.VERIFY).isPresent()) {
      Collections.rotate(found, 1);
    }
    long from = Math.min((query.page() - 1L) * query.perPage(), found.size());
    long to = Math.min(from + query.perPage(), found.size());
    List<String> shown = List.copyOf(found.subList((int) from, (int) to));
    return new Page(
        faults.told(CallKind.VERIFY, found.size()), query.page(), query.perPage(), shown);
  }

  private boolean isHidden(String phone) {
    return faults.onSubject(Kind.LIE, CallKind.VERIFY, phone).isPresent()
        || faults.onSubject(Kind.LEFT_OUT, CallKind.VERIFY, phone).isPresent();
  }
}
