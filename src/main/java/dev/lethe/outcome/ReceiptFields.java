package dev.lethe.outcome;

import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.RequestRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a receipt says, apart from who signed it. */
final class ReceiptFields {
  private ReceiptFields() {}

  /**
   * What writing the outcomes told.
   *
   * @param counts rows by vendor (as it came) and outcome
   * @param outcomesSha256 of the outcomes file
   * @param deadLetterSha256 of the dead letter, null where nothing failed
   */
  record Written(
      Map<String, Map<ItemState, Long>> counts,
      String outcomesSha256,
      @Nullable String deadLetterSha256) {}

  static Map<String, Object> of(
      RequestRecord request,
      Written written,
      Instant writtenAt,
      long number,
      @Nullable String previous) {
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("request_id", request.id());
    receipt.put("file_name", request.source());
    receipt.put("sha256", request.sha256());
    receipt.put("rows", request.rows());
    receipt.put("received_at", OutcomesCsv.time(request.receivedAt()));
    receipt.put("released_at", OutcomesCsv.time(request.releasedAt()));
    receipt.put("final_at", OutcomesCsv.time(request.finalAt()));
    receipt.put("written_at", OutcomesCsv.time(writtenAt));
    receipt.put("counts", written.counts());
    receipt.put("number", number);
    receipt.put("outcomes_sha256", written.outcomesSha256());
    receipt.put("dead_letter_sha256", written.deadLetterSha256());
    receipt.put("previous", previous);
    return receipt;
  }
}
