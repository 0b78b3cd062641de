package dev.lethe.sandbox.longlonglong;

import dev.lethe.sandbox.Accounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One listing of customers. A phone has one record unless it is given more. */
final class CustomerPool {

  private final Accounts accounts;
  private final Map<String, Integer> records = new ConcurrentHashMap<>();

  CustomerPool(Accounts accounts) {
    this.accounts = accounts;
  }

  Accounts accounts() {
    return accounts;
  }

  /** Says how many records a phone has while it is there. */
  void records(String phone, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A phone that is there has at least one record.");
    }
    records.put(phone, count);
  }

  /** Deletes all records of a phone, and returns how many those were. */
  int delete(String phone) {
    return accounts.delete(phone) ? recordsOf(phone) : 0;
  }

  /**
   * The phones of all records that are there.
   *
   * @param phone what the phone is to be, empty for any
   * @param fuzzy whether it is enough that the phone contains it
   */
  List<String> find(String phone, boolean fuzzy) {
    List<String> found = new ArrayList<>();
    if (accounts.canBeListed() && (phone.isEmpty() || fuzzy)) {
      for (String listed : accounts.list()) {
        if (listed.contains(phone) && !listed.equals(phone)) {
          found.addAll(Collections.nCopies(recordsOf(listed), listed));
        }
      }
    }
    if (!phone.isEmpty() && accounts.exists(phone)) {
      found.addAll(Collections.nCopies(recordsOf(phone), phone));
    }
    return found;
  }

  private int recordsOf(String phone) {
    return records.getOrDefault(phone, 1);
  }
}
