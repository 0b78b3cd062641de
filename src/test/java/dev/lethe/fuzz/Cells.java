package dev.lethe.fuzz;

import java.util.List;

/** What people, spreadsheets and bad luck put into cells. */
final class Cells {
  /** In every ordinary subject; a message that has one of these repeats the file. */
  static final List<String> MARKERS = List.of("zq7", "Zqleak");

  static final List<String> VENDORS =
      List.of("tencent-im", "yunke", "digelao", "sf-express", "longlonglong");

  private static final List<String> ODD =
      List.of(
          "=1+1",
          "+8613800138000",
          "-1",
          "@SUM(A1)",
          "'=1",
          "''+2",
          "\tx",
          "\rx",
          " a",
          "a ",
          "\u00a0a",
          "NULL",
          "null",
          "x,y",
          "a;b",
          "q\"uote",
          "line\nbreak",
          "\r\n",
          "\"",
          "\"\"",
          "'",
          "admin",
          "administrator",
          "\u0085",
          "a\u2028b",
          "\u3000",
          "a\u0007b",
          "\u001b[31m",
          "e\u0301",
          "\u202e",
          "@RBT#001",
          "x=1&y=2",
          "../../etc",
          "%s%n",
          "${jndi:x}",
          "\\");

  private Cells() {}

  static String vendor(Chance chance) {
    if (chance.oneIn(8)) {
      return chance.of("", " ", "nobody", "Tencent-IM", " yunke ", "yunke\t", "=cmd", "云客");
    }
    return chance.of(VENDORS);
  }

  static String subject(Chance chance) {
    return switch (chance.below(12)) {
      case 0 -> "";
      case 1, 2 -> chance.of(ODD);
      case 3 -> unicode(chance, 12);
      case 4 -> "Zqleak" + "x".repeat(chance.below(120));
      case 5 -> "1380013" + (8000 + chance.below(30));
      case 6 -> characters(chance, " ,;\t\"'\r\n=a", 8);
      case 7 -> "Zqleak";
      default -> "zq7-u" + chance.below(40);
    };
  }

  /** Text of any letters of any plane, without NUL and surrogates. */
  static String unicode(Chance chance, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = chance.below(most + 1); i > 0; i--) {
      int point =
          switch (chance.below(4)) {
            case 0 -> chance.between(1, 0x7f);
            case 1 -> chance.between(0x4e00, 0x9fff);
            case 2 -> chance.between(0x80, 0x33ff);
            default -> chance.between(0x1f300, 0x1faff);
          };
      text.appendCodePoint(point);
    }
    return text.toString();
  }

  static String characters(Chance chance, String of, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = chance.below(most + 1); i > 0; i--) {
      text.append(of.charAt(chance.below(of.length())));
    }
    return text.toString();
  }
}
