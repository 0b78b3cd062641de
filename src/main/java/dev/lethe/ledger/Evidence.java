package dev.lethe.ledger;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger can prove: the reading side of {@link Ledger}, for whoever checks or asks.
 *
 * <p>All methods may be called from any thread; any may throw {@link LedgerException}.
 */
public interface Evidence extends AutoCloseable {

  /** The request with that id. */
  Optional<RequestRecord> request(String requestId);

  /** The books of a request, read in one transaction. */
  Balance balance(long requestNo);

  /** Whether any row of a request is rejected, refused or exhausted; reads those only. */
  boolean hasFailed(long requestNo);

  /** The rows of a finished request in row order, read as a stream; close it after use. */
  OutcomeCursor outcomes(long requestNo);

  /**
   * Every attempt at an item that was recorded, in order; a double has those of the row it repeats.
   */
  List<Ledger.AttemptRecord> attempts(long requestNo, int row);

  /** The receipt of a request. */
  Optional<ReceiptRecord> receipt(long requestNo);

  /** Receipts in the order of the chain: those with a higher number than {@code after}. */
  List<ReceiptRecord> receipts(long after, int most);

  /**
   * A request that was reported and should have a receipt, but has none: the oldest one. There is
   * none in a sound ledger. Requests that were reported before receipts were chained do not count.
   */
  Optional<String> withoutReceipt();

  /** Whether the subjects of any row have been replaced by keyed hashes. */
  boolean hasRetired();

  /**
   * Every row of a subject, in the order in which they came in. Looks at every row of the ledger.
   *
   * @param vendor the lane, or the vendor's cell as it came
   * @param subject as it came
   * @param pseudonyms finds retired rows too; null leaves them out
   */
  List<FoundRow> find(String vendor, String subject, @Nullable Pseudonyms pseudonyms);

  /** Lists for people. */
  Overview overview();

  @Override
  void close();
}
