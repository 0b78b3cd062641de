package dev.lethe.command;

import dev.lethe.operate.ItemView;
import dev.lethe.operate.Page;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dead-letters}: rows that failed and were not sent again since. */
@Command(
    exitCodeList = {
      "0:it was printed, also if there are none",
      "1:it could not be asked",
      "2:a word is not known"
    },
    footer = "  dead-letters --vendor yunke --outcome REFUSED")
final class DeadLetters extends Task {
  @Mixin private final Reach reach = new Reach();
  @Mixin private final Failed failed = new Failed();
  @Mixin private final Paging paging = new Paging();

  @Option(
      names = "--reveal",
      description = "show subjects as they came; it is noted who asked for that")
  private boolean reveal;

  DeadLetters(Desk desk) {
    super(desk);
  }

  @Override
  String needs() {
    return "dead-letters takes --request, --vendor, --outcome, --code, --reveal, --limit and --after";
  }

  @Override
  public Integer call() {
    if (!reach.fits() || !paging.fits()) {
      throw wordsAreOff();
    }
    try (Way way = reach.open(desk())) {
      Page<ItemView> page =
          Paging.notEmpty(
              paging.query(),
              query -> way.operations().deadLetters(failed.query(reveal, way.asking(), query)));
      if (isJson()) {
        document(page);
      } else {
        tell(page);
      }
      return 0;
    }
  }

  private void tell(Page<ItemView> page) {
    if (page.items().isEmpty()) {
      say("No row failed that was not sent again since.");
      return;
    }
    Table table = new Table("REQUEST", ">ROW", "VENDOR", "SUBJECT", "OUTCOME", "CODE", "WHY");
    for (ItemView item : page.items()) {
      table.row(
          item.request(),
          item.row(),
          item.vendor(),
          item.subject(),
          item.state(),
          item.code(),
          item.detail());
    }
    table.print(screen());
    if (page.next() != null) {
      say("There are more: --after " + page.next());
    }
  }
}
