package dev.lethe.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.evidence.SubjectKey;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.RequestRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Whatever the rows and whatever is altered, it is that line which is named. */
final class AlteredLinePropertiesTest {

  /** What is done to a file; the line is that of a row, from 1. */
  enum Tampering {
    FLIP,
    REMOVE,
    DOUBLE,
    INSERT,
    SWAP
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.strings()
        .withChars("ab ,\"'=+-@\n\r\t云\u00e9")
        .ofMinLength(1)
        .ofMaxLength(8);
  }

  @Property(tries = 60)
  void itIsNamed(
      @ForAll @Size(min = 2, max = 12) List<@From("cells") String> subjects,
      @ForAll Tampering tampering,
      @ForAll @IntRange(min = 0, max = 11) int at,
      @ForAll @IntRange(min = 0, max = 999) int place,
      @ForAll boolean retired)
      throws IOException {
    Path folder = Files.createTempDirectory("lethe-lines");
    try (AuditedHome home = new AuditedHome(folder)) {
      RequestRecord request = home.request("x", items(subjects));
      if (retired) {
        home.retire();
      }
      OutcomesCheck check = new OutcomesCheck(home.ledger(), SubjectKey.find(folder).orElse(null));
      assertThat(check.compare(request.no(), home.outcomes("x")).difference()).isNull();
      List<byte[]> records = records(home.outcomes("x"));
      int row = 1 + Math.min(at, subjects.size() - (tampering == Tampering.SWAP ? 2 : 1));

      tamper(records, tampering, row, place);
      write(home.outcomes("x"), records);
      String named = check.compare(request.no(), home.outcomes("x")).difference();

      assertThat(named).startsWith(expected(records, tampering, row, subjects.size()));
    }
    FileSystemUtils.deleteRecursively(folder);
  }

  private static List<NewItem> items(List<String> subjects) {
    List<NewItem> items = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      items.add(
          i % 3 == 2
              ? AuditedHome.rejected(i + 1, subjects.get(i), subjects.get(i))
              : AuditedHome.item(i + 1, subjects.get(i)));
    }
    return items;
  }

  private static void tamper(List<byte[]> records, Tampering tampering, int row, int place) {
    byte[] record = records.get(row);
    switch (tampering) {
      case FLIP -> records.set(row, flipped(record, place));
      case REMOVE -> records.remove(row);
      case DOUBLE -> records.add(row, record);
      case INSERT -> records.add(row, "a,b,c\r\n".getBytes(StandardCharsets.UTF_8));
      case SWAP -> records.set(row, records.set(row + 1, record));
    }
  }

  // Not a quote or a line end, and not to one: that would join lines, which is another tampering.
  private static byte[] flipped(byte[] record, int place) {
    byte[] other = record.clone();
    for (int i = 0; i < record.length; i++) {
      int at = (place + i) % record.length;
      byte to = (byte) (record[at] ^ 1);
      if ("\"\r\n".indexOf(record[at]) < 0 && "\"\r\n".indexOf(to) < 0) {
        other[at] = to;
        return other;
      }
    }
    throw new AssertionError("every line has digits");
  }

  private static String expected(List<byte[]> records, Tampering tampering, int row, int rows) {
    // A second copy of a line is wrong where the next one should be.
    int wrong = tampering == Tampering.DOUBLE ? row + 1 : row;
    long line = 1;
    for (byte[] record : records.subList(0, Math.min(wrong, records.size()))) {
      for (byte b : record) {
        line += b == '\n' ? 1 : 0;
      }
    }
    boolean tooMany = tampering == Tampering.DOUBLE && row == rows;
    boolean tooFew = tampering == Tampering.REMOVE && row == rows;
    return "line "
        + line
        + (tooMany ? " (it is too many" : tooFew ? " (the file ends where row " + row : " (");
  }

  private static List<byte[]> records(Path file) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (RawRecords raw = new RawRecords(file)) {
      for (byte @Nullable [] one = raw.read(); one != null; one = raw.read()) {
        records.add(one);
      }
    }
    return records;
  }

  private static void write(Path file, List<byte[]> records) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] record : records) {
      all.write(record);
    }
    Files.write(file, all.toByteArray());
  }
}
