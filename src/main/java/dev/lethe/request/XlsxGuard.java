package dev.lethe.request;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Inflates a workbook once, to nothing, before the spreadsheet library sees it.
 *
 * <p>The library trusts sizes and cell addresses; a crafted or broken file would cost it all the
 * memory there is. Reading twice costs about a third more.
 */
final class XlsxGuard {
  /** Bytes that one part may inflate to: a full sheet of a million rows and ten columns. */
  static final long MOST_PART_BYTES = 1L << 30;

  /** The table of shared texts is kept in memory by the library, so it may be less. */
  static final long MOST_TEXT_BYTES = 128L << 20;

  /** Inflated bytes a byte, as in Apache POI's zip bomb check; sheets have 10 to 20. */
  private static final long MOST_RATIO = 100;

  /** Below this the ratio is not looked at: it does no harm. */
  private static final long RATIO_FROM_BYTES = 10L << 20;

  private static final int PIECE = 64 * 1024;

  private XlsxGuard() {}

  /** Refuses what is no zip, or inflates to more than it should. */
  static void check(Path path) throws IOException {
    byte[] piece = new byte[PIECE];
    try (ZipFile zip = new ZipFile(path.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        try (InputStream in = zip.getInputStream(entry)) {
          part(in, entry, piece);
        }
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw broken();
    }
  }

  private static void part(InputStream in, ZipEntry entry, byte[] piece) throws IOException {
    boolean texts = entry.getName().endsWith("sharedStrings.xml");
    XlsxPartScan scan = entry.getName().endsWith(".xml") ? new XlsxPartScan() : null;
    long most = texts ? MOST_TEXT_BYTES : MOST_PART_BYTES;
    long size = 0;
    for (int length; (length = in.read(piece)) > 0; ) {
      size += length;
      boolean bomb =
          size > RATIO_FROM_BYTES && size / MOST_RATIO > Math.max(1, entry.getCompressedSize());
      if (size > most || bomb) {
        throw new UnreadableFileException(
            ("The workbook is too large when unpacked (a part has over %d MB, or over %d times its"
                    + " packed size): save the sheet as CSV and drop that.")
                .formatted(most >> 20, MOST_RATIO));
      }
      if (scan != null && !scan.accepts(piece, length)) {
        throw new UnreadableFileException(
            "The workbook has a cell that is too long or out of place: save the sheet as CSV and"
                + " drop that.");
      }
    }
  }

  static UnreadableFileException broken() {
    return new UnreadableFileException(
        "The XLSX file is broken: open it, save it again as .xlsx or as CSV, and drop that.");
  }
}
