package dev.lethe.request;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A request file whose content has been looked at once from end to end.
 *
 * @param path where it is; it must not change until it has been read
 * @param folderVendor the vendor folder that it lies in, null for the inbox itself
 * @param format how its rows are written
 * @param charset UTF-8 or GB18030; UTF-8 for {@link FileFormat#XLSX}
 * @param sha256 of the whole content, 64 lower-case hex digits
 * @param size in bytes
 * @param lineCount line ends in a text file, so that it has at most one row more; 0 for {@link
 *     FileFormat#XLSX}. Of a JSON array it says nothing.
 */
public record RequestFile(
    Path path,
    @Nullable String folderVendor,
    FileFormat format,
    Charset charset,
    String sha256,
    long size,
    long lineCount) {

  /**
   * Makes sure that files of that name are read.
   *
   * @param inVendorFolder whether it lies in a vendor's folder
   * @throws UnreadableFileException if they are not
   */
  public static void requireName(String fileName, boolean inVendorFolder)
      throws UnreadableFileException {
    FileFormat.named(fileName, inVendorFolder);
  }

  /**
   * Reads the file once (twice if it is not UTF-8) and finds out what it is.
   *
   * @param folderVendor the vendor folder that it lies in, null for the inbox itself
   * @throws UnreadableFileException if it is no good as a whole, as far as bytes tell
   * @throws IOException if the disk or the share fails
   */
  public static RequestFile inspect(Path path, @Nullable String folderVendor) throws IOException {
    String name = path.getFileName() == null ? "" : path.getFileName().toString();
    FileFormat named = FileFormat.named(name, folderVendor != null);
    Inspection seen = new Inspection(path, named);
    seen.run();
    return new RequestFile(
        path,
        folderVendor,
        seen.format(),
        seen.charset(),
        seen.sha256(),
        seen.size(),
        seen.lineCount());
  }

  /**
   * Starts reading its rows. Every call starts anew.
   *
   * @throws UnreadableFileException if its header or frame is no good
   * @throws IOException if the disk or the share fails
   */
  public RowReader open() throws IOException {
    RowMaker maker = new RowMaker(folderVendor);
    return switch (format) {
      case CSV -> new PulledRows(CsvRows.open(this, maker));
      case JSON_LINES -> new PulledRows(new JsonLineRows(TextFiles.open(this), maker));
      case JSON_ARRAY -> new PulledRows(JsonArrayRows.open(this, maker));
      case TXT -> new PulledRows(new TxtRows(TextFiles.open(this), maker));
      case XLSX -> new PulledRows(XlsxRows.open(path, maker));
    };
  }
}
