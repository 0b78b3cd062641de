package dev.lethe.lane;

import dev.lethe.ledger.DueItem;
import dev.lethe.vendor.Vendor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Puts claimed items into batches: deletions and verifications apart, no more in one than the
 * vendor and each of its items allow, and no subject twice in one (two requests may name the same
 * one).
 */
final class Batcher {
  private final Vendor.BatchLimits limits;
  private final BooleanSupplier canVerify;
  private final Supplier<String> ids;

  /**
   * A batcher for one lane.
   *
   * @param canVerify whether the vendor has a verify route; without one an unknown item is sent
   *     again
   * @param ids names for batches
   */
  Batcher(Vendor.BatchLimits limits, BooleanSupplier canVerify, Supplier<String> ids) {
    this.limits = limits;
    this.canVerify = canVerify;
    this.ids = ids;
  }

  List<Batch> batches(List<DueItem> items, boolean probe) {
    List<Open> open = new ArrayList<>();
    List<Batch> full = new ArrayList<>();
    for (DueItem item : items) {
      boolean verify = item.unknown() && canVerify.getAsBoolean() && !item.progress().partial();
      int most = verify ? limits.verifyItems() : most(item);
      Open batch =
          open.stream().filter(one -> one.takes(item, verify, most)).findFirst().orElse(null);
      if (batch == null) {
        batch = new Open(verify, most, verify ? 0 : limits.characters());
        open.add(batch);
      }
      batch.add(item);
      if (batch.items.size() == batch.most) {
        open.remove(batch);
        full.add(batch.closed(ids.get(), probe));
      }
    }
    open.forEach(batch -> full.add(batch.closed(ids.get(), probe)));
    return full;
  }

  private int most(DueItem item) {
    int most = item.progress().batchMost();
    return most == 0 ? limits.items() : Math.min(most, limits.items());
  }

  private static final class Open {
    private final boolean verify;
    private final int most;
    private final int mostCharacters;
    private int characters;
    private final List<DueItem> items = new ArrayList<>();
    private final Set<String> subjects = new HashSet<>();

    Open(boolean verify, int most, int mostCharacters) {
      this.verify = verify;
      this.mostCharacters = mostCharacters;
      this.most = most;
    }

    boolean takes(DueItem item, boolean asVerify, int atMost) {
      return verify == asVerify
          && most == atMost
          && (mostCharacters == 0 || characters + 1 + item.subject().length() <= mostCharacters)
          && !subjects.contains(item.subject());
    }

    void add(DueItem item) {
      items.add(item);
      subjects.add(item.subject());
      characters += item.subject().length() + (items.size() > 1 ? 1 : 0);
    }

    Batch closed(String id, boolean probe) {
      return new Batch(id, verify, probe, List.copyOf(items));
    }
  }
}
