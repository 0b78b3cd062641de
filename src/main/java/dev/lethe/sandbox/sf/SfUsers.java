package dev.lethe.sandbox.sf;

import static dev.lethe.sandbox.CallKind.DELETE;

import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.Faults;
import dev.lethe.sandbox.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Deletes users in either reading of a failure, and plays the faults that show in the reply. */
final class SfUsers {

  private static final String HALF_WIDTH = "用户账号不存在!";
  private static final String FULL_WIDTH = "用户账号不存在！";

  private final Accounts accounts;
  private final Faults faults;
  private volatile SfReading reading = SfReading.BEST_EFFORT;
  private volatile boolean fullWidth;

  /**
   * A row that failed, as the reply names it.
   *
   * @param rowNo its place in the call, from 1
   */
  record Row(int rowNo, String userNo, String cause) {}

  /** What came of a call; it can have failed without naming a row. */
  record Outcome(boolean failed, List<Row> named) {}

  SfUsers(Accounts accounts, Faults faults) {
    this.accounts = accounts;
    this.faults = faults;
  }

  void reading(SfReading other) {
    reading = other;
  }

  void fullWidth(boolean yes) {
    fullWidth = yes;
  }

  /** What {@code batchDelete} answers; one call at a time, so that none sees another's half. */
  synchronized Outcome delete(List<String> userNos) throws Refusal {
    for (String userNo : userNos) {
      Optional<Fault> poison = faults.onSubject(Kind.POISON, DELETE, userNo);
      if (poison.isPresent()) {
        throw Refusal.injected(poison.get().code().isEmpty() ? "系统异常" : poison.get().code());
      }
    }
    Optional<Fault> whole = faults.onReply(Kind.TOP_LEVEL_CODE, DELETE);
    if (whole.isPresent() && !whole.get().afterHandling()) {
      throw Refusal.injected(whole.get().code());
    }
    Outcome outcome = deleteRows(userNos);
    if (whole.isPresent()) {
      throw Refusal.injected(whole.get().code());
    }
    return reshaped(outcome);
  }

  private Outcome deleteRows(List<String> userNos) {
    List<Row> named = new ArrayList<>();
    List<String> good = new ArrayList<>();
    boolean failed = false;
    for (int i = 0; i < userNos.size(); i++) {
      String userNo = userNos.get(i);
      Optional<Fault> leftOut = faults.onSubject(Kind.LEFT_OUT, DELETE, userNo);
      if (leftOut.isPresent()) {
        failed = true;
        deletedAllTheSame(leftOut.get(), userNo);
        continue;
      }
      Optional<String> cause = cause(userNo);
      if (cause.isPresent()) {
        failed = true;
        named.add(new Row(rowNo(i, userNo, userNos.size()), userNo, cause.get()));
      } else if (faults.onSubject(Kind.LIE, DELETE, userNo).isEmpty()) {
        good.add(userNo);
      }
    }
    if (!failed || reading == SfReading.BEST_EFFORT) {
      good.forEach(accounts::delete);
    }
    return new Outcome(failed, named);
  }

  private Optional<String> cause(String userNo) {
    Optional<Fault> coded = faults.onSubject(Kind.ITEM_CODE, DELETE, userNo);
    if (coded.isPresent()) {
      deletedAllTheSame(coded.get(), userNo);
      return Optional.of(coded.get().code());
    }
    return accounts.exists(userNo) ? Optional.empty() : Optional.of(absent());
  }

  private void deletedAllTheSame(Fault fault, String userNo) {
    if (fault.afterHandling()) {
      accounts.delete(userNo);
    }
  }

  /** The row's number, or that of the next row, of none if there is no other. */
  private int rowNo(int index, String userNo, int rows) {
    if (faults.onSubject(Kind.WRONG_ROW, DELETE, userNo).isEmpty()) {
      return index + 1;
    }
    return rows == 1 ? 2 : (index + 1) % rows + 1;
  }

  private Outcome reshaped(Outcome outcome) {
    List<Row> named = new ArrayList<>(outcome.named());
    Optional<Fault> unasked = faults.onReply(Kind.UNASKED, DELETE);
    if (unasked.isPresent()) {
      String cause = unasked.get().code().isEmpty() ? absent() : unasked.get().code();
      List<String> strangers = unasked.get().subjects().stream().sorted().toList();
      for (int i = 0; i < strangers.size(); i++) {
        named.add(i, new Row(i + 1, strangers.get(i), cause));
      }
    }
    if (faults.onReply(Kind.DOUBLED, DELETE).isPresent()) {
      named.addAll(List.copyOf(named));
    }
    if (faults.onReply(Kind.SHUFFLED, DELETE).isPresent()) {
      Collections.rotate(named, 1);
    }
    return new Outcome(outcome.failed() || !named.isEmpty(), named);
  }

  private String absent() {
    return fullWidth ? FULL_WIDTH : HALF_WIDTH;
  }
}
