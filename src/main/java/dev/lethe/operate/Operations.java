package dev.lethe.operate;

import dev.lethe.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Everything that people and programs do with Lethe, whichever way they come: the HTTP API, the
 * console, the commands. Who may do what is decided before it is called; what is done is noted with
 * the name of who did it.
 *
 * <p>One form works in the service or beside it, on its ledger; another calls a running service.
 * All methods may be called from any thread, and throw {@link OperationException} if the thing
 * cannot be done.
 */
public interface Operations {

  /** How Lethe is as a whole. */
  StatusView status();

  /**
   * Hands a file in. It goes the way of a dropped file: this returns when it is in the inbox, whole
   * and on disk, and it is taken in a moment later.
   *
   * <p>The same content under the same name, or the same key of the same person, is the same
   * submission: nothing is done twice.
   *
   * @param content read to its end, not closed
   * @throws OperationException INVALID if the file is no good as a whole, CONFLICT if the key was
   *     used for something else
   * @throws IOException if the content cannot be read
   */
  Submitted submit(Submission submission, InputStream content) throws IOException;

  /** What would come of a file; nothing is kept and no vendor is called. */
  Plan plan(Submission submission, InputStream content) throws IOException;

  /** Requests, the newest first. */
  Page<RequestView> requests(RequestQuery query);

  /** One request with its counts; also one that is handed in and not taken in yet. */
  RequestView request(String id);

  /** Rows of a request, in row order. */
  Page<ItemView> items(ItemQuery query);

  /** Lets a held request go; whoever handed it in cannot. */
  RequestView approve(String id, Decision decision);

  /** Declines a held request: nothing of it is sent. */
  RequestView cancel(String id, Decision decision);

  /** Rows that failed and were not sent again since, the newest requests first. */
  Page<ItemView> deadLetters(DeadLetterQuery query);

  /**
   * Sends rows that failed once more, as a new request: those that the query finds, of whatever
   * page. A row is sent again once; if it fails again, it is the new request's dead letter.
   *
   * @return the new request; its rows are 0 and its id null if there was nothing to send
   */
  Replayed replay(DeadLetterQuery query, Decision decision);

  /** How each lane is. */
  List<LaneView> lanes();

  /** Stops a lane until {@link #resume}, also over a restart. Calls under way are waited for. */
  LaneView pause(String vendor, Decision decision);

  /** Ends a pause of an operator's, or lets a halted lane probe at once. */
  LaneView resume(String vendor, Decision decision);

  /**
   * Tries whether the address and the credentials of a vendor work, without deleting anybody: by a
   * login, and by a question where the vendor can be asked.
   */
  ProbeView probe(String vendor, Decision decision);

  /**
   * Asks for a reconciliation.
   *
   * @param vendors empty for all
   */
  RunView reconcile(List<String> vendors, Decision decision);

  /** Reconciliations, the newest first. */
  Page<RunView> runs(PageQuery query);

  /** Verifies the text of a receipt: its signature, its place in the chain, its files. */
  ReceiptVerdict verify(String receipt);

  /** What happened and what was changed, with who did it; the newest first. */
  Page<AuditView> audit(PageQuery query);
}
