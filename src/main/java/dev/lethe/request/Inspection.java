package dev.lethe.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The one pass over a file's bytes: its hash, and whether they can be the text they should be. */
final class Inspection {
  /** Bytes that a line (and an element of a JSON array) may have: what a vendor id never needs. */
  static final int MOST_LINE_BYTES = 1_048_576;

  private static final int PIECE = 256 * 1024;
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final Path path;
  private final MessageDigest digest = sha256Digest();
  private final FirstBytes first = new FirstBytes();
  private final StrictDecoding utf8 = new StrictDecoding(StandardCharsets.UTF_8, PIECE);
  private final TextScan scan;
  private FileFormat format;
  private Charset charset = StandardCharsets.UTF_8;
  private long size;

  Inspection(Path path, FileFormat named) {
    this.path = path;
    this.format = named;
    this.scan = new TextScan(named == FileFormat.CSV);
  }

  /** Reads the file. */
  void run() throws IOException {
    byte[] piece = new byte[PIECE + TextScan.PADDING];
    try (InputStream in = Files.newInputStream(path)) {
      for (int length; (length = in.readNBytes(piece, 0, PIECE)) > 0; size += length) {
        digest.update(piece, 0, length);
        first.add(piece, length);
        if (format != FileFormat.XLSX) {
          text(piece, length);
        }
      }
    }
    if (format == FileFormat.XLSX) {
      first.requireWorkbook();
    } else {
      endOfText();
    }
  }

  private void text(byte[] piece, int length) throws UnreadableFileException {
    scan.add(piece, length);
    first.refuseUtf16();
    if (scan.hasNul()) {
      throw new UnreadableFileException(
          "The file is binary, not text: save it as CSV in UTF-8 and drop it again.");
    }
    format = format.sniffed(first.nonBlank());
    if (format != FileFormat.JSON_ARRAY && scan.longestLine() > MOST_LINE_BYTES) {
      throw new UnreadableFileException(
          "The file has a line of more than 1 MB (1,048,576 bytes): put every row on a line of its"
              + " own and drop it again.");
    }
    utf8.add(piece, length, scan.lastPieceIsAscii());
  }

  private void endOfText() throws IOException {
    if (first.nonBlank() < 0) {
      throw new UnreadableFileException(
          "The file is empty: drop a file that has at least one row.");
    }
    if (format == FileFormat.JSON_LINES
        && first.nonBlank() != '{'
        && !FileFormat.mayBeginWithAnything(String.valueOf(path.getFileName()))) {
      throw new UnreadableFileException(
          "The file is not JSON: let it be an array of objects, or one object a line, and drop it"
              + " again.");
    }
    if (!utf8.end()) {
      requireGb18030();
    }
  }

  private void requireGb18030() throws IOException {
    StrictDecoding gb = new StrictDecoding(GB18030, PIECE);
    byte[] piece = new byte[PIECE];
    boolean valid = true;
    try (InputStream in = Files.newInputStream(path)) {
      for (int length; valid && (length = in.readNBytes(piece, 0, PIECE)) > 0; ) {
        valid = gb.add(piece, length, false);
      }
    }
    if (!valid || !gb.end()) {
      throw new UnreadableFileException(
          "The file's text is neither valid UTF-8 nor valid GB18030: save it as UTF-8 and drop it"
              + " again.");
    }
    charset = GB18030;
  }

  FileFormat format() {
    return format;
  }

  Charset charset() {
    return charset;
  }

  long size() {
    return size;
  }

  long lineCount() {
    return scan.lineEnds();
  }

  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
