package dev.lethe.console;

import dev.lethe.operate.Decision;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.RunView;
import dev.lethe.settings.LetheSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Reconciliations, and the pages that they leave. */
@Controller
@ConditionalOnWebApplication
final class ReconciliationPages {
  private static final int RUNS = 20;

  /** As {@code ReportFiles} names them; nothing else in the folder can be asked for. */
  private static final Pattern REPORT =
      Pattern.compile("reconcile-\\d{8}T\\d{6}Z(-\\d{1,4})?\\.html");

  /** A report has its styles inside; it needs nothing else, and can do nothing. */
  private static final String REPORT_MAY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'; sandbox";

  private final Operations operations;
  private final Path reports;

  ReconciliationPages(Operations operations, LetheSettings settings) {
    this.operations = operations;
    this.reports = settings.home().resolve("reports");
  }

  @GetMapping("/console/reconciliations")
  String runs(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String asked,
      Model model) {
    model.addAttribute("asked", asked != null);
    return list(after, model);
  }

  @PostMapping("/console/reconciliations")
  String reconcile(
      @RequestParam(defaultValue = "") List<String> vendors,
      @RequestParam(defaultValue = "") String reason,
      @Nullable Principal person,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      Can.need(Can.of(person).operate(), "operate");
      operations.reconcile(
          vendors, new Decision(person == null ? "" : person.getName(), reason.strip()));
    } catch (OperationException e) {
      Problem.show(e, model, response);
      model.addAttribute("reason", reason);
      return list(null, model);
    }
    next.addAttribute("asked", "");
    return "redirect:/console/reconciliations";
  }

  /** The page of a report, as it was written. */
  @GetMapping("/console/reports/{name}")
  ResponseEntity<Resource> report(@PathVariable String name) {
    Path page = reports.resolve(REPORT.matcher(name).matches() ? name : ".none");
    if (!Files.isRegularFile(page, LinkOption.NOFOLLOW_LINKS)) {
      throw new OperationException(Kind.NOT_FOUND, "There is no such report.");
    }
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", REPORT_MAY)
        .body(new FileSystemResource(page));
  }

  private String list(@Nullable String after, Model model) {
    Page<RunView> page = operations.runs(new PageQuery(RequestPages.blankToNull(after), RUNS));
    model.addAttribute("vendors", operations.lanes());
    model.addAttribute("runs", page.items());
    model.addAttribute("next", page.next());
    model.addAttribute("after", RequestPages.blankToNull(after));
    return "console/reconciliations";
  }
}
