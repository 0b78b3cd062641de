package dev.lethe.outcome;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.evidence.Digests;
import dev.lethe.evidence.Receipt;
import dev.lethe.evidence.SigningKey;
import dev.lethe.file.WholeFile;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.OutcomeCursor;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.ledger.ReceiptRecord;
import dev.lethe.ledger.ReceiptText;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.outcome.ReceiptFields.Written;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that a finished request leaves behind, each written whole: the dead letter, the
 * outcomes and the receipt. Until retention they can be written again from the ledger at any time,
 * with the same bytes.
 */
public final class RequestFiles {
  private final Ledger ledger;
  private final Path home;
  private final ObjectMapper json;
  private final SigningKey key;
  private final Clock clock;

  /** Writes below a home. */
  public RequestFiles(Ledger ledger, Path home, ObjectMapper json, SigningKey key, Clock clock) {
    this.ledger = ledger;
    this.home = home;
    this.json = json;
    this.key = key;
    this.clock = clock;
  }

  /** Writes {@code dead-letter/<request-id>.csv} if anything failed. */
  public void writeDeadLetter(RequestRecord request) throws IOException {
    if (!ledger.hasFailed(request.no())) {
      return;
    }
    try (OutcomeCursor lines = ledger.outcomes(request.no())) {
      Iterator<OutcomeLine> all = lines.iterator();
      OutcomeLine first = firstFailure(all);
      if (first == null) {
        return;
      }
      WholeFile.write(
          home.resolve("dead-letter").resolve(request.id() + ".csv"),
          writer -> {
            DeadLetterCsv csv = new DeadLetterCsv(writer);
            csv.add(legible(request, first));
            while (all.hasNext()) {
              csv.add(legible(request, all.next()));
            }
            csv.finish();
          });
    }
  }

  /**
   * Writes {@code outbox/<request-id>.outcomes.csv} and {@code outbox/<request-id>.receipt.json}.
   * The receipt gets its name last: where it is, the others are.
   *
   * <p>The order is: outcomes to disk under an interim name; receipt into the ledger, which fixes
   * its text; names. So a crash leaves either no trace, or a receipt in the ledger whose outcomes
   * are on disk; the next call then finishes with the very same bytes.
   *
   * @throws IOException if the disk fails, or if the ledger does not give the outcomes any more
   *     that the receipt was written for: then nothing is named
   */
  public void writeOutcomesAndReceipt(RequestRecord request) throws IOException {
    Path outbox = home.resolve("outbox");
    Path outcomes = outbox.resolve(request.id() + ".outcomes.csv");
    ReceiptRecord known = ledger.receipt(request.no()).orElse(null);
    String text;
    if (known == null) {
      Written written = prepare(request, outcomes);
      Instant now = clock.instant();
      text = legible(request, ledger.receipt(request.no(), now, sign(request, written, now)));
      WholeFile.rename(outcomes);
    } else {
      text = legible(request, known);
      restore(request, outcomes, json.readTree(text).path("outcomes_sha256").asText());
    }
    WholeFile.write(outbox.resolve(request.id() + ".receipt.json"), writer -> writer.write(text));
  }

  private ReceiptText sign(RequestRecord request, Written written, Instant now) {
    return (number, previous) ->
        Receipt.sign(ReceiptFields.of(request, written, now, number, previous), key).text();
  }

  /** Names the outcomes that the receipt in the ledger is about, wherever they are. */
  private void restore(RequestRecord request, Path outcomes, String sha256) throws IOException {
    if (has(outcomes, sha256)) {
      return;
    }
    if (!has(WholeFile.interim(outcomes), sha256)
        && !prepare(request, outcomes).outcomesSha256().equals(sha256)) {
      throw new IOException(
          "the ledger does not give the outcomes of request "
              + request.id()
              + " any more that its receipt was written for. Its files were left as they are. Run"
              + " verify-receipt "
              + request.id()
              + ", and look for who changed the ledger");
    }
    WholeFile.rename(outcomes);
  }

  private static boolean has(Path file, String sha256) throws IOException {
    return Files.isRegularFile(file) && Digests.of(file).equals(sha256);
  }

  /** Writes the outcomes under their interim name, and finds out what the receipt says of them. */
  private Written prepare(RequestRecord request, Path outcomes) throws IOException {
    Map<String, Map<ItemState, Long>> counts = new TreeMap<>();
    MessageDigest failed = Digests.sha256();
    DeadLetterCsv deadLetter =
        new DeadLetterCsv(
            new OutputStreamWriter(
                new DigestOutputStream(OutputStream.nullOutputStream(), failed),
                StandardCharsets.UTF_8));
    String sha256 =
        WholeFile.prepare(outcomes, writer -> writeOutcomes(request, writer, counts, deadLetter));
    boolean anyFailed = deadLetter.finish();
    return new Written(counts, sha256, anyFailed ? Digests.hex(failed) : null);
  }

  private void writeOutcomes(
      RequestRecord request,
      Writer writer,
      Map<String, Map<ItemState, Long>> counts,
      DeadLetterCsv deadLetter)
      throws IOException {
    CsvWriter csv = OutcomesCsv.writer(writer);
    OutcomesCsv form = new OutcomesCsv();
    csv.writeRecord(OutcomesCsv.COLUMNS);
    try (OutcomeCursor lines = ledger.outcomes(request.no())) {
      for (OutcomeLine line : lines) {
        csv.writeRecord(form.cells(legible(request, line)));
        deadLetter.add(line);
        counts
            .computeIfAbsent(line.vendor(), vendor -> new TreeMap<>())
            .merge(line.outcome(), 1L, Long::sum);
      }
    }
    csv.flush();
  }

  private static @Nullable OutcomeLine firstFailure(Iterator<OutcomeLine> lines) {
    while (lines.hasNext()) {
      OutcomeLine line = lines.next();
      if (line.outcome().isDeadLetter()) {
        return line;
      }
    }
    return null;
  }

  /** The line itself; after retention it does not say any more what it is about. */
  private static OutcomeLine legible(RequestRecord request, OutcomeLine line) throws IOException {
    if (line.retired() != null) {
      throw retired(request);
    }
    return line;
  }

  private static String legible(RequestRecord request, ReceiptRecord receipt) throws IOException {
    if (receipt.text() == null) {
      throw retired(request);
    }
    return receipt.text();
  }

  private static IOException retired(RequestRecord request) {
    return new IOException(
        "the subjects of request "
            + request.id()
            + " were replaced by keyed hashes after lethe.retention. Its files cannot be written"
            + " again; those of the outbox were left as they are");
  }
}
