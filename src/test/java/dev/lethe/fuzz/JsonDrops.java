package dev.lethe.fuzz;

import dev.lethe.fuzz.Drop.Expected;
import dev.lethe.fuzz.Drop.ExpectedRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON Lines and JSON arrays that say what is known beforehand, sound and broken. */
final class JsonDrops {
  private static final List<String> FIELDS = List.of("vendor", "subject", "reference");
  private static final List<String> BROKEN =
      List.of(
          "{\"vendor\":\"yunke\",\"subject\":NaN}",
          "{\"subject\":'zq7-u1'}",
          "{subject:\"a\"}",
          "{\"subject\":\"zq7-u1\"",
          "{\"subject\":\"zq7-u1",
          "{\"subject\":}",
          "{\"subject\"}",
          "{\"subject\":\"zq7-u1\",}",
          "{\"subject\":01}",
          "{\"subject\":+1}",
          "{\"subject\":.5}",
          "{\"subject\":\"\\x\"}",
          "{\"subject\":\"\\u12\"}",
          "{\"subject\":\"\t\"}",
          "{]",
          "{\"a\":[}",
          "{\"subject\":\"a\" \"b\"}",
          "{\"subject\":Infinity}",
          "{\"subject\":tru}",
          "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}",
          "{\"subject\":\"a\"}}",
          "{\"a\":" + "{\"a\":".repeat(150) + "1" + "}".repeat(151));
  private static final List<String> NO_OBJECTS =
      List.of("[1,2]", "\"zq7-u1\"", "17", "null", "true", "[]", "-1.5e3", "[{\"subject\":\"a\"}]");

  private JsonDrops() {}

  /** One element, and what it says. */
  private record Element(String json, Optional<ExpectedRow> row) {}

  static Drop lines(Chance chance) {
    String folder = chance.oneIn(3) ? chance.of(Cells.VENDORS) : "";
    StringBuilder text = new StringBuilder();
    List<ExpectedRow> rows = new ArrayList<>();
    for (int i = chance.of(1, 3, 6, 9); i > 0; i--) {
      Element element = rows.isEmpty() ? object(chance, folder) : element(chance, folder, 6);
      boolean trailing = !rows.isEmpty() && chance.oneIn(25);
      text.append(chance.of("", "", " ")).append(element.json);
      text.append(trailing ? chance.of(" x", "{}", ",", "\"", " 1") : chance.of("", "", " "));
      text.append(chance.of("\n", "\r\n", "\n\n", "\n \n"));
      rows.add(
          trailing
              ? ExpectedRow.defect("broken-json")
              : element.row.orElse(ExpectedRow.defect("broken-json")));
    }
    byte[] content = TextDrops.encoded(chance, text.toString());
    String extension = chance.of("jsonl", "ndjson", "json", "JSONL");
    return new Drop("json-lines", folder, extension, content, Optional.of(Expected.of(rows)));
  }

  static Drop array(Chance chance) {
    String folder = chance.oneIn(3) ? chance.of(Cells.VENDORS) : "";
    StringBuilder text = new StringBuilder(chance.of("[", " \n[", "[ "));
    List<ExpectedRow> rows = new ArrayList<>();
    boolean broken = false;
    int count = chance.of(0, 1, 3, 6, 9);
    for (int i = 0; i < count; i++) {
      Element element = element(chance, folder, 40);
      text.append(i == 0 ? "" : chance.of(",", " ,\n")).append(element.json);
      broken |= element.row.isEmpty();
      element.row.ifPresent(rows::add);
    }
    text.append("]\n");
    if (chance.oneIn(12)) {
      broken = true;
      String behind = chance.of("x", "[]", "]", "{}", ",", "1");
      text = chance.coin() ? text.append(behind) : cut(text, chance);
    }
    byte[] content = TextDrops.encoded(chance, text.toString());
    return new Drop(
        "json-array",
        folder,
        chance.of("json", "jsonl"),
        content,
        Optional.of(broken ? Expected.REFUSED : Expected.of(rows)));
  }

  private static StringBuilder cut(StringBuilder text, Chance chance) {
    return new StringBuilder(text.substring(0, chance.below(text.lastIndexOf("]"))));
  }

  private static Element element(Chance chance, String folder, int oneBad) {
    if (chance.oneIn(oneBad)) {
      return new Element(chance.of(BROKEN), Optional.empty());
    }
    if (chance.oneIn(8)) {
      return new Element(chance.of(NO_OBJECTS), Optional.of(ExpectedRow.defect("not-an-object")));
    }
    return object(chance, folder);
  }

  private static Element object(Chance chance, String folder) {
    List<String> keys = new ArrayList<>(List.of("subject", "vendor"));
    keys.addAll(chance.coin() ? List.of("reference") : List.of());
    keys.addAll(chance.oneIn(15) ? List.of(chance.of(FIELDS)) : List.of());
    keys.removeIf(key -> chance.oneIn(15));
    keys.addAll(
        chance.oneIn(3) ? List.of(chance.of("name", "Subject", "subject ", "")) : List.of());
    Collections.shuffle(keys, chance.random());
    Map<String, String> values = new HashMap<>();
    String defect = "";
    List<String> seen = new ArrayList<>();
    StringBuilder json = new StringBuilder("{");
    for (String key : keys) {
      Value value =
          FIELDS.contains(key) ? value(chance, key) : new Value(nested(chance, 5), "", "");
      json.append(json.length() == 1 ? "" : chance.of(",", ", ")).append(quoted(chance, key));
      json.append(chance.of(":", " : ")).append(value.json);
      if (FIELDS.contains(key)) {
        String fault = seen.contains(key) ? "doubled-key" : value.fault;
        defect = defect.isEmpty() ? fault : defect;
        seen.add(key);
        values.put(key, value.text);
      }
    }
    boolean missing = defect.isEmpty() && values.getOrDefault("subject", "\0").equals("\0");
    ExpectedRow row =
        missing || !defect.isEmpty()
            ? ExpectedRow.defect(missing ? "missing-cell" : defect)
            : Oracle.row(
                values.getOrDefault("vendor", "").replace("\0", ""),
                values.getOrDefault("subject", ""),
                values.getOrDefault("reference", "").replace("\0", ""),
                folder);
    return new Element(json.append("}").toString(), Optional.of(row));
  }

  /** A value: its JSON, its text (a NUL for null) and what is wrong with it. */
  private record Value(String json, String text, String fault) {}

  private static Value value(Chance chance, String key) {
    return switch (chance.below(20)) {
      case 0 -> new Value("null", "\0", "");
      case 1 -> new Value(chance.of("true", "{}", "[\"a\"]", "false"), "", "wrong-type");
      case 2 ->
          new Value(chance.of("\"\\u0000\"", "\"a\\ud800\"", "\"\\udc00b\""), "", "broken-text");
      case 3 -> {
        String number = chance.of("13800138000", "0", "-1", "1.50", "1e9", "123456789012345678901");
        yield new Value(number, number, "");
      }
      default -> {
        String text = key.equals("vendor") ? Cells.vendor(chance) : Cells.subject(chance);
        yield new Value(quoted(chance, text), text, "");
      }
    };
  }

  private static String nested(Chance chance, int depth) {
    if (depth == 0 || chance.coin()) {
      return chance.of("1", "\"x\"", "null", "-2.5e-3", "\"\\u0000\"", "true");
    }
    String inner = nested(chance, depth - 1);
    return chance.coin() ? "[" + inner + "," + inner + "]" : "{\"subject\":" + inner + "}";
  }

  private static String quoted(Chance chance, String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean half = Character.isSurrogate(c);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || (!half && chance.oneIn(20))) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
