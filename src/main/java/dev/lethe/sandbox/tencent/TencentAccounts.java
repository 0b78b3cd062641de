package dev.lethe.sandbox.tencent;

import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.CallLog;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.Faults;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.tencent.TencentReplies.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Deletes and looks up accounts one by one, and plays the faults that show in the reply. */
final class TencentAccounts {

  private static final String INJECTED = "set by the sandbox";

  /** What is done with one account; a lie says that it is gone, and does nothing. */
  @FunctionalInterface
  private interface Work {
    Result on(String id, boolean lie);
  }

  private final String admin;
  private final Accounts accounts;
  private final Faults faults;
  private final CallLog calls;

  TencentAccounts(String admin, Accounts accounts, Faults faults, CallLog calls) {
    this.admin = admin;
    this.accounts = accounts;
    this.faults = faults;
    this.calls = calls;
  }

  /** What {@code account_delete} answers. */
  List<Result> delete(List<String> ids) throws Refusal {
    if (new HashSet<>(ids).size() < ids.size()) {
      calls.violation(() -> "account_delete holds a UserID twice");
    }
    return each(CallKind.DELETE, ids, this::deleteOne);
  }

  /** What {@code account_check} answers. */
  List<Result> check(List<String> ids) throws Refusal {
    return each(CallKind.VERIFY, ids, this::checkOne);
  }

  private Result deleteOne(String id, boolean lie) {
    if (id.equals(admin)) {
      // The vendor's answer is not documented. It must never come to this.
      calls.violation(() -> "account_delete holds the administrator itself");
      return new Result(id, "70402", "the administrator is not deleted", "");
    }
    if (id.startsWith("@RBT#")) {
      calls.violation(() -> "account_delete holds a chatbot, which has a call of its own");
      return new Result(id, "70402", "chatbots are not deleted by this call", "");
    }
    return lie || accounts.delete(id)
        ? new Result(id, "0", "", "")
        : new Result(id, "70107", "Err_TLS_PT_Open_Login_Account_Not_Exist", "");
  }

  private Result checkOne(String id, boolean lie) {
    boolean there = !lie && accounts.exists(id);
    return new Result(id, "0", "", there ? "Imported" : "NotImported");
  }

  private List<Result> each(CallKind call, List<String> ids, Work work) throws Refusal {
    for (String id : ids) {
      if (faults.onSubject(Kind.POISON, call, id).isPresent()) {
        throw Refusal.injected("70402");
      }
    }
    Optional<Fault> whole = faults.onReply(Kind.TOP_LEVEL_CODE, call);
    if (whole.isPresent() && !whole.get().afterHandling()) {
      throw Refusal.injected(whole.get().code());
    }
    List<Result> results = new ArrayList<>(ids.size());
    for (String id : ids) {
      result(call, id, work).ifPresent(results::add);
    }
    if (whole.isPresent()) {
      throw Refusal.injected(whole.get().code());
    }
    return reshaped(call, results);
  }

  private Optional<Result> result(CallKind call, String id, Work work) {
    Optional<Fault> leftOut = faults.onSubject(Kind.LEFT_OUT, call, id);
    Optional<Fault> coded =
        leftOut.isPresent() ? Optional.empty() : faults.onSubject(Kind.ITEM_CODE, call, id);
    Optional<Fault> fault = leftOut.or(() -> coded);
    if (fault.isEmpty()) {
      return Optional.of(work.on(id, faults.onSubject(Kind.LIE, call, id).isPresent()));
    }
    if (fault.get().afterHandling()) {
      work.on(id, false);
    }
    return coded.map(code -> new Result(id, code.code(), INJECTED, ""));
  }

  private List<Result> reshaped(CallKind call, List<Result> results) {
    List<Result> reshaped = new ArrayList<>(results);
    faults
        .onReply(Kind.UNASKED, call)
        .ifPresent(
            fault ->
                fault.subjects().stream()
                    .sorted()
                    .forEach(id -> reshaped.add(0, new Result(id, "0", "", ""))));
    if (faults.onReply(Kind.DOUBLED, call).isPresent()) {
      reshaped.addAll(List.copyOf(reshaped));
    }
    if (faults.onReply(Kind.SHUFFLED, call).isPresent()) {
      // A rotation, not a draw: no result stays where its account was in the call.
      Collections.rotate(reshaped, 1);
    }
    return reshaped;
  }
}
