package dev.lethe.plan;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What would come of a file if it were dropped now and every vendor answered well. No subject and
 * no vendor's name that only the file knows is in it.
 *
 * @param requestId what the request would be called, unless another file has taken that id
 * @param file where it would lie below the inbox
 * @param sha256 of its content, 64 lower-case hex digits
 * @param plannedAt when it was planned
 * @param rows all data rows
 * @param knownAs requests of this very file: dropped again it would do nothing
 * @param sameContent requests of the same content under other names: dropped, it would be done
 *     again
 * @param vendors what each vendor would get
 * @param withoutVendor rows that name no enabled vendor, by code
 * @param held whether the request would wait for an approval, as far as it could be told
 * @param heldBecause why, a sentence for each cap
 * @param notEvaluated what would be looked at then and was not now, a sentence each
 * @param seconds how long the slowest vendor's calls take at its pace
 * @param notIncluded what these seconds leave out
 * @param rejectedRows the first rows that would be rejected
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Plan(
    String requestId,
    String file,
    String sha256,
    Instant plannedAt,
    long rows,
    List<String> knownAs,
    List<String> sameContent,
    Map<String, OfVendor> vendors,
    Map<String, Long> withoutVendor,
    boolean held,
    List<String> heldBecause,
    List<String> notEvaluated,
    double seconds,
    String notIncluded,
    List<RejectedRow> rejectedRows) {

  /**
   * What one vendor would get.
   *
   * @param accepted rows that would be sent
   * @param doubles rows that repeat an accepted one, and are not sent for themselves
   * @param rejected rows that would never be sent, by code
   * @param batches of deletions
   * @param calls one a batch; more only if something goes wrong or has to be verified
   * @param loginCalls before the first one; more if a token ends meanwhile
   * @param rate calls per second, by the settings
   * @param seconds that all these calls take at that rate
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record OfVendor(
      long accepted,
      long doubles,
      Map<String, Long> rejected,
      long batches,
      long calls,
      int loginCalls,
      double rate,
      double seconds) {}

  /**
   * A row that would be rejected.
   *
   * @param row counts data rows from 1
   * @param code why
   */
  public record RejectedRow(int row, String code) {}
}
