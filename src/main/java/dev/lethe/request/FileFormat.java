package dev.lethe.request;

import java.util.Locale;

/** The kinds of request file. */
public enum FileFormat {
  /** RFC 4180 with a header, {@code .csv}. */
  CSV,
  /** One JSON object a line, {@code .jsonl}, {@code .ndjson} or {@code .json}. */
  JSON_LINES,
  /** One JSON array of objects, under the same names as {@link #JSON_LINES}. */
  JSON_ARRAY,
  /** One subject a line, {@code .txt}, in a vendor folder only. */
  TXT,
  /** The first sheet of a workbook, {@code .xlsx}. */
  XLSX;

  private static final String ACCEPTED =
      ".csv, .jsonl, .ndjson, .json, .xlsx, and .txt in a vendor folder";

  /**
   * What a file's name promises; JSON is told apart by {@link #sniffed} later.
   *
   * @throws UnreadableFileException if it promises nothing that we can read
   */
  static FileFormat named(String fileName, boolean inVendorFolder) throws UnreadableFileException {
    return switch (extension(fileName)) {
      case "csv" -> CSV;
      case "jsonl", "ndjson", "json" -> JSON_LINES;
      case "xlsx" -> XLSX;
      case "txt" -> {
        if (!inVendorFolder) {
          throw new UnreadableFileException(
              "A .txt file does not say which vendor it is for: drop it in the vendor's own folder"
                  + " below the inbox.");
        }
        yield TXT;
      }
      case "xls" ->
          throw new UnreadableFileException(
              "The old Excel format .xls is not accepted: save the file as .xlsx and drop it"
                  + " again.");
      default ->
          throw new UnreadableFileException(
              "Files of this type are not accepted ("
                  + ACCEPTED
                  + " are): save it as one of these.");
    };
  }

  /** Whether a file of that name may be a JSON Lines file that does not begin with an object. */
  static boolean mayBeginWithAnything(String fileName) {
    return !extension(fileName).equals("json");
  }

  private static String extension(String fileName) {
    return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** This format, given the first byte of the content that is not blank. */
  FileFormat sniffed(int firstByte) {
    return this == JSON_LINES && firstByte == '[' ? JSON_ARRAY : this;
  }
}
