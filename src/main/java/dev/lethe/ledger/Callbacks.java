package dev.lethe.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receipts that are to be posted: due once their request is reported. */
public interface Callbacks {

  /** Those that are due, the longest due first. */
  List<CallbackRecord> due(Instant now, int most);

  /**
   * Notes a try.
   *
   * @param again when it is due again, null if it is at its end
   */
  void tried(long no, @Nullable Instant again, Instant now);
}
