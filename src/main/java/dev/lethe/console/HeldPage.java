package dev.lethe.console;

import dev.lethe.operate.Decision;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.RequestView;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Requests that wait for an approval. */
@Controller
@ConditionalOnWebApplication
final class HeldPage {
  private static final int REQUESTS = 20;

  private final Operations operations;

  HeldPage(Operations operations) {
    this.operations = operations;
  }

  @GetMapping("/console/held")
  String held(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String approved,
      @RequestParam(required = false) @Nullable String declined,
      Model model) {
    model.addAttribute("approved", approved);
    model.addAttribute("declined", declined);
    list(after, model);
    return "console/held";
  }

  @PostMapping("/console/held/{id}/approve")
  String approve(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @Nullable Principal person,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    return decide(id, reason, "approved", operations::approve, person, model, next, response);
  }

  @PostMapping("/console/held/{id}/decline")
  String decline(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @Nullable Principal person,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    return decide(id, reason, "declined", operations::cancel, person, model, next, response);
  }

  private String decide(
      String id,
      String reason,
      String done,
      BiConsumer<String, Decision> how,
      @Nullable Principal person,
      Model model,
      RedirectAttributes next,
      HttpServletResponse response) {
    try {
      Can.need(Can.of(person).approve(), "approve");
      if (reason.isBlank()) {
        throw new OperationException(
            Kind.INVALID, "Say why: the reason is kept with the request. Nothing was decided.");
      }
      how.accept(id, new Decision(person == null ? "" : person.getName(), reason.strip()));
    } catch (OperationException e) {
      Problem.show(e, model, response);
      model.addAttribute("about", id);
      model.addAttribute("reason", reason);
      list(null, model);
      return "console/held";
    }
    next.addAttribute(done, id);
    return "redirect:/console/held";
  }

  private void list(@Nullable String after, Model model) {
    Page<RequestView> page =
        operations.requests(
            new RequestQuery("HELD", new PageQuery(RequestPages.blankToNull(after), REQUESTS)));
    model.addAttribute("cards", page.items().stream().map(RequestCard::of).toList());
    model.addAttribute("next", page.next());
    model.addAttribute("after", RequestPages.blankToNull(after));
  }
}
