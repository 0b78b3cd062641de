package dev.lethe.command;

import dev.lethe.lint.Linter;
import dev.lethe.lint.Remark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code lint}: checks routes and settings without starting anything. */
@Command(
    description = "Nothing is started, nobody is called, and nothing is written.",
    exitCodeList = {
      "0:nothing is wrong; notes may be there",
      "1:something is wrong",
      "2:a word is not known"
    },
    footer = "  lint --lethe.config=/srv/lethe/config --lethe.routes=/srv/lethe/routes")
final class Lint extends Task {
  Lint(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "lint takes no word; where the files are is lethe.config and lethe.routes";
  }

  @Override
  public Integer call() {
    List<Remark> remarks = new Linter(desk().settings().words()).remarks();
    long wrong = remarks.stream().filter(Remark::isError).count();
    if (isJson()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("errors", wrong);
      document.put("findings", remarks);
      document(document);
    } else {
      remarks.forEach(
          remark -> say((remark.isError() ? "" : "note: ") + Cells.safe(remark.sentence())));
      say(
          wrong == 0
              ? "Nothing is wrong with the routes and the settings."
              : wrong + " finding(s): Lethe would not start, or not do what is meant.");
    }
    return wrong == 0 ? 0 : 1;
  }
}
