package dev.lethe.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the generated parts of a page out of the vendors' files: what stands between {@code <!--
 * generated: <name>, … -->} (all of a vendor), {@code <!-- settings: … -->} or {@code <!--
 * parameters: … -->} (a comparison) and {@code <!-- end -->}. All else on a page is written by hand
 * and stays as it is.
 */
final class VendorPages {
  private static final Pattern GENERATED =
      Pattern.compile(
          "(?s)<!-- (generated|settings|parameters): ([a-z0-9, -]+) -->\n.*?<!-- end -->");
  private static final List<String> LIMITS =
      List.of(
          "base-url",
          "batch-size",
          "batch-characters",
          "verify-batch-size",
          "rate",
          "concurrency",
          "linger",
          "timeout",
          "max-attempts",
          "backoff",
          "probe",
          "max-items-per-day",
          "max-share");

  private VendorPages() {}

  /** The vendors that a page is about, in the order of its markers. */
  static List<String> vendorsOf(String page) {
    return GENERATED
        .matcher(page)
        .results()
        .filter(found -> found.group(1).equals("generated"))
        .flatMap(found -> List.of(found.group(2).split(", *", -1)).stream())
        .toList();
  }

  /** The page with its generated parts made anew. */
  static String renewed(String page, Path vendorFiles) throws IOException {
    Matcher parts = GENERATED.matcher(page);
    StringBuilder renewed = new StringBuilder();
    while (parts.find()) {
      List<VendorFile> files = new ArrayList<>();
      for (String name : parts.group(2).split(", *", -1)) {
        files.add(VendorFile.read(vendorFiles, name));
      }
      String part =
          switch (parts.group(1)) {
            case "settings" -> settings(files, vendorFiles);
            case "parameters" -> parameters(files, vendorFiles);
            default -> pages(files, vendorFiles);
          };
      parts.appendReplacement(
          renewed,
          Matcher.quoteReplacement(
              "<!-- %s: %s -->\n\n%s<!-- end -->".formatted(parts.group(1), parts.group(2), part)));
    }
    return parts.appendTail(renewed).toString();
  }

  private static String pages(List<VendorFile> files, Path vendorFiles) throws IOException {
    StringBuilder pages = new StringBuilder();
    for (VendorFile file : files) {
      pages.append(file.inherits() ? inheriting(file, vendorFiles) : whole(file));
    }
    return pages.toString();
  }

  // One column for each vendor; what it takes from another vendor's file counts as its own.
  private static String settings(List<VendorFile> files, Path vendorFiles) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String key : LIMITS) {
      List<String> row = new ArrayList<>(List.of(code(key)));
      for (VendorFile file : files) {
        Object own = file.keys().get(key);
        Object inherited = VendorFile.read(vendorFiles, file.route()).keys().get(key);
        row.add(value(own == null && !key.equals("base-url") ? inherited : own));
      }
      if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
        rows.add(row);
      }
    }
    List<String> head = new ArrayList<>(List.of("property"));
    files.forEach(file -> head.add(code(file.name())));
    return table(head, rows);
  }

  private static String parameters(List<VendorFile> files, Path vendorFiles) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (VendorFile file : files) {
      Map<?, ?> declared = VendorFile.read(vendorFiles, file.route()).map("parameters");
      rows.add(List.of(code(file.name()), names(declared, true), names(declared, false)));
    }
    return table(List.of("vendor", "required", "optional"), rows);
  }

  private static String names(Map<?, ?> parameters, boolean required) {
    return parameters.entrySet().stream()
        .filter(one -> is((Map<?, ?>) one.getValue(), "required", false) == required)
        .map(one -> code(one.getKey().toString()) + instead((Map<?, ?>) one.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String instead(Map<?, ?> parameter) {
    return parameter.get("or") == null ? "" : " (or `" + parameter.get("or") + "`)";
  }

  private static String whole(VendorFile file) {
    return "Made from `config/vendors/%s.yaml`; what it does not set has the engine's default.\n\n"
            .formatted(file.name())
        + "### Parameters\n\n"
        + parameters(file)
        + "### Limits and pace\n\n"
        + limits(file)
        + "### Subjects\n\n"
        + subject(file.map("subject"))
        + "### Codes\n\n"
        + codes(file.list("codes"));
  }

  private static String inheriting(VendorFile file, Path vendorFiles) throws IOException {
    VendorFile from = VendorFile.read(vendorFiles, file.route());
    List<List<String>> rows = new ArrayList<>();
    file.keys()
        .forEach(
            (key, value) ->
                rows.add(
                    List.of(
                        code(key),
                        value == null ? "to be set" : value(value),
                        from.keys().get(key) != null
                            ? value(from.keys().get(key))
                            : otherwise(from, key),
                        file.comment(key))));
    return "### %s\n\n".formatted(file.text("title").isEmpty() ? file.name() : file.text("title"))
        + ("`config/vendors/%s.yaml` names the route `%s`, so it takes everything from `%s.yaml` save"
                + " the address, the values of the parameters, and what it sets itself. That is %d"
                + " parameters, the limits, the subject rule and %d codes of the tables above. Its"
                + " own keys:\n\n")
            .formatted(
                file.name(),
                file.route(),
                from.name(),
                from.map("parameters").size(),
                from.list("codes").size())
        + table(List.of("key", "`" + file.name() + "`", "`" + from.name() + "`", "note"), rows);
  }

  private static String otherwise(VendorFile from, String key) {
    boolean hasDefault =
        from.map("parameters").get(key) instanceof Map<?, ?> parameter
            && parameter.get("otherwise") != null;
    return hasDefault
        ? value(((Map<?, ?>) from.map("parameters").get(key)).get("otherwise"))
        : "not inherited";
  }

  private static String parameters(VendorFile file) {
    List<List<String>> rows = new ArrayList<>();
    file.map("parameters")
        .forEach(
            (key, value) -> {
              Map<?, ?> parameter = (Map<?, ?>) value;
              rows.add(
                  List.of(
                      code(key.toString()),
                      required(parameter),
                      value(parameter.get("otherwise")),
                      parameter.get("means") + notes(parameter)));
            });
    return table(List.of("parameter", "required", "default", "meaning"), rows);
  }

  private static String required(Map<?, ?> parameter) {
    if (!is(parameter, "required", false)) {
      return "no";
    }
    return parameter.get("or") == null ? "yes" : "yes, or `" + parameter.get("or") + "`";
  }

  private static String notes(Map<?, ?> parameter) {
    return (is(parameter, "secret", false) ? " **Secret.**" : "")
        + (is(parameter, "own-account", false) ? " The account is never deleted." : "")
        + (parameter.get("pattern-says") == null
            ? ""
            : " It must be " + parameter.get("pattern-says") + ".");
  }

  private static String limits(VendorFile file) {
    List<List<String>> rows =
        LIMITS.stream()
            .filter(key -> file.keys().get(key) != null)
            .map(key -> List.of(code(key), value(file.keys().get(key)), file.comment(key)))
            .collect(Collectors.toCollection(ArrayList::new));
    file.map("regions")
        .forEach(
            (region, address) ->
                rows.add(List.of("`region: " + region + "`", code(address.toString()), "")));
    return table(List.of("setting", "value", "note"), rows);
  }

  private static String subject(Map<?, ?> rule) {
    StringBuilder text = new StringBuilder();
    if (rule.get("max-bytes") != null) {
      text.append("- At most %s bytes in UTF-8.\n".formatted(rule.get("max-bytes")));
    }
    if (rule.get("pattern") != null) {
      text.append(
          "- A subject is %s: `%s`\n".formatted(rule.get("pattern-says"), rule.get("pattern")));
    }
    if (rule.get("forbid") instanceof List<?> forbidden) {
      for (Object one : forbidden) {
        Map<?, ?> row = (Map<?, ?>) one;
        text.append(
            "- `%s` is `REJECTED` with `%s`: %s\n"
                .formatted(row.get("pattern"), row.get("code"), row.get("because")));
      }
    }
    return text.append("\nEverything else is `REJECTED` with the reason, and never sent.\n\n")
        .toString();
  }

  private static String codes(List<?> codes) {
    List<List<String>> rows =
        codes.stream()
            .map(one -> (Map<?, ?>) one)
            .map(
                row ->
                    List.of(
                        code(String.valueOf(row.get("code"))),
                        String.valueOf(row.get("means")),
                        ofItem(row),
                        ofCall(row),
                        row.get("mend") == null ? "" : row.get("mend").toString()))
            .toList();
    return table(List.of("code", "means", "of an item", "of a whole call", "what to do"), rows);
  }

  private static String ofItem(Map<?, ?> row) {
    List<String> words = new ArrayList<>();
    words.add(
        row.get("then") == null
            ? code(row.get("verdict").toString())
            : "`%s`, `%s` at attempt %s"
                .formatted(row.get("verdict"), row.get("then"), row.get("tries")));
    if (!is(row, "ran", true)) {
      words.add("surely not deleted");
    }
    if (is(row, "partial", false)) {
      words.add("perhaps half deleted");
    }
    if (is(row, "singly", false)) {
      words.add("then alone");
    }
    if (is(row, "warn", false)) {
      words.add("warns");
    }
    return String.join("; ", words);
  }

  private static String ofCall(Map<?, ?> row) {
    Object verdict = row.get("call") == null ? row.get("verdict") : row.get("call");
    List<String> words = new ArrayList<>();
    words.add(
        row.get("call-then") == null
            ? code(verdict.toString())
            : "`%s`, `%s` after %s in a row"
                .formatted(verdict, row.get("call-then"), row.get("tries")));
    if (is(row, "pause", false)) {
      words.add(
          "the lane pauses"
              + (row.get("pause-at-least") == null
                  ? ""
                  : ", at least " + row.get("pause-at-least")));
    }
    if (!is(row, "probe", true)) {
      words.add("no probes");
    }
    return String.join("; ", words);
  }

  private static boolean is(Map<?, ?> row, String key, boolean otherwise) {
    return row.get(key) instanceof Boolean set ? set : otherwise;
  }

  private static String value(Object value) {
    if (value instanceof Map<?, ?> range) {
      return range.entrySet().stream()
          .map(one -> "%s `%s`".formatted(one.getKey(), one.getValue()))
          .collect(Collectors.joining(", "));
    }
    return value == null || value.toString().isEmpty() ? "" : code(value.toString());
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder(line(head));
    table.append("|---".repeat(head.size())).append("|\n");
    rows.forEach(row -> table.append(line(row)));
    return table.append('\n').toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> " " + cell.replace("|", "\\|").strip() + " ")
        .map(cell -> cell.isBlank() ? " " : cell)
        .collect(Collectors.joining("|", "|", "|\n"));
  }
}
