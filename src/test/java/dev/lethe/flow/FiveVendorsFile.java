package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.sandbox.SimulatedVendor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A request file with rows of all five vendors, interleaved, with absent, malformed, doubled and
 * refused rows among the good ones, and what is to become of each.
 *
 * @param rows how many rows
 * @param firstPerson people are numbered from here on, so that two files can name different ones
 */
record FiveVendorsFile(int rows, int firstPerson) {
  static final List<String> VENDORS =
      List.of("tencent-im", "yunke", "digelao", "sf-express", "longlonglong");

  /** What a row is. */
  enum Kind {
    GOOD,
    ABSENT,
    MALFORMED,
    DOUBLE,
    REFUSED
  }

  static String vendor(int row) {
    return VENDORS.get(row % VENDORS.size());
  }

  // Counted in fifties: ten rows of each vendor, of which one is absent, one malformed, one a
  // double, and one refused where the vendor can refuse one.
  static Kind kind(int row) {
    return switch (row % 50 / 5) {
      case 3 -> Kind.ABSENT;
      case 5 -> Kind.MALFORMED;
      case 7 -> Kind.DOUBLE;
      case 9 -> vendor(row).equals("longlonglong") ? Kind.GOOD : Kind.REFUSED;
      default -> Kind.GOOD;
    };
  }

  String subject(int row) {
    Kind kind = kind(row);
    if (kind == Kind.MALFORMED) {
      return row % 100 < 50 ? "" : "blank-at-end ";
    }
    int person = firstPerson + (kind == Kind.DOUBLE ? row - 5 : row);
    if (vendor(row).equals("longlonglong")) {
      return Long.toString(13_800_000_000L + person);
    }
    return (kind == Kind.ABSENT ? "absent-" : "person-") + person;
  }

  /**
   * Gives an account to everybody in the file who has one at first, at a vendor that keeps a list.
   */
  void people(SimulatedVendor vendor) {
    for (int row = 1; row <= rows; row++) {
      boolean known = kind(row) != Kind.ABSENT && kind(row) != Kind.MALFORMED;
      if (known && vendor(row).equals(vendor.name())) {
        vendor.accounts().restore(subject(row));
      }
    }
  }

  /** Whom the vendor is to refuse. */
  Stream<String> refused(String vendor) {
    return IntStream.rangeClosed(1, rows)
        .filter(row -> vendor(row).equals(vendor) && kind(row) == Kind.REFUSED)
        .mapToObj(this::subject);
  }

  /** The file itself. */
  String csv() {
    StringBuilder csv = new StringBuilder("vendor,subject,reference\n");
    for (int row = 1; row <= rows; row++) {
      csv.append(vendor(row))
          .append(',')
          .append(subject(row))
          .append(",r")
          .append(row)
          .append('\n');
    }
    return csv.toString();
  }

  /**
   * Checks all lines of the outcomes: every row has one, in order, with the outcome of its kind.
   *
   * @param interrupted whether a deletion may have been sent without its answer being known: who
   *     was absent all along may then count as deleted by us, but nobody whom we may have deleted
   *     as absent before
   */
  void check(List<NamedCsvRecord> lines, boolean interrupted) {
    assertThat(lines).hasSize(rows);
    for (int row = 1; row <= rows; row++) {
      check(row, lines.get(row - 1), interrupted);
    }
  }

  private void check(int row, NamedCsvRecord line, boolean interrupted) {
    assertThat(line.getField("row")).isEqualTo(Integer.toString(row));
    assertThat(line.getField("vendor")).isEqualTo(vendor(row));
    assertThat(line.getField("subject")).isEqualTo(subject(row));
    assertThat(line.getField("decided_at")).isNotEmpty();
    String outcome = line.getField("outcome");
    switch (kind(row)) {
      case GOOD -> assertThat(outcome).as("%s", line).isEqualTo("DELETED");
      case DOUBLE -> {
        assertThat(outcome).as("%s", line).isEqualTo("DELETED");
        assertThat(line.getField("detail")).contains("row " + (row - 5));
      }
      case MALFORMED -> assertThat(outcome).as("%s", line).isEqualTo("REJECTED");
      case REFUSED -> assertThat(outcome).as("%s", line).isEqualTo("REFUSED");
      // Who answers per item knows it; who only counts cannot tell it from a deletion of ours.
      case ABSENT -> {
        if (!interrupted && List.of("tencent-im", "sf-express").contains(vendor(row))) {
          assertThat(outcome).as("%s", line).isEqualTo("ALREADY_ABSENT");
        } else {
          assertThat(outcome).as("%s", line).isIn("ALREADY_ABSENT", "DELETED");
        }
      }
    }
  }
}
