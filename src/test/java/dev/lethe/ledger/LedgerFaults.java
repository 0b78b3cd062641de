package dev.lethe.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** What can happen to the file of a ledger, made to happen. */
public final class LedgerFaults {
  private static final int PAGE = 8192;

  private LedgerFaults() {}

  /** Lets the ledger grow by so many pages and no more; then it is {@code SQLITE_FULL}. */
  public static void leaveRoom(Ledger ledger, int pages) {
    ((SqliteLedger) ledger)
        .inWriter(
            session -> {
              long used = session.number("pragma page_count");
              return session.number("pragma max_page_count = " + (used + pages));
            });
  }

  /** Lets it grow again. */
  public static void leaveAllRoom(Ledger ledger) {
    ((SqliteLedger) ledger)
        .inWriter(session -> session.number("pragma max_page_count = 1073741823"));
  }

  /** Overwrites the pages between two parts of the file, from 0 to 1. */
  public static void overwrite(Path file, double from, double to) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      byte[] garbage = new byte[PAGE];
      Arrays.fill(garbage, (byte) 0xEE);
      long pages = channel.size() / PAGE;
      for (long page = Math.max(1, (long) (pages * from)); page < pages * to; page++) {
        channel.write(ByteBuffer.wrap(garbage), page * PAGE);
      }
      channel.force(true);
    }
  }

  /** Cuts its end off. */
  public static void truncate(Path file, double to) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate((long) (channel.size() * to));
    }
  }
}
