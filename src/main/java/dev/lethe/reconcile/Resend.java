package dev.lethe.reconcile;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lethe.file.WholeFile;
import dev.lethe.ledger.CheckedItem;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Drops those who are there again into the inbox as a request like any other, so that caps,
 * approvals and protected subjects count. Each is sent once until it is seen to be gone again.
 */
final class Resend {
  private static final int PAGE = 1_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Ledger ledger;
  private final Path inbox;

  Resend(Ledger ledger, Path home) {
    this.ledger = ledger;
    this.inbox = home.resolve("inbox");
  }

  /**
   * Drops the file, named after the run's start: a run that is cut off here drops the same again,
   * which is known then.
   *
   * @return how many rows it has; no file is written for none
   */
  int drop(RunRecord run) throws IOException {
    Iterator<CheckedItem> items =
        new Paged<>(after -> ledger.checks().toResend(run.no(), after, PAGE), CheckedItem::key);
    if (!items.hasNext()) {
      return 0;
    }
    List<Long> keys = new ArrayList<>();
    WholeFile.write(
        inbox.resolve("reappeared-" + TIME.format(run.startedAt()) + ".csv"),
        writer -> {
          CsvWriter csv = CsvWriter.builder().build(writer);
          csv.writeRecord("vendor", "subject", "reference");
          while (items.hasNext()) {
            CheckedItem item = items.next();
            // As it came: only dead letters are read with their guards taken off again.
            csv.writeRecord(item.vendor(), item.subject(), item.requestId() + ":" + item.row());
            keys.add(item.key());
          }
          csv.flush();
        });
    ledger.checks().resent(run.no(), keys);
    return keys.size();
  }
}
