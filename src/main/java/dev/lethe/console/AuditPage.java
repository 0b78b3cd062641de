package dev.lethe.console;

import dev.lethe.operate.AuditView;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened, and who did it. */
@Controller
@ConditionalOnWebApplication
final class AuditPage {
  private static final int ENTRIES = 50;

  private final Operations operations;

  AuditPage(Operations operations) {
    this.operations = operations;
  }

  @GetMapping("/console/audit")
  String audit(@RequestParam(required = false) @Nullable String after, Model model) {
    Page<AuditView> page =
        operations.audit(new PageQuery(RequestPages.blankToNull(after), ENTRIES));
    model.addAttribute("entries", page.items());
    model.addAttribute("next", page.next());
    model.addAttribute("after", RequestPages.blankToNull(after));
    return "console/audit";
  }
}
